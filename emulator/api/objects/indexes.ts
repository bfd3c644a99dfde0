import type { TableListener, Tables } from '../store/tables.ts';
import type { RecordRow } from './record.ts';

/** Record ids of each table in ascending order, so that a list can start after any of them. */
export interface RecordOrder extends TableListener {
  ids(table: string): readonly string[];
  /** Position of the first id greater than `after`. */
  start(table: string, after: string): number;
}

export function createRecordOrder(): RecordOrder {
  const orders = new Map<string, string[]>();
  return {
    changed({ table, key, row, before }) {
      if (!table.startsWith('records/')) return;
      const ids = orders.get(table) ?? [];
      orders.set(table, ids);
      if (before === undefined) ids.push(key);
      else if (row === undefined) ids.splice(ids.indexOf(key), 1);
    },
    cleared: () => orders.clear(),
    ids: (table) => orders.get(table) ?? [],
    start(table, after) {
      const ids = orders.get(table) ?? [];
      let low = 0;
      let high = ids.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (Number(ids[middle]) <= Number(after)) low = middle + 1;
        else high = middle;
      }
      return low;
    },
  };
}

/** Record ids grow from a figure of the size that real portals show, one sequence for all types. */
const FIRST_ID = 30_140_000_001;

export interface RecordIds extends TableListener {
  next(): string;
}

export function createRecordIds(): RecordIds {
  let last = FIRST_ID - 1;
  return {
    changed({ table, key }) {
      if (table.startsWith('records/')) last = Math.max(last, Number(key));
    },
    cleared() {
      last = FIRST_ID - 1;
    },
    next: () => String(++last),
  };
}

/** Finds the live record that holds a value of a unique property. */
export interface UniqueIndex extends TableListener {
  find(table: string, property: string, value: string): string | undefined;
}

const normal = (value: string): string => value.trim().toLowerCase();

/** An index is built when a property is first asked for, and kept from then on. */
export function createUniqueIndex(tables: Tables): UniqueIndex {
  const indexes = new Map<string, Map<string, Map<string, string>>>();
  const build = (table: string, property: string): Map<string, string> => {
    const ids = new Map<string, string>();
    for (const row of tables.rows<RecordRow>(table).values()) {
      const value = row.properties[property];
      if (value && row.archivedAt === undefined) ids.set(normal(value), row.id);
    }
    return ids;
  };
  return {
    changed({ table, key, row, before }) {
      for (const [property, ids] of indexes.get(table) ?? []) {
        const old = (before as RecordRow | undefined)?.properties[property];
        const now = row as RecordRow | undefined;
        const value = now?.archivedAt === undefined ? now?.properties[property] : undefined;
        if (old && ids.get(normal(old)) === key) ids.delete(normal(old));
        if (value) ids.set(normal(value), key);
      }
    },
    cleared: () => indexes.clear(),
    find(table, property, value) {
      let byProperty = indexes.get(table);
      if (!byProperty) indexes.set(table, (byProperty = new Map()));
      let ids = byProperty.get(property);
      if (!ids) byProperty.set(property, (ids = build(table, property)));
      return ids.get(normal(value));
    },
  };
}
