import type { MappedField } from './mapping.ts';
import { otherSide } from './record.ts';
import type { Side, Value } from './record.ts';
import { transformName, transformOfField } from './transforms/of-field.ts';
import type { Beside, Transform } from './transforms/transform.ts';
import { present, shown } from './value.ts';

export type Translated = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: string };

const alone = (from: Side): Beside => ({ from, value: () => null });

/** The value as the other side spells it. Blank is blank on both sides and needs no entry in a map. */
export function translate(field: MappedField, from: Side, value: Value, beside = alone(from)): Translated {
  const transform = transformOfField(field);
  if (transform) return transformed(transform, field, value, beside);
  if (field.map === undefined || value === null) return { ok: true, value };
  const text = String(value);
  const found =
    from === 'right'
      ? Object.entries(field.map).find(([right]) => right === text)?.[1]
      : Object.entries(field.map).find(([, left]) => left === text)?.[0];
  if (found !== undefined) return { ok: true, value: found };
  return { ok: false, error: `${shown(value)} of \`${field[from]}\` (${from}) is not in the value map` };
}

function transformed(transform: Transform, field: MappedField, value: Value, beside: Beside): Translated {
  if (value === null && !transform.computed) return { ok: true, value };
  try {
    return { ok: true, value: present(transform.translate(value, beside)) };
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { ok: false, error: failure(transform, field, beside.from, error.message) };
  }
}

function failure(transform: Transform, field: MappedField, from: Side, why: string): string {
  const name = transformName(field);
  if (!transform.computed) return `\`${field[from]}\` (${from}) cannot be carried over by \`${name}\`: ${why}`;
  const target = otherSide(from);
  return `\`${field[target]}\` (${target}) cannot be made by \`${name}\`: ${why}`;
}

/**
 * A value of that side in the spelling a translation to it would have, so that two spellings of one meaning ("030 123456"
 * and "+4930123456") are no difference. A value that cannot be read stays as it is, and differs.
 */
export function settled(field: MappedField, side: Side, value: Value, beside = alone(side)): Value {
  const transform = transformOfField(field);
  if (!transform || value === null) return value;
  try {
    return transform.settled(value, beside);
  } catch (error) {
    if (error instanceof RangeError) return value;
    throw error;
  }
}

/** Left values that stand for more than one right value, so that the way back is unknown. */
export function ambiguousLeftValues(field: MappedField): string[] {
  const lefts = Object.values(field.map ?? {});
  return [...new Set(lefts.filter((left, index) => lefts.indexOf(left) !== index))];
}
