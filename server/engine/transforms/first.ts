import { z } from 'zod';
import { sourceValues } from './concat.ts';
import { computed, ofEither } from './transform.ts';
import type { Transform } from './transform.ts';

/** `first`: the first of several fields that is not blank. */
export const FirstArguments = z.array(z.string().min(1)).min(1);

export const first = (fields: z.infer<typeof FirstArguments>): Transform =>
  computed(ofEither(fields), null, (beside) => {
    return sourceValues(fields, beside).find((value) => value !== null) ?? null;
  });
