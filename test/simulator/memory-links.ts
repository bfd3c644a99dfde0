import type { Link } from '../../server/engine/record.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { MemoryState } from './memory-store.ts';

const keyOf = (pair: string, id: string): string => JSON.stringify([pair, id]);

export function linkPart({
  links,
  linkedLefts,
  reservedLefts,
  seen,
}: MemoryState): Pick<
  StoreInTx,
  | 'announceWrites'
  | 'linksByLeft'
  | 'linksByRight'
  | 'reserveLinks'
  | 'reserveRight'
  | 'releaseLinks'
  | 'saveLinkByHand'
  | 'markGone'
  | 'endLinks'
  | 'saveLinks'
  | 'linkedCount'
  | 'markSeen'
  | 'forgetSeen'
  | 'unseenLinks'
> {
  const found = (rows: readonly (Link | undefined)[]): Link[] =>
    rows.flatMap((row) => (row === undefined ? [] : [row]));
  return {
    linksByRight: async (pair, ids) => found([...new Set(ids)].map((id) => links.get(keyOf(pair, id)))),
    linksByLeft: async (pair, ids) =>
      found(
        [...new Set(ids)].map((id) => {
          const rightId = linkedLefts.get(keyOf(pair, id));
          return rightId === undefined ? reservedLefts.get(keyOf(pair, id)) : links.get(keyOf(pair, rightId));
        }),
      ),
    async reserveLinks(reserved) {
      for (const { pair, rightId, pending, leftId = null } of reserved) {
        const key = keyOf(pair, rightId);
        if ((links.get(key)?.state ?? 'reserved') !== 'reserved') continue;
        const owner = leftId === null ? undefined : linkedLefts.get(keyOf(pair, leftId));
        if (owner !== undefined && owner !== rightId) continue;
        const before = links.get(key)?.leftId ?? null;
        if (before !== null) linkedLefts.delete(keyOf(pair, before));
        links.set(key, { pair, leftId, rightId, state: 'reserved', base: null, pending });
        if (leftId === null) continue;
        linkedLefts.set(keyOf(pair, leftId), rightId);
        reservedLefts.delete(keyOf(pair, leftId));
      }
    },
    async reserveRight(reserved) {
      for (const { pair, leftId, pending } of reserved) {
        const key = keyOf(pair, leftId);
        if (linkedLefts.get(key) !== undefined) continue;
        reservedLefts.set(key, { pair, leftId, rightId: null, state: 'reserved', base: null, pending });
      }
    },
    async announceWrites(announced) {
      for (const { pair, rightId, pending } of announced) {
        const link = links.get(keyOf(pair, rightId));
        if (link) links.set(keyOf(pair, rightId), { ...link, pending });
      }
    },
    async releaseLinks(refused) {
      for (const { pair, rightId, leftId } of refused) {
        if (rightId === undefined) reservedLefts.delete(keyOf(pair, leftId));
        else if (links.get(keyOf(pair, rightId))?.state === 'reserved') links.delete(keyOf(pair, rightId));
      }
    },
    async markGone(gone) {
      for (const { pair, rightId, gone: why, base, pending: still } of gone) {
        const key = keyOf(pair, rightId);
        const link = links.get(key);
        if (!link || link.state === 'reserved') continue;
        const { pending, ...rest } = link;
        const kept = base === undefined ? pending : still;
        const open = kept ? { pending: kept } : {};
        links.set(key, { ...rest, ...open, state: 'gone', gone: why, base: base === undefined ? link.base : base });
      }
    },
    async endLinks(pair, rightIds) {
      for (const rightId of rightIds) {
        const link = links.get(keyOf(pair, rightId));
        if (link && link.leftId !== null) linkedLefts.delete(keyOf(pair, link.leftId));
        links.delete(keyOf(pair, rightId));
      }
    },
    async saveLinkByHand({ pair, leftId, rightId }) {
      const before = links.get(keyOf(pair, rightId))?.leftId ?? null;
      if (before !== null) linkedLefts.delete(keyOf(pair, before));
      links.set(keyOf(pair, rightId), { pair, leftId, rightId, state: 'linked', base: null });
      linkedLefts.set(keyOf(pair, leftId), rightId);
    },
    async saveLinks(saves) {
      const saved: { pair: string; rightId: string }[] = [];
      for (const { pair, leftId, rightId, base, pending, fills } of saves) {
        if (fills) reservedLefts.delete(keyOf(pair, leftId));
        const owner = linkedLefts.get(keyOf(pair, leftId));
        if (owner !== undefined && owner !== rightId) continue;
        const before = links.get(keyOf(pair, rightId))?.leftId;
        if (before !== undefined && before !== null) linkedLefts.delete(keyOf(pair, before));
        links.set(keyOf(pair, rightId), { pair, leftId, rightId, state: 'linked', base, ...(pending && { pending }) });
        linkedLefts.set(keyOf(pair, leftId), rightId);
        saved.push({ pair, rightId });
      }
      return saved;
    },
    async markSeen(pair, ids, reading = 'sync') {
      for (const id of ids) seen.add(`${reading} ${keyOf(pair, id)}`);
    },
    async forgetSeen(reading = 'sync') {
      for (const key of seen) if (key.startsWith(`${reading} `)) seen.delete(key);
    },
    unseenLinks: async (pair, afterId, limit, reading = 'sync') =>
      [...links.values()]
        .filter((link) => link.pair === pair && link.state !== 'reserved' && link.rightId > afterId)
        .map((link) => link.rightId)
        .filter((id) => !seen.has(`${reading} ${keyOf(pair, id)}`))
        .toSorted()
        .slice(0, limit),
    linkedCount: async () => [...links.values()].filter((link) => link.state === 'linked').length,
  };
}
