/** Minutes east of UTC, daylight saving included. */
export function minutesEastOfUtc(timeZone: string, now: number): number {
  const text = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(now);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

/** `+02:00`. */
export function utcOffset(timeZone: string, now: number): string {
  const minutes = minutesEastOfUtc(timeZone, now);
  const pad = (figure: number): string => String(Math.abs(figure)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60))}:${pad(minutes % 60)}`;
}
