import type { Tables } from './tables.ts';

/** The next number of a series, kept in the table `counters`, so that a number never comes twice, restarts included. */
export function nextNumber(tables: Tables, series: string, first: number): number {
  const next = (tables.rows<{ last: number }>('counters').get(series)?.last ?? first - 1) + 1;
  tables.put('counters', series, { last: next });
  return next;
}
