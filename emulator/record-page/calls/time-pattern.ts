interface WallClock {
  /** Two digits, or four of the year. */
  readonly part: (name: Intl.DateTimeFormatPartTypes) => string;
  readonly named: (options: Intl.DateTimeFormatOptions) => string;
}

const hourOf = ({ part }: WallClock): number => Number(part('hour'));
const plain = (text: string): string => String(Number(text));

/** The tokens of Moment's patterns, in which `formattingOptions` are written. */
const TOKENS: Readonly<Record<string, (clock: WallClock) => string>> = {
  YYYY: ({ part }) => part('year'),
  YY: ({ part }) => part('year').slice(-2),
  MMMM: ({ named }) => named({ month: 'long' }),
  MMM: ({ named }) => named({ month: 'short' }),
  MM: ({ part }) => part('month'),
  M: ({ part }) => plain(part('month')),
  DD: ({ part }) => part('day'),
  D: ({ part }) => plain(part('day')),
  dddd: ({ named }) => named({ weekday: 'long' }),
  ddd: ({ named }) => named({ weekday: 'short' }),
  HH: ({ part }) => part('hour'),
  H: ({ part }) => plain(part('hour')),
  hh: (clock) => String(hourOf(clock) % 12 || 12).padStart(2, '0'),
  h: (clock) => String(hourOf(clock) % 12 || 12),
  mm: ({ part }) => part('minute'),
  ss: ({ part }) => part('second'),
  A: (clock) => (hourOf(clock) < 12 ? 'AM' : 'PM'),
  a: (clock) => (hourOf(clock) < 12 ? 'am' : 'pm'),
};
const FOUND = new RegExp(String.raw`\[([^\]]*)\]|${Object.keys(TOKENS).join('|')}`, 'g');

/** Patterns with a name of their own. */
const NAMED: Readonly<Record<string, string>> = {
  L: 'MM/DD/YYYY',
  LL: 'MMMM D, YYYY',
  ll: 'MMM D, YYYY',
  LT: 'h:mm A',
  LLL: 'MMMM D, YYYY h:mm A',
  lll: 'MMM D, YYYY h:mm A',
  short: 'MM/DD/YYYY',
  medium: 'MMM D, YYYY',
  long: 'MMMM D, YYYY',
  standard: 'YYYY-MM-DD',
};

const PARTS = {
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
} as const;

/** `MMM D, YYYY` reads `May 4, 2026`; `[text]` stands as it is. */
export function patternTime(at: Date, pattern: string, timezone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { ...PARTS, timeZone: timezone }).formatToParts(at);
  const clock: WallClock = {
    part: (name) => parts.find(({ type }) => type === name)?.value ?? '',
    named: (options) => new Intl.DateTimeFormat('en-US', { ...options, timeZone: timezone }).format(at),
  };
  return (NAMED[pattern] ?? pattern).replaceAll(
    FOUND,
    (found, literal: string | undefined) => literal ?? TOKENS[found]?.(clock) ?? found,
  );
}

const UNITS = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** `2 days ago`, `in 3 hours`; `now` in epoch milliseconds. */
export function relativeTime(at: Date, now: number): string {
  const seconds = (at.getTime() - now) / 1000;
  const [unit, size] = UNITS.find(([, length]) => Math.abs(seconds) >= length) ?? ['second', 1];
  return new Intl.RelativeTimeFormat('en').format(Math.trunc(seconds / size), unit);
}
