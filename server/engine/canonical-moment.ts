/** A time of day is accepted when it is midnight UTC, which is how some systems write a date. */
export function canonicalDate(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const day = /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00(?::?00)?)?)?$/.exec(trimmed)?.[1];
  if (day === undefined || !existsInCalendar(day)) throw new RangeError(`"${text}" is not a date (YYYY-MM-DD)`);
  return day;
}

const DATETIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(?:\.(\d+))?(Z|[+-]\d{2}(?::?\d{2})?)$/;

/** Without an offset the moment is unknown, and guessing one is how dates shift by a day; so it is refused. */
export function canonicalDatetime(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const [, day = '', time = '', seconds = ':00', fraction = '', zone = ''] = DATETIME.exec(trimmed) ?? [];
  const offset = zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(3).replace(':', '') || '00'}`;
  const millis = fraction.padEnd(3, '0').slice(0, 3);
  const moment = new Date(`${day}T${time}${seconds}.${millis}${offset}`);
  if (!existsInCalendar(day) || Number.isNaN(moment.getTime())) {
    throw new RangeError(`"${text}" is not a date and time with an offset (2026-05-01T12:00:00Z)`);
  }
  return moment.toISOString();
}

/** Date accepts "2026-02-30" and makes it March; the way back shows it. */
function existsInCalendar(day: string): boolean {
  const moment = new Date(`${day}T00:00:00.000Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day);
}
