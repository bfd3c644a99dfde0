import type { Undo } from './memory-store.ts';

/** Rows by key, in the order they came; a transaction that fails takes its changes back. */
export interface Table<Row> {
  get(key: string): Row | undefined;
  set(key: string, row: Row): void;
  delete(key: string): void;
  values(): Iterable<Row>;
  entries(): Iterable<[string, Row]>;
  readonly size: number;
  /** How often a row was set or deleted, whether it was taken back or not. */
  readonly changes: number;
}

export function createTable<Row>(undo: () => Undo | null): Table<Row> {
  const rows = new Map<string, Row>();
  let changes = 0;
  const remember = (key: string): void => {
    changes += 1;
    const before = rows.get(key);
    undo()?.push(() => void (before === undefined ? rows.delete(key) : rows.set(key, before)));
  };
  return {
    get: (key) => rows.get(key),
    set(key, row) {
      remember(key);
      rows.set(key, row);
    },
    delete(key) {
      if (!rows.has(key)) return;
      remember(key);
      rows.delete(key);
    },
    values: () => rows.values(),
    entries: () => rows.entries(),
    get changes() {
      return changes;
    },
    get size() {
      return rows.size;
    },
  };
}
