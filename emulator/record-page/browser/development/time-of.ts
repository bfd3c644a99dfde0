/** `Nov 24, 00:46:12.345` in the account's zone: to the millisecond, because the order is what one looks for. */
export function timeOf(iso: string | null | undefined, timezone: string): string {
  if (!iso) return '--';
  const at = new Date(iso);
  const day = at.toLocaleDateString('en-US', { day: 'numeric', month: 'short', timeZone: timezone });
  const time = at.toLocaleTimeString('en-GB', { hour12: false, timeZone: timezone });
  return `${day}, ${time}.${String(at.getMilliseconds()).padStart(3, '0')}`;
}
