/** Minutes by which a zone is ahead of UTC at a moment, daylight saving included. */
function minutesAhead(at: number, timezone: string): number {
  const text = new Intl.DateTimeFormat('en', { timeZone: timezone, timeZoneName: 'longOffset' }).format(at);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

const MINUTE = 60_000;

/** What a `datetime-local` field shows for a stored time, in the account's zone. */
export function toLocal(value: string, timezone: string): string {
  const at = /^-?\d+$/.test(value) ? Number(value) : Date.parse(value);
  if (Number.isNaN(at)) return '';
  return new Date(at + minutesAhead(at, timezone) * MINUTE).toISOString().slice(0, 16);
}

/** The stored form of what was typed. The offset is looked up twice, because the first look is at the wrong moment. */
export function fromLocal(text: string, timezone: string): string {
  const asUtc = Date.parse(`${text}Z`);
  if (Number.isNaN(asUtc)) return '';
  const first = asUtc - minutesAhead(asUtc, timezone) * MINUTE;
  return new Date(asUtc - minutesAhead(first, timezone) * MINUTE).toISOString();
}

/** Dates are midnight UTC: as text in new records, as milliseconds in older ones. */
export function toDate(value: string): string {
  const date = new Date(/^\d+$/.test(value) ? Number(value) : value);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}
