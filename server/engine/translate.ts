import type { MappedField } from './mapping.ts';
import type { Side, Value } from './record.ts';
import { shown } from './value.ts';

export type Translated = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

/** The value as the other side spells it. Blank is blank on both sides and needs no entry in the map. */
export function translate(field: MappedField, from: Side, value: Value): Translated {
  if (field.map === undefined || value === null) return { ok: true, value };
  const text = String(value);
  const found =
    from === 'right'
      ? Object.entries(field.map).find(([right]) => right === text)?.[1]
      : Object.entries(field.map).find(([, left]) => left === text)?.[0];
  if (found !== undefined) return { ok: true, value: found };
  return { ok: false, error: `${shown(value)} of \`${field[from]}\` (${from}) is not in the value map` };
}

/** Left values that stand for more than one right value, so that the way back is unknown. */
export function ambiguousLeftValues(field: MappedField): string[] {
  const lefts = Object.values(field.map ?? {});
  return [...new Set(lefts.filter((left, index) => lefts.indexOf(left) !== index))];
}
