import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';
import { canonicalDatetime } from '../canonical.ts';
import { epochMilliseconds, epochSeconds } from './epoch.ts';
import { localTime } from './local-time.ts';
import { fits, partsOf } from './pattern.ts';
import { twoWay } from './transform.ts';
import type { Spelling, Transform } from './transform.ts';
import { Zone, instantText } from './zone.ts';

const NAMED = ['datetime', 'seconds', 'milliseconds'];
const Form = z
  .string()
  .refine(
    (form) =>
      NAMED.includes(form) ||
      fits(form, ['YYYY', 'MM', 'DD', 'HH', 'mm'], ['YYYY', 'MM', 'DD', 'HH', 'mm', 'ss', 'SSS']),
    { error: 'write `datetime`, `seconds`, `milliseconds`, or a pattern such as `YYYY-MM-DD HH:mm:ss`' },
  );

/**
 * `datetime`: one moment, spelled with its offset, as seconds or milliseconds since 1970, or as the clock on the wall in
 * `zone` shows it. What one of the two spellings leaves out (milliseconds, seconds) is left out of the comparison too.
 * A time that the clock shows twice, or skips, is refused unless `ambiguous` says which one is meant.
 */
export const DatetimeArguments = z
  .strictObject({
    left: Form,
    right: Form,
    zone: Zone.optional(),
    ambiguous: z.enum(['refuse', 'earlier', 'later']).default('refuse'),
  })
  .refine((args) => args.zone !== undefined || (NAMED.includes(args.left) && NAMED.includes(args.right)), {
    error: 'needs `zone`, such as `zone: Europe/Berlin`: a time on the wall is no moment without it',
    path: ['zone'],
  });
type DatetimeArguments = z.infer<typeof DatetimeArguments>;

export function datetime(args: DatetimeArguments): Transform {
  const unit = coarser(unitOf(args.left), unitOf(args.right));
  return twoWay({ left: spellingOf(args.left, args, unit), right: spellingOf(args.right, args, unit) });
}

const UNITS = ['millisecond', 'second', 'minute'] as const;
type Unit = (typeof UNITS)[number];
const coarser = (a: Unit, b: Unit): Unit => (UNITS.indexOf(a) > UNITS.indexOf(b) ? a : b);

function unitOf(form: string): Unit {
  if (form === 'datetime' || form === 'milliseconds') return 'millisecond';
  if (form === 'seconds') return 'second';
  const parts = partsOf(form);
  return parts.includes('SSS') ? 'millisecond' : parts.includes('ss') ? 'second' : 'minute';
}

function spellingOf(form: string, args: DatetimeArguments, unit: Unit): Spelling {
  const spelling = bySpelling(form, args);
  return {
    ...spelling,
    read: (value, beside) =>
      instantText(
        Temporal.Instant.from(spelling.read(value, beside)).round({ smallestUnit: unit, roundingMode: 'floor' }),
      ),
  };
}

function bySpelling(form: string, args: DatetimeArguments): Spelling {
  if (form === 'seconds') return epochSeconds;
  if (form === 'milliseconds') return epochMilliseconds;
  if (form !== 'datetime') return localTime(form, args.zone ?? 'UTC', args.ambiguous);
  return {
    types: ['datetime', 'string'],
    read: (value) => canonicalDatetime(String(value)) ?? '',
    write: (meaning) => meaning,
  };
}
