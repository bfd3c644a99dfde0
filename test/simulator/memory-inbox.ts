import type { Held } from '../../server/engine/plan.ts';
import { FIRST_RETRY_MINUTES, LAST_RETRY_MINUTES, RETRIED } from '../../server/store/inbox.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { HeldRow, MemoryState } from './memory-store.ts';

const keyOf = ({ kind, pair, side, recordId }: Pick<Held, 'kind' | 'pair' | 'side' | 'recordId'>): string =>
  JSON.stringify([kind, pair, side, recordId]);

const recordOf = ({ pair, side, recordId }: HeldRow) => ({ pair, side, recordId });

export function inboxPart(
  { inbox, notices }: MemoryState,
  now: () => number,
): Pick<
  StoreInTx,
  'holdRecords' | 'clearHeld' | 'heldAmong' | 'inboxOf' | 'inboxRecords' | 'ignoreHeld' | 'takeDueHeld'
> {
  const at = (): string => new Date(now()).toISOString();
  const retryAt = (kind: Held['kind'], tries: number): number | null =>
    RETRIED.includes(kind)
      ? now() + Math.min(FIRST_RETRY_MINUTES * 2 ** (tries - 1), LAST_RETRY_MINUTES) * 60_000
      : null;
  let entries = 0;
  return {
    async holdRecords(held) {
      for (const one of held) {
        const before = inbox.get(keyOf(one));
        const fingerprint = one.fingerprint ?? null;
        const tries = (before?.tries ?? 0) + 1;
        inbox.set(keyOf(one), {
          ...one,
          fingerprint,
          tries,
          id: before?.id ?? (entries += 1),
          firstAt: before?.firstAt ?? at(),
          lastAt: at(),
          nextAt: retryAt(one.kind, tries),
          ignored: before?.fingerprint === fingerprint ? before.ignored : null,
        });
      }
    },
    async clearHeld(looked, heldAgain) {
      const again = new Set(heldAgain.map(keyOf));
      const records = new Set(looked.map(({ pair, side, recordId }) => JSON.stringify([pair, side, recordId])));
      for (const [key, { pair, side, recordId }] of inbox.entries()) {
        if (records.has(JSON.stringify([pair, side, recordId])) && !again.has(key)) inbox.delete(key);
      }
    },
    async heldAmong(records) {
      const wanted = new Set(records.map(({ pair, side, recordId }) => JSON.stringify([pair, side, recordId])));
      const held = [...inbox.values()].map(recordOf);
      return held.filter(({ pair, side, recordId }) => wanted.has(JSON.stringify([pair, side, recordId])));
    },
    async inboxOf({ id, ignored = false, objects = [] } = {}) {
      const shown = [...inbox.values()].filter((one) =>
        id === undefined ? ignored || one.ignored === null : one.id === id,
      );
      return shown.map((one) => {
        const object = objects.find(({ pair, side }) => pair === one.pair && side === one.side)?.object;
        const due = notices.get(JSON.stringify([one.side, object, one.recordId]))?.dueAt;
        const times = [one.nextAt, due].filter((time) => typeof time === 'number');
        return { ...one, nextAt: times.length === 0 ? null : new Date(Math.min(...times)).toISOString() };
      });
    },
    inboxRecords: async () => [...inbox.values()].filter((one) => one.ignored === null).map(recordOf),
    async ignoreHeld(id, reason) {
      const found = [...inbox.entries()].find(([, one]) => one.id === id);
      if (found) inbox.set(found[0], { ...found[1], ignored: reason });
      return found !== undefined;
    },
    async takeDueHeld() {
      const due = [...inbox.entries()].filter(
        ([, one]) => one.ignored === null && one.nextAt !== null && one.nextAt <= now(),
      );
      for (const [key, one] of due) inbox.set(key, { ...one, nextAt: null });
      return due.map(([, one]) => recordOf(one));
    },
  };
}
