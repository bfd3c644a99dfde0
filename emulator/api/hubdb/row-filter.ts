import { invalid } from '../http/errors.ts';
import { cellOf, cellText, isOfRow } from './row-cell.ts';
import type { HubDbRow } from './rows.ts';
import type { TableVersion } from './table.ts';

type Test = (value: unknown, wanted: string) => boolean;

const names = (value: unknown): string[] => (Array.isArray(value) ? value.map(cellText) : [cellText(value)]);
const lower = (text: string): string => text.toLowerCase();

function compare(value: unknown, wanted: string): number {
  const [a, b] = [Number(cellText(value)), Number(wanted)];
  if (cellText(value) !== '' && !Number.isNaN(a) && !Number.isNaN(b)) return a - b;
  return cellText(value) < wanted ? -1 : Number(cellText(value) > wanted);
}

/** The operators of the HubDB guide, written `column__operator=value`; a column alone means `eq`. */
const OPERATORS: Readonly<Record<string, Test>> = {
  eq: (value, wanted) => names(value).includes(wanted),
  ne: (value, wanted) => !names(value).includes(wanted),
  contains: (value, wanted) => names(value).some((text) => text.includes(wanted)),
  icontains: (value, wanted) => names(value).some((text) => lower(text).includes(lower(wanted))),
  startswith: (value, wanted) => cellText(value).startsWith(wanted),
  like: (value, wanted) => likeness(wanted).test(cellText(value)),
  not_like: (value, wanted) => !likeness(wanted).test(cellText(value)),
  in: (value, wanted) => wanted.split(',').some((one) => names(value).includes(one)),
  lt: (value, wanted) => compare(value, wanted) < 0,
  lte: (value, wanted) => compare(value, wanted) <= 0,
  gt: (value, wanted) => compare(value, wanted) > 0,
  gte: (value, wanted) => compare(value, wanted) >= 0,
  is_null: (value) => cellText(value) === '',
  not_null: (value) => cellText(value) !== '',
};

const likeness = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('%', '.*')}$`, 's');

const RESERVED = new Set(['after', 'archived', 'limit', 'offset', 'properties', 'sort', 'portalId', 'hapikey']);
export function requireColumn(version: TableVersion, name: string): string {
  if (isOfRow(name) || version.columns.some((column) => column.name === name)) return name;
  throw invalid(`Column "${name}" does not exist in HubDB table ${version.name}.`);
}

/** What the query string wants of a row. */
export function rowFilter(version: TableVersion, query: URLSearchParams): (row: HubDbRow) => boolean {
  const tests = [...query]
    .filter(([name]) => !RESERVED.has(name))
    .map(([name, wanted]) => {
      const [column = name, operator = 'eq'] = name.split('__');
      const test = OPERATORS[operator];
      if (!test) throw invalid(`"${operator}" is not an operator; use ${Object.keys(OPERATORS).join(', ')}.`);
      requireColumn(version, column);
      return (row: HubDbRow) => test(cellOf(row, column), wanted);
    });
  return (row) => tests.every((test) => test(row));
}

/** `sort=price,-name`: by the first, then by the next. */
export function rowOrder(version: TableVersion, sorts: readonly string[]): (a: HubDbRow, b: HubDbRow) => number {
  const keys = sorts.map((text) => ({
    column: requireColumn(version, text.replace(/^-/, '')),
    down: text.startsWith('-'),
  }));
  return (a, b) => {
    for (const { column, down } of keys) {
      const order = compare(cellOf(a, column), cellText(cellOf(b, column)));
      if (order !== 0) return down ? -order : order;
    }
    return 0;
  };
}
