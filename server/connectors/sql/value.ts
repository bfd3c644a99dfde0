import { Big } from 'big.js';
import type { Value } from '../../engine/record.ts';
import { literal, quoted, type Cell } from './database.ts';
import type { Column } from './catalog.ts';

const ISO_MILLIS = `'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'`;
const ISO_MICROS = `'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

/** A column as SQL that yields its canonical text whatever DateStyle or TimeZone the session has. */
export function selected(column: Column, timeZone: string, alias = 't'): string {
  const name = `${alias}.${quoted(column.name)}`;
  if (column.type === 'date') return `to_char(${name}, 'YYYY-MM-DD')`;
  if (column.type === 'datetime') return `to_char(${inUtc(name, column, timeZone)}, ${ISO_MILLIS})`;
  return `${name}::text`;
}

/** A date, also of a column that holds a time: the day it was in the entity's own zone. */
export function selectedDay(column: Column, timeZone: string, alias = 't'): string {
  const name = `${alias}.${quoted(column.name)}`;
  const local = column.sqlType === 'timestamp with time zone' ? `${name} at time zone ${literal(timeZone)}` : name;
  return `to_char(${local}, 'YYYY-MM-DD')`;
}

/** A time with all its digits, to resume reading from. */
export function selectedInstant(column: Column, timeZone: string, alias = 't'): string {
  return `to_char(${inUtc(`${alias}.${quoted(column.name)}`, column, timeZone)}, ${ISO_MICROS})`;
}

/** A parameter that holds such a time, as a value to compare the column with; the column itself stays bare for its index. */
export function instant(parameter: string, column: Column, timeZone: string): string {
  const stamp = `${parameter}::timestamptz`;
  return column.sqlType === 'timestamp with time zone' ? stamp : `(${stamp} at time zone ${literal(timeZone)})`;
}

function inUtc(name: string, column: Column, timeZone: string): string {
  const zoned = column.sqlType === 'timestamp with time zone' ? name : `(${name} at time zone ${literal(timeZone)})`;
  return `${zoned} at time zone 'UTC'`;
}

export function canonical(cell: Cell | undefined, column: Column): Value {
  if (cell === undefined || cell === null || cell.trim() === '') return null;
  if (column.type === 'boolean') return cell === 'true';
  if (column.type === 'decimal') return decimal(cell);
  return cell;
}

/** A number without exponent or superfluous zeros. NaN and infinity, which a float column may hold, are no value. */
export function decimal(text: string): string | null {
  if (/nan|infinity/i.test(text)) return null;
  const value = new Big(text);
  return value.eq(0) ? '0' : value.toFixed();
}

/** Why the column cannot take the value, or null. The database would round what is too exact, without a word. */
export function refusal(value: Value, column: Column): string | null {
  if (typeof value !== 'string') return null;
  if (column.type === 'decimal' && !/^-?\d+(\.\d+)?$/.test(value)) return `"${value}" is not a number`;
  const digits = value.split('.')[1]?.length ?? 0;
  if (column.scale !== null && digits > column.scale) return `${value} has more than ${column.scale} decimals`;
  return null;
}

/** Whether the text can be an id of the column's type; others match no row, and a cast would fail the whole statement. */
export function canBe(id: string, column: Column): boolean {
  if (column.type === 'decimal') return column.sqlType in bits ? isInteger(id, column) : /^-?\d+(\.\d+)?$/.test(id);
  if (column.sqlType === 'uuid') return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
  return true;
}

const bits: Record<string, bigint> = { smallint: 15n, integer: 31n, bigint: 63n };

function isInteger(id: string, column: Column): boolean {
  if (!/^-?\d{1,19}$/.test(id)) return false;
  const limit = 1n << (bits[column.sqlType] ?? 31n);
  return BigInt(id) < limit && BigInt(id) >= -limit;
}
