import { Temporal } from 'temporal-polyfill';
import { z } from 'zod';

/** A time zone by its IANA name. Offsets such as +01:00 are refused: they are right for half of the year only. */
export const Zone = z.string().refine(isZone, {
  error: 'write the name of a time zone, such as `Europe/Berlin` or `UTC`',
});

function isZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** An instant as the canonical datetime (record.ts). */
export const instantText = (instant: Temporal.Instant): string =>
  instant.toString({ fractionalSecondDigits: 3, roundingMode: 'trunc' });
