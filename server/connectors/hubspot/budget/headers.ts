/** What HubSpot says of the limits in the headers of an answer; null: nothing. Searches and some refusals say nothing. */
export interface Quota {
  readonly window: { readonly most: number; readonly left: number } | null;
  /** Apps with OAuth have none. */
  readonly day: { readonly limit: number; readonly left: number } | null;
}

/** More than HubSpot sells. An emulator without limits says a billion, and every request of a window is kept. */
const MOST = 1000;

export function quotaIn(headers: Headers): Quota {
  const most = figure(headers, 'Max');
  const left = figure(headers, 'Remaining');
  const limit = figure(headers, 'Daily');
  const leftToday = figure(headers, 'Daily-Remaining');
  const isTenSeconds = (figure(headers, 'Interval-Milliseconds') ?? 10_000) === 10_000;
  return {
    window: most !== null && most > 0 && left !== null && isTenSeconds ? within(most, left) : null,
    day: limit !== null && leftToday !== null ? { limit, left: leftToday } : null,
  };
}

function within(most: number, left: number): { readonly most: number; readonly left: number } {
  const size = Math.min(most, MOST);
  return { most: size, left: Math.max(0, size - (most - left)) };
}

function figure(headers: Headers, name: string): number | null {
  const text = headers.get(`X-HubSpot-RateLimit-${name}`) ?? '';
  return /^\d{1,10}$/.test(text) ? Number(text) : null;
}
