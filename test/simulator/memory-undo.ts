import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { UndoTarget, Written, WrittenRecord } from '../../server/store/undo.ts';
import type { LedgerEntry } from '../../server/store/ledger.ts';
import type { MemoryState } from './memory-store.ts';

type Part = Pick<
  StoreInTx,
  | 'addLeftAlone'
  | 'countWrittenRecords'
  | 'lastWriter'
  | 'leftAloneOf'
  | 'writtenOf'
  | 'writtenPairs'
  | 'writtenRecords'
>;

const isOf =
  ({ runId, object, recordId, field }: UndoTarget) =>
  (entry: LedgerEntry): boolean =>
    entry.runId === runId &&
    (object === undefined || entry.object === object) &&
    (recordId === undefined || entry.recordId === recordId) &&
    (field === undefined || entry.field === field);

const sameField = (a: LedgerEntry, b: LedgerEntry): boolean =>
  a.side === b.side && a.object === b.object && a.recordId === b.recordId && a.field === b.field;

const keyOf = ({ side, recordId }: WrittenRecord): string => JSON.stringify([side, recordId]);

export function undoPart({ ledger, leftAlone, runs }: MemoryState): Part {
  const recordsOf = (entries: readonly LedgerEntry[]): WrittenRecord[] => [
    ...new Map(entries.map(({ side, recordId }) => [keyOf({ side, recordId }), { side, recordId }])).values(),
  ];
  return {
    async writtenPairs(target) {
      return [...new Set(ledger.filter(isOf(target)).map(({ pair }) => pair))].toSorted();
    },
    async countWrittenRecords(target) {
      const entries = ledger.filter(isOf(target));
      return new Set(entries.map(({ pair, side, recordId }) => JSON.stringify([pair, side, recordId]))).size;
    },
    async writtenRecords(target, pair, after, limit) {
      const ofPair = recordsOf(ledger.filter((one) => one.pair === pair && isOf(target)(one)));
      const sorted = ofPair.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
      return sorted.filter((one) => after === null || keyOf(one) > keyOf(after)).slice(0, limit);
    },
    async writtenOf(target, pair, records) {
      const wanted = new Set(records.map(keyOf));
      const entries = ledger.filter((one) => one.pair === pair && wanted.has(keyOf(one)) && isOf(target)(one));
      const firsts = entries.filter((one, index) => entries.findIndex((other) => sameField(one, other)) === index);
      return firsts.map((first): Written => ({
        side: first.side,
        recordId: first.recordId,
        field: first.field,
        before: first.before,
        after: entries.findLast((one) => sameField(one, first))?.after ?? null,
        reason: first.reason,
        lastRunId: ledger.findLast((one) => sameField(one, first))?.runId ?? '',
      }));
    },
    async lastWriter({ object, recordId, field }) {
      const isTheirs = (one: LedgerEntry): boolean =>
        one.object === object && one.recordId === recordId && (field === undefined || one.field === field);
      return ledger.findLast((one) => isTheirs(one) && runs.get(one.runId)?.kind !== 'undo')?.runId ?? null;
    },
    async addLeftAlone(runId, rows) {
      leftAlone.set(runId, [...(leftAlone.get(runId) ?? []), ...rows]);
    },
    leftAloneOf: async (runId, limit = 1000) => (leftAlone.get(runId) ?? []).slice(0, limit),
  };
}
