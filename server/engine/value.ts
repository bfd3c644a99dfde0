import type { Fields, SyncRecord, Value } from './record.ts';

/** Stands for the record's own id wherever a mapping names a field. */
export const ID_FIELD = '$id';

/** Blank text and absent values are one thing: null. Connectors promise it; a careless one must not cause a write. */
export function present(value: Value | undefined): Value {
  if (value === undefined || value === null) return null;
  return typeof value === 'string' && value.trim() === '' ? null : value;
}

export function fieldValue(record: SyncRecord, field: string): Value {
  if (field === ID_FIELD) return record.id;
  return Object.hasOwn(record.fields, field) ? present(record.fields[field]) : null;
}

/** Canonical values are compared as text, since one system's boolean `true` is the other one's text "true". */
export function sameValue(a: Value, b: Value): boolean {
  return a === b || (a !== null && b !== null && String(a) === String(b));
}

export function sameFields(a: Fields, b: Fields): boolean {
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] ?? null, b[key] ?? null))
  );
}

/** A value as people read it in reasons and reports. */
export const shown = (value: Value): string => (value === null ? 'blank' : `"${value}"`);
