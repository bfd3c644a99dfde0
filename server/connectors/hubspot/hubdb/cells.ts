import { canonicalValue } from '../../../engine/canonical.ts';
import type { FieldType, Value } from '../../../engine/record.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
  TEXT: 'string',
  RICHTEXT: 'string',
  URL: 'string',
  NUMBER: 'decimal',
  CURRENCY: 'decimal',
  BOOLEAN: 'boolean',
  DATE: 'date',
  DATETIME: 'datetime',
  SELECT: 'enumeration',
};

/** What a column holds; null for those (images, places, other tables) that have no counterpart in an ERP. */
export const columnType = (type: string): FieldType | null => TYPES[type] ?? null;

const COLUMNS: Readonly<Record<FieldType, string>> = {
  string: 'TEXT',
  decimal: 'NUMBER',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'DATETIME',
  enumeration: 'SELECT',
};

export const columnFor = (type: FieldType): string => COLUMNS[type];

/** A cell as it is answered: options as objects, times in milliseconds, yes and no as 1 and 0. */
export function fromCell(type: FieldType, cell: unknown): Value {
  if (cell === null || cell === undefined || cell === '') return null;
  if (type === 'boolean') return cell === 1 || cell === true || cell === '1' || cell === 'true';
  const raw = textOf(cell);
  if (type !== 'date' && type !== 'datetime') return canonicalValue(type, raw);
  const iso = /^-?\d+$/.test(raw) ? new Date(Number(raw)).toISOString() : raw;
  return canonicalValue(type, type === 'date' ? iso.slice(0, 10) : iso);
}

const textOf = (cell: unknown): string => {
  if (typeof cell === 'string') return cell;
  return typeof cell === 'object' && cell !== null && 'name' in cell ? String(cell.name) : JSON.stringify(cell);
};

/** Throws RangeError for an amount that is no number of HubDB's: those are floats, and none is rounded to make it fit. */
export function toCell(type: FieldType, value: Value): unknown {
  if (value === null) return null;
  const text = String(value);
  if (type === 'boolean') return value === true || text === 'true' ? 1 : 0;
  if (type === 'date' || type === 'datetime') return Date.parse(text);
  if (type === 'enumeration') return { name: text, type: 'option' };
  if (type !== 'decimal') return text;
  const number = Number(text);
  if (canonicalValue('decimal', String(number)) === canonicalValue('decimal', text)) return number;
  throw new RangeError(`${text} has more digits than a number column of HubDB can hold`);
}
