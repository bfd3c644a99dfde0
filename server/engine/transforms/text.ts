import { z } from 'zod';
import { TEXT, oneWay } from './transform.ts';
import type { Transform } from './transform.ts';

const STEPS = {
  trim: (value: string): string => value.trim(),
  collapse: (value: string): string => value.replace(/\s+/g, ' '),
  lower: (value: string): string => value.toLowerCase(),
  upper: (value: string): string => value.toUpperCase(),
};

/** `text`: what is done to text, in this order: `trim` its ends, `collapse` runs of white space, `lower` or `upper` case. */
export const TextArguments = z.array(z.enum(['trim', 'collapse', 'lower', 'upper'])).min(1);

export function text(steps: z.infer<typeof TextArguments>): Transform {
  const transform = oneWay('nobody knows how the text was written before', (value) => {
    const done = steps.reduce((before, step) => STEPS[step](before), String(value));
    return done.trim() === '' ? null : done;
  });
  return { ...transform, types: () => TEXT };
}
