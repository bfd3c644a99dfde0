import { Temporal } from 'temporal-polyfill';
import { readPattern, writePattern } from './pattern.ts';
import type { Spelling } from './transform.ts';
import { instantText } from './zone.ts';

type Ambiguous = 'refuse' | 'earlier' | 'later';

/**
 * What the clock on the wall of a zone shows, as text. In the night the clocks go back one hour is shown twice, in the
 * other night one is skipped; guessing there moves a moment by an hour without anybody noticing.
 */
export const localTime = (pattern: string, zone: string, ambiguous: Ambiguous): Spelling => ({
  types: ['string', 'enumeration'],
  read: (value) => {
    const { YYYY, MM, DD, HH, mm, ss, SSS } = readPattern(pattern, String(value));
    const shown = plainOf(`${YYYY}-${MM}-${DD}T${HH}:${mm}:${ss}.${SSS}`, String(value));
    const instant = instantOf(shown, zone, ambiguous);
    if (instant) return instantText(instant);
    throw new RangeError(
      `"${value}" is shown by the clocks of ${zone} twice or never; say which one is meant with \`ambiguous: earlier\` or \`later\``,
    );
  },
  write: (meaning) => {
    const shown = Temporal.Instant.from(meaning).toZonedDateTimeISO(zone).toPlainDateTime();
    const [, YYYY = '', MM = '', DD = '', HH = '', mm = '', ss = '', SSS = ''] =
      /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)\.(\d{3})$/.exec(shown.toString({ fractionalSecondDigits: 3 })) ?? [];
    return writePattern(pattern, { YYYY, MM, DD, HH, mm, ss, SSS });
  },
});

/** Null when the clock shows this time twice or never, and nobody has said which one is meant. */
function instantOf(shown: Temporal.PlainDateTime, zone: string, ambiguous: Ambiguous): Temporal.Instant | null {
  try {
    const disambiguation = ambiguous === 'refuse' ? 'reject' : ambiguous;
    return shown.toZonedDateTime(zone, { disambiguation }).toInstant();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function plainOf(iso: string, value: string): Temporal.PlainDateTime {
  try {
    return Temporal.PlainDateTime.from(iso, { overflow: 'reject' });
  } catch (cause) {
    throw new RangeError(`"${value}" is not a time of the calendar`, { cause });
  }
}
