import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { canonicalDate, canonicalDatetime } from '../canonical.ts';
import { fits, readPattern, writePattern } from './pattern.ts';
import { twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';
import { Zone, instantText } from './zone.ts';

const Form = z
  .string()
  .refine((form) => form === 'date' || form === 'datetime' || fits(form, ['YYYY', 'MM', 'DD'], ['YYYY', 'MM', 'DD']), {
    error: 'write `date`, `datetime`, or a pattern of YYYY, MM and DD such as `DD.MM.YYYY`',
  });

/**
 * `date`: one calendar day, spelled as a date, as a moment of that day, or as text. A moment belongs to the day it falls on
 * in `zone`, and a day is written as its first moment there, which is not midnight where the clocks change at midnight.
 * The time of day is not carried: with `both`, an edit of the date moves the moment to the start of the day.
 */
export const DateArguments = z
  .strictObject({ left: Form, right: Form, zone: Zone.optional() })
  .refine((args) => args.zone !== undefined || (args.left !== 'datetime' && args.right !== 'datetime'), {
    error: 'needs `zone`, such as `zone: Europe/Berlin`: a moment falls on different days in different zones',
    path: ['zone'],
  });

export function date(args: z.infer<typeof DateArguments>): Transform {
  const { zone = 'UTC' } = args;
  return twoWay({ left: spellingOf(args.left, zone), right: spellingOf(args.right, zone) });
}

function spellingOf(form: string, zone: string): Spelling {
  if (form === 'date') return { types: ['date', 'string'], read: day, write: (meaning) => meaning };
  if (form === 'datetime') {
    return {
      types: ['datetime'],
      read: (value) => {
        const instant = Temporal.Instant.from(canonicalDatetime(String(value)) ?? '');
        return instant.toZonedDateTimeISO(zone).toPlainDate().toString();
      },
      write: (meaning) => instantText(Temporal.PlainDate.from(meaning).toZonedDateTime(zone).toInstant()),
    };
  }
  return {
    // A day without separators, 20260501, is a number in some systems.
    types: /\W/.test(form) ? ['string'] : ['string', 'decimal'],
    read: (value) => {
      const { YYYY, MM, DD } = readPattern(form, String(value));
      return day(`${YYYY}-${MM}-${DD}`);
    },
    write: (meaning) => {
      const [YYYY = '', MM = '', DD = ''] = meaning.split('-');
      return writePattern(form, { YYYY, MM, DD, HH: '', mm: '', ss: '', SSS: '' });
    },
  };
}

const day = (value: string | boolean): string => canonicalDate(String(value)) ?? '';
