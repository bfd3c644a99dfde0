import type { MappedField } from '../mapping.ts';
import { transformOf } from './registry.ts';
import type { TransformChoice } from './registry.ts';
import type { Transform } from './transform.ts';

/** A memory of a pure function, no state: names of countries and expressions are prepared once per mapping, not per record. */
const made = new WeakMap<TransformChoice, Transform>();

/** The field's transform, or null when its values are the same on both sides or stand in a value map. */
export function transformOfField(field: MappedField): Transform | null {
  const choice = field.transform;
  if (choice === undefined) return null;
  const transform = made.get(choice) ?? transformOf(choice);
  made.set(choice, transform);
  return transform;
}

/** How a field is made, as its name in the mapping: `phone`. */
export const transformName = (field: MappedField): string => Object.keys(field.transform ?? {})[0] ?? 'map';
