import type { RuleType } from './rules.ts';
import { type Judge, refuse } from './text-rules.ts';

const least =
  (code: string, of: (text: string) => number): Judge =>
  (value, { args: [bound = ''] }) =>
    of(value) >= of(bound) ? null : refuse(code, `${value} is before or less than ${bound}.`);
const most =
  (code: string, of: (text: string) => number): Judge =>
  (value, { args: [bound = ''] }) =>
    of(value) <= of(bound) ? null : refuse(code, `${value} is after or more than ${bound}.`);

export const instant = (text: string): number => (/^-?\d+$/.test(text) ? Number(text) : Date.parse(text));

const DAY = 86_400_000;
const UNITS: Readonly<Record<string, number>> = { D: DAY, W: 7 * DAY, H: 3_600_000, M: 60_000, S: 1000 };
const DURATION = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Milliseconds of an ISO 8601 duration such as `P3D` or `PT36H`; years and months have no fixed length. */
export function duration(text: string): number | null {
  const found = DURATION.exec(text);
  if (!found || text === 'P') return null;
  return ['W', 'D', 'H', 'M', 'S'].reduce((sum, unit, at) => sum + Number(found[at + 1] ?? 0) * (UNITS[unit] ?? 0), 0);
}

/** Not earlier than `now` plus the duration; the clock is the emulator's. */
const after: Judge = (value, { args: [text = ''], now }) =>
  instant(value) >= now + (duration(text) ?? 0)
    ? null
    : refuse('INVALID_DATE', `${value} is not at least ${text} from now.`);
const before: Judge = (value, { args: [text = ''], now }) =>
  instant(value) <= now - (duration(text) ?? 0)
    ? null
    : refuse('INVALID_DATE', `${value} is not at least ${text} in the past.`);

const WEEKDAYS = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'];

export const NUMBER_AND_DATE_RULES: Partial<Record<RuleType, Judge>> = {
  MIN_NUMBER: least('MIN_NUMBER', Number),
  MAX_NUMBER: most('MAX_NUMBER', Number),
  DECIMAL: (value, { args: [digits = '0'] }) =>
    (value.split('.')[1] ?? '').length <= Number(digits)
      ? null
      : refuse('INVALID_DECIMAL', `${value} has more than ${digits} decimal places.`),
  START_DATE: least('INVALID_DATE', instant),
  START_DATETIME: least('INVALID_DATE', instant),
  END_DATE: most('INVALID_DATE', instant),
  END_DATETIME: most('INVALID_DATE', instant),
  AFTER_DURATION: after,
  AFTER_DATETIME_DURATION: after,
  BEFORE_DURATION: before,
  BEFORE_DATETIME_DURATION: before,
  DAYS_OF_WEEK: (value, { args }) => {
    const day = WEEKDAYS[new Date(instant(value)).getUTCDay()] ?? '';
    return args.includes(day) ? null : refuse('INVALID_DATE', `${value} is a ${day}; allowed are: ${args.join(', ')}.`);
  },
};
