import type { FieldType, Value } from '../../engine/record.ts';

const forms: Readonly<Record<FieldType, RegExp | 'boolean'>> = {
  string: /\S/,
  enumeration: /\S/,
  boolean: 'boolean',
  // No exponent, no plus, no superfluous zero, no minus nought.
  decimal: /^(0|-?[1-9]\d*|-?(0|[1-9]\d*)\.\d*[1-9])$/,
  date: /^\d{4}-\d\d-\d\d$/,
  datetime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

/** Why this is no canonical value of the type (engine/record.ts, Value), or null. */
export function notCanonical(value: Value | undefined, type: FieldType): string | null {
  if (value === null) return null;
  const form = forms[type];
  if (form === 'boolean') return typeof value === 'boolean' ? null : `${JSON.stringify(value)} is not a boolean`;
  if (typeof value === 'string' && form.test(value)) return null;
  return `${JSON.stringify(value)} is not a canonical ${type}`;
}
