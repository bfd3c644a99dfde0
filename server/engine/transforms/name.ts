import { z } from 'zod';
import { TEXT, oneWay } from './transform.ts';
import type { Transform } from './transform.ts';

/**
 * `name`: a part of a person's full name. The last word is the family name, unless a comma says otherwise ("Weber, Eva
 * Maria"). Its inverse is `concat` of both parts.
 */
export const NameArguments = z.enum(['given', 'family']);

export function name(part: z.infer<typeof NameArguments>): Transform {
  const transform = oneWay(
    'it is a part of the value; `concat` makes the whole again, in a field of its own',
    (full) => {
      const { given, family } = partsOfName(String(full));
      return (part === 'given' ? given : family) || null;
    },
  );
  return { ...transform, types: () => TEXT };
}

/** A name of one word is a family name: that is what HubSpot and most ERPs list people by. */
export function partsOfName(full: string): { given: string; family: string } {
  const words = full.replace(/\s+/g, ' ').trim();
  const comma = words.indexOf(',');
  if (comma !== -1) return { given: words.slice(comma + 1).trim(), family: words.slice(0, comma).trim() };
  const last = words.lastIndexOf(' ');
  return { given: words.slice(0, Math.max(0, last)), family: words.slice(last + 1) };
}
