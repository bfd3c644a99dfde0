/** One put or removal, as listeners see it; `row` is undefined after a removal, `before` for a new key. */
export interface TableChange {
  readonly table: string;
  readonly key: string;
  readonly row: unknown;
  readonly before: unknown;
}

export interface TableListener {
  changed(change: TableChange): void;
  cleared(): void;
}

/**
 * Everything the emulator must remember, as named maps of plain JSON rows. Rows are replaced, never mutated, so that a
 * listener may keep `before`. Indexes are listeners: they follow replay, writes and reset alike.
 */
export interface Tables {
  rows<Row>(table: string): ReadonlyMap<string, Row>;
  names(): readonly string[];
  put(table: string, key: string, row: object): void;
  remove(table: string, key: string): void;
  clear(): void;
  /** All tables as they are now; the rows are shared, which is safe because nobody changes a row. */
  copy(): TablesCopy;
  /** Makes the tables what they were when the copy was taken; listeners hear a clearing and then every row. */
  load(copy: TablesCopy): void;
  listen(listener: TableListener): void;
}

export type TablesCopy = ReadonlyMap<string, ReadonlyMap<string, unknown>>;

const NO_ROWS: ReadonlyMap<string, unknown> = new Map<string, unknown>();

export function createTables(): Tables {
  const tables = new Map<string, Map<string, unknown>>();
  const listeners: TableListener[] = [];
  const tell = (change: TableChange): void => {
    for (const listener of listeners) listener.changed(change);
  };
  const put = (table: string, key: string, row: unknown): void => {
    let rows = tables.get(table);
    if (!rows) tables.set(table, (rows = new Map()));
    const before = rows.get(key);
    rows.set(key, row);
    tell({ table, key, row, before });
  };
  const clear = (): void => {
    tables.clear();
    for (const listener of listeners) listener.cleared();
  };
  return {
    rows: <Row>(table: string) => (tables.get(table) ?? NO_ROWS) as ReadonlyMap<string, Row>,
    names: () => [...tables.keys()],
    put,
    remove(table, key) {
      const rows = tables.get(table);
      const before = rows?.get(key);
      if (!rows?.delete(key)) return;
      tell({ table, key, row: undefined, before });
    },
    clear,
    copy: () => new Map([...tables].map(([name, rows]) => [name, new Map(rows)])),
    load(copy) {
      clear();
      for (const [name, rows] of copy) for (const [key, row] of rows) put(name, key, row);
    },
    listen(listener) {
      listeners.push(listener);
    },
  };
}
