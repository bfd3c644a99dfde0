/** A day as cards know it: the month counts from 0. */
export interface Day {
  readonly year: number;
  readonly month: number;
  readonly date: number;
}

/** Days are reckoned at midnight UTC, so that no time zone moves them. */
const atMidnight = ({ year, month, date }: Day): Date => new Date(Date.UTC(year, month, date));
const dayOf = (date: Date): Day => ({
  year: date.getUTCFullYear(),
  month: date.getUTCMonth(),
  date: date.getUTCDate(),
});

export const plusDays = (day: Day, days: number): Day => dayOf(atMidnight({ ...day, date: day.date + days }));

/** The same day of another month, or that month's last one. */
export function plusMonths(day: Day, months: number): Day {
  const last = dayOf(atMidnight({ year: day.year, month: day.month + months + 1, date: 0 }));
  return { ...last, date: Math.min(day.date, last.date) };
}

export const sameDay = (one: Day | undefined, other: Day | undefined): boolean =>
  one !== undefined && other !== undefined && +atMidnight(one) === +atMidnight(other);
export const isBefore = (one: Day, other: Day): boolean => +atMidnight(one) < +atMidnight(other);

/** Which day it is in a time zone; without one, where the reader is. */
export function today(timezone?: string): Day {
  const now = new Date();
  if (timezone === undefined) return { year: now.getFullYear(), month: now.getMonth(), date: now.getDate() };
  const [year = 0, month = 0, date = 0] = now
    .toLocaleDateString('sv-SE', { timeZone: timezone })
    .split('-')
    .map(Number);
  return { year, month: month - 1, date };
}

/** Six weeks from the Sunday on or before the first of the month. */
export function weeksOf(day: Day): Day[][] {
  const first = { ...day, date: 1 };
  const start = plusDays(first, -atMidnight(first).getUTCDay());
  return Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (_day, at) => plusDays(start, week * 7 + at)),
  );
}

const two = (number: number): string => String(number).padStart(2, '0');
const named = (day: Day, month: 'short' | 'long'): string =>
  atMidnight(day).toLocaleDateString('en-US', { month, day: 'numeric', year: 'numeric', timeZone: 'UTC' });

export const isoOf = ({ year, month, date }: Day): string => `${year}-${two(month + 1)}-${two(date)}`;
export const monthName = (day: Day): string =>
  atMidnight(day).toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' });
export const spokenDay = (day: Day): string =>
  atMidnight(day).toLocaleDateString('en-US', { dateStyle: 'full', timeZone: 'UTC' });

const FORMATS: Readonly<Record<string, (day: Day) => string>> = {
  short: ({ year, month, date }) => `${two(month + 1)}/${two(date)}/${year}`,
  L: ({ year, month, date }) => `${two(month + 1)}/${two(date)}/${year}`,
  long: (day) => named(day, 'long'),
  LL: (day) => named(day, 'long'),
  medium: (day) => named(day, 'short'),
  ll: (day) => named(day, 'short'),
  standard: isoOf,
  'YYYY-MM-DD': isoOf,
};

export const formatDay = (day: Day, format = 'short'): string => (FORMATS[format] ?? FORMATS['short'] ?? isoOf)(day);

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  long: 'Month D, YYYY',
  LL: 'Month D, YYYY',
  medium: 'Mon D, YYYY',
  ll: 'Mon D, YYYY',
  standard: 'YYYY-MM-DD',
  'YYYY-MM-DD': 'YYYY-MM-DD',
};
export const placeholderOf = (format = 'short'): string => PLACEHOLDERS[format] ?? 'MM/DD/YYYY';

/** What somebody typed: any of the formats. */
export function parseDay(text: string): Day | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text.trim());
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  if (iso) return existing(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  if (us) return existing(Number(us[3]), Number(us[1]), Number(us[2]));
  const at = new Date(`${text} UTC`);
  return /[a-z]/i.test(text) && !Number.isNaN(at.getTime()) ? dayOf(at) : null;
}

function existing(year: number, month: number, date: number): Day | null {
  const day = { year, month: month - 1, date };
  return isoOf(dayOf(atMidnight(day))) === isoOf(day) ? day : null;
}
