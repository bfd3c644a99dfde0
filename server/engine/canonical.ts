import { canonicalDecimal } from './canonical-decimal.ts';
import { canonicalDate, canonicalDatetime } from './canonical-moment.ts';
import type { FieldType, Value } from './record.ts';

export { canonicalDate, canonicalDatetime, canonicalDecimal };

/** Text is kept letter by letter; only text without any visible character is blank. */
export function canonicalText(text: string): string | null {
  return text.trim() === '' ? null : text;
}

const TRUE = new Set(['true', 't', 'yes', 'y', '1', 'on']);
const FALSE = new Set(['false', 'f', 'no', 'n', '0', 'off']);

export function canonicalBoolean(text: string): boolean | null {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  if (TRUE.has(word)) return true;
  if (FALSE.has(word)) return false;
  throw new RangeError(`"${text}" is not yes or no`);
}

const CANONICAL: Record<FieldType, (text: string) => Value> = {
  string: canonicalText,
  enumeration: canonicalText,
  decimal: canonicalDecimal,
  date: canonicalDate,
  datetime: canonicalDatetime,
  boolean: canonicalBoolean,
};

/**
 * Turns what systems send into canonical values (record.ts), by text operations only: a float would silently change the
 * sixteenth digit of an amount. Blank becomes null; what is not a value of the type throws RangeError.
 */
export function canonicalValue(type: FieldType, raw: string | boolean | null | undefined): Value {
  return raw === null || raw === undefined ? null : CANONICAL[type](String(raw));
}
