import { traceId } from '../../server/trace.ts';
import type { Notice } from '../../server/engine/record.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { StoredNotice } from '../../server/store/notices.ts';
import type { MemoryState, NoticeRow } from './memory-store.ts';

const keyOf = ({ side, object, id }: Notice): string => JSON.stringify([side, object, id]);

/** By time, then by id, as the query has it. */
const inOrder = (a: NoticeRow, b: NoticeRow): number => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1);

export function noticePart(
  { notices }: MemoryState,
  now: () => number,
): Pick<StoreInTx, 'acceptNotices' | 'dueNotices' | 'finishNotices' | 'postponeNotices' | 'postponePortal'> {
  /** The row, unless it was refreshed since it was taken. */
  const same = (notice: StoredNotice): NoticeRow | undefined => {
    const row = notices.get(keyOf(notice));
    return row?.version === notice.version ? row : undefined;
  };
  return {
    async acceptNotices(hints, delayMs = 0, asked = false) {
      const distinct = new Map(
        hints.map(({ side, object, id }) => [keyOf({ side, object, id }), { side, object, id }]),
      );
      for (const [key, hint] of distinct) {
        const row = notices.get(key);
        const dueAt = now() + delayMs;
        const trace = row?.trace ?? traceId();
        const version = (row?.version ?? 0) + 1;
        const due = row ? Math.min(row.dueAt, dueAt) : dueAt;
        const wanted = asked || (row?.asked ?? false);
        const known = { tries: 0, ...row, ...hint, version, dueAt: due, asked: wanted };
        notices.set(key, { ...known, ...(trace !== null && { trace }) });
      }
    },
    async dueNotices(limit) {
      const due = [...notices.values()].filter((row) => row.dueAt <= now());
      const wanted = due.filter((row) => row.asked);
      return (wanted.length > 0 ? wanted : due)
        .toSorted(inOrder)
        .slice(0, limit)
        .map(({ dueAt: _dueAt, ...notice }) => notice);
    },
    async finishNotices(done) {
      for (const notice of done) if (same(notice)) notices.delete(keyOf(notice));
    },
    async postponeNotices(some, afterMs) {
      for (const notice of some) {
        const row = same(notice);
        if (row) notices.set(keyOf(notice), { ...row, tries: row.tries + 1, dueAt: now() + afterMs });
      }
    },
    async postponePortal(afterMs) {
      for (const row of notices.values()) {
        if (row.dueAt <= now()) notices.set(keyOf(row), { ...row, dueAt: now() + afterMs });
      }
    },
  };
}
