import { z } from 'zod';
import type { Value } from '../record.ts';
import { partsOfName } from './name.ts';
import { TEXT, twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';

const field = z.string().min(1);

/**
 * `fullName`: one name on the side that the mapped field names, and two fields on the other. The name goes both ways as a
 * whole: a change of one part wins or loses together with the other.
 */
export const FullNameArguments = z.strictObject({ given: field, family: field });

export function fullName({ given, family }: z.infer<typeof FullNameArguments>): Transform {
  const spelling: Spelling = {
    types: TEXT,
    read: (value) => whole(partsOfName(String(value))),
    write: (meaning) => meaning,
  };
  return {
    ...twoWay({ left: spelling, right: spelling }),
    parts: {
      fields: [given, family],
      // A comma would turn the parts round.
      join: (values) =>
        values
          .map((part) => String(part ?? '').replaceAll(',', ' '))
          .join(' ')
          .replace(/\s+/g, ' ')
          .trim() || null,
      divide: (value) => {
        const name = partsOfName(String(value ?? ''));
        return [name.given, name.family].map((part): Value => part || null);
      },
    },
  };
}

const whole = (name: { given: string; family: string }): string => `${name.given} ${name.family}`.trim();
