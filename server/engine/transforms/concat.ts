import { z } from 'zod';
import type { Value } from '../record.ts';
import { TEXT, computed, ofEither } from './transform.ts';
import type { Beside, Transform } from './transform.ts';

const Fields = z.array(z.string().min(1)).min(1);

/** `concat`: several fields in a row, with a separator between those that are not blank. */
export const ConcatArguments = z.union([
  Fields,
  z.strictObject({ fields: Fields, separator: z.string().default(' ') }),
]);

export function concat(args: z.infer<typeof ConcatArguments>): Transform {
  const { fields, separator } = Array.isArray(args) ? { fields: args, separator: ' ' } : args;
  return computed(ofEither(fields), TEXT, (beside) => {
    const filled = sourceValues(fields, beside).filter((value) => value !== null);
    return filled.length === 0 ? null : filled.map(String).join(separator);
  });
}

export const sourceValues = (fields: readonly string[], beside: Beside): Value[] =>
  fields.map((field) => beside.value(beside.from, field));
