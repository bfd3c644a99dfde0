import { z } from 'zod';
import { sourceValues } from './concat.ts';
import { TEXT, computed, ofEither } from './transform.ts';
import type { Transform } from './transform.ts';

const PLACE = /\{([^{}]+)\}/g;
const placesOf = (text: string): string[] => [...text.matchAll(PLACE)].map(([, field = '']) => field.trim());

/** `template`: text with fields in braces. A blank field leaves nothing behind; when all are blank, so is the whole. */
export const TemplateArguments = z
  .string()
  .refine((text) => placesOf(text).length > 0 && !/[{}]/.test(text.replace(PLACE, '')), {
    error: 'write text with at least one field in braces, such as `{street} {number}`',
  });

export function template(text: z.infer<typeof TemplateArguments>): Transform {
  const fields = placesOf(text);
  return computed(ofEither(fields), TEXT, (beside) => {
    const values = sourceValues(fields, beside);
    if (values.every((value) => value === null)) return null;
    let place = 0;
    return text.replace(PLACE, () => String(values[place++] ?? '')).trim() || null;
  });
}
