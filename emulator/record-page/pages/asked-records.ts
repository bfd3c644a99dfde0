import type { AskedRecords } from './records-view.ts';

const SIZES = [25, 50, 100];

/** The list that an address asks for; what makes no sense is left out. */
export function askedRecords(query: Readonly<Record<string, unknown>>): AskedRecords {
  const text = (name: string): string => (typeof query[name] === 'string' ? query[name] : '');
  const size = Number(text('size'));
  return {
    query: text('q').trim(),
    page: Math.max(1, Math.trunc(Number(text('page'))) || 1),
    pageSize: SIZES.includes(size) ? size : 25,
    sort: text('sort'),
    descending: text('order') === 'descending',
    columns: text('columns').split(',').filter(Boolean),
  };
}
