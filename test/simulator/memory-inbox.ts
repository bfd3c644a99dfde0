import type { Held } from '../../server/engine/plan.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { MemoryState } from './memory-store.ts';

const keyOf = ({ kind, pair, side, recordId }: Pick<Held, 'kind' | 'pair' | 'side' | 'recordId'>): string =>
  JSON.stringify([kind, pair, side, recordId]);

export function inboxPart(
  { inbox }: MemoryState,
  now: () => number,
): Pick<StoreInTx, 'holdRecords' | 'clearHeld' | 'inboxOf' | 'inboxRecords'> {
  return {
    async holdRecords(held) {
      for (const one of held) inbox.set(keyOf(one), one);
    },
    async clearHeld(looked, heldAgain) {
      const again = new Set(heldAgain.map(keyOf));
      const records = new Set(looked.map(({ pair, side, recordId }) => JSON.stringify([pair, side, recordId])));
      for (const [key, { pair, side, recordId }] of inbox.entries()) {
        if (records.has(JSON.stringify([pair, side, recordId])) && !again.has(key)) inbox.delete(key);
      }
    },
    async inboxOf() {
      const at = new Date(now()).toISOString();
      return [...inbox.values()].map((one, id) => ({ ...one, id, tries: 1, firstAt: at, lastAt: at }));
    },
    inboxRecords: async () => [...inbox.values()].map(({ pair, side, recordId }) => ({ pair, side, recordId })),
  };
}
