import { Temporal } from 'temporal-polyfill';

/** From midnight to midnight, in epoch milliseconds; not always 24 hours. */
export interface Day {
  readonly start: number;
  readonly end: number;
}

export function dayOf(now: number, timeZone: string): Day {
  const start = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(timeZone).startOfDay();
  return { start: start.epochMilliseconds, end: start.add({ days: 1 }).startOfDay().epochMilliseconds };
}
