import type { LinkMove } from '../../server/engine/merged.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { LinkRow, MemoryState } from './memory-store.ts';

/** Links of merged records, moved to the survivors; all leave their places before any takes a new one. */
export function movePart({ links, linkedLefts, reservedLefts, roles }: MemoryState): Pick<StoreInTx, 'moveLinks'> {
  const take = ({ pair, leftId, rightId }: LinkMove) => {
    const role = roles.get(JSON.stringify([pair, leftId, rightId]));
    roles.delete(JSON.stringify([pair, leftId, rightId]));
    if (role) return { role };
    if (rightId === null) {
      const reserved = reservedLefts.get(JSON.stringify([pair, leftId]));
      reservedLefts.delete(JSON.stringify([pair, leftId]));
      return { reserved };
    }
    const primary = links.get(JSON.stringify([pair, rightId]));
    links.delete(JSON.stringify([pair, rightId]));
    if (leftId !== null) linkedLefts.delete(JSON.stringify([pair, leftId]));
    return { primary };
  };
  return {
    async moveLinks(moves) {
      const taken = moves.map((move) => ({ move, from: take(move) }));
      for (const { move, from } of taken) {
        const { pair, toLeftId: leftId, toRightId: rightId, role } = move;
        if (role === null) continue;
        if (role !== 'primary') {
          const matchedBy = from.role?.role === role ? from.role.matchedBy : 'merge';
          roles.set(JSON.stringify([pair, leftId, rightId]), { pair, leftId, rightId, role, matchedBy });
          continue;
        }
        const before = from.primary ?? from.reserved;
        const wasWhole = move.leftId !== null && move.rightId !== null;
        const row: LinkRow = {
          pair,
          leftId,
          rightId,
          state: wasWhole ? (before?.state ?? 'linked') : 'linked',
          base: before?.base ?? null,
          ...(before?.pending && { pending: before.pending }),
          ...(wasWhole && before?.gone && { gone: before.gone }),
        };
        links.set(JSON.stringify([pair, rightId]), row);
        linkedLefts.set(JSON.stringify([pair, leftId]), rightId);
      }
    },
  };
}
