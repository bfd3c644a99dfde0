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
  const firstAfter = (ids: readonly string[], after: number): number => {
    let low = 0;
    let high = ids.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(ids[middle]) <= after) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    changed({ table, key, row, before }) {
      if (!table.startsWith('records/')) return;
      const ids = orders.get(table) ?? [];
      orders.set(table, ids);
      if (before === undefined) ids.push(key);
      else if (row === undefined) ids.splice(firstAfter(ids, Number(key) - 1), 1);
    },
    cleared: () => orders.clear(),
    ids: (table) => orders.get(table) ?? [],
    start: (table, after) => firstAfter(orders.get(table) ?? [], Number(after)),
  };
}

/** Record ids grow from a figure of the size that real portals show, one sequence for all types. */
const FIRST_ID = 30_140_000_001;

export interface RecordIds extends TableListener {
  next(): string;
  /** The highest id given out so far. */
  last(): string;
}

/** Table of one row, `highest`: written before a record is gone for good, so that its id never comes again. */
export const ID_TABLE = 'recordIds';

export function createRecordIds(): RecordIds {
  let last = FIRST_ID - 1;
  return {
    changed({ table, key, row }) {
      if (table.startsWith('records/')) last = Math.max(last, Number(key));
      else if (table === ID_TABLE && row !== undefined) last = Math.max(last, Number((row as { id: string }).id));
    },
    cleared() {
      last = FIRST_ID - 1;
    },
    next: () => String(++last),
    last: () => String(last),
  };
}

/** Finds the live record that holds a value of a unique property. */
export interface UniqueIndex extends TableListener {
  find(table: string, property: string, value: string): string | undefined;
}

const normal = (value: string): string => value.trim().toLowerCase();

/** A contact is also found by its additional addresses: those of contacts that were merged into it. */
function uniqueValues(row: RecordRow | undefined, property: string): string[] {
  const more = property === 'email' ? (row?.properties['hs_additional_emails']?.split(';') ?? []) : [];
  return [row?.properties[property] ?? '', ...more].filter(Boolean);
}

/** An index is built when a property is first asked for, and kept from then on. */
export function createUniqueIndex(tables: Tables): UniqueIndex {
  const indexes = new Map<string, Map<string, Map<string, string>>>();
  const build = (table: string, property: string): Map<string, string> => {
    const ids = new Map<string, string>();
    for (const row of tables.rows<RecordRow>(table).values()) {
      if (row.archivedAt !== undefined) continue;
      for (const value of uniqueValues(row, property)) ids.set(normal(value), row.id);
    }
    return ids;
  };
  return {
    changed({ table, key, row, before }) {
      for (const [property, ids] of indexes.get(table) ?? []) {
        for (const old of uniqueValues(before as RecordRow | undefined, property).map(normal)) {
          if (ids.get(old) === key) ids.delete(old);
        }
        const now = row as RecordRow | undefined;
        if (now?.archivedAt !== undefined) continue;
        for (const value of uniqueValues(now, property)) ids.set(normal(value), key);
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
