import type { Captured } from '../store/captured.ts';
import type { TableListener } from '../store/tables.ts';
import type { RecordRow } from '../objects/record.ts';

interface Pending {
  readonly at: number;
  readonly id: string;
  readonly before: RecordRow | undefined;
}

/** What search does not know yet: HubSpot's index trails the records by seconds. */
export interface SearchLag extends TableListener, Captured<ReadonlyMap<string, readonly Pending[]>> {
  /** Id to the row as the index still has it; undefined for a record it has not seen. */
  stale(table: string): ReadonlyMap<string, RecordRow | undefined>;
  /** A record that is gone for privacy is not found for a moment longer. */
  forget(table: string, id: string): void;
}

export function createSearchLag(now: () => number, lagMs: () => number): SearchLag {
  const pending = new Map<string, Pending[]>();
  const fresh = (table: string): Pending[] => {
    const since = now() - lagMs();
    const waiting = pending.get(table) ?? [];
    const known = waiting.findIndex((one) => one.at > since);
    const rest = known < 0 ? [] : waiting.slice(known);
    pending.set(table, rest);
    return rest;
  };
  return {
    changed({ table, key, before }) {
      if (!table.startsWith('records/') || lagMs() === 0) return;
      let waiting = pending.get(table) ?? [];
      // Without searches nobody would clear the list, and a backfill would keep every old row alive.
      const middle = waiting[waiting.length >> 1];
      if (waiting.length > 10_000 && middle && middle.at <= now() - lagMs()) waiting = fresh(table);
      waiting.push({ at: now(), id: key, before: before as RecordRow | undefined });
      pending.set(table, waiting);
    },
    cleared: () => pending.clear(),
    capture: () => new Map([...pending].map(([table, waiting]) => [table, [...waiting]])),
    restore(state) {
      pending.clear();
      for (const [table, waiting] of state) pending.set(table, [...waiting]);
    },
    forget(table, id) {
      pending.set(
        table,
        (pending.get(table) ?? []).filter((one) => one.id !== id),
      );
    },
    stale(table) {
      const rows = new Map<string, RecordRow | undefined>();
      for (const one of fresh(table)) if (!rows.has(one.id)) rows.set(one.id, one.before);
      return rows;
    },
  };
}
