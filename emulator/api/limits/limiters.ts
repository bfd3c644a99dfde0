import type { Captured } from '../store/captured.ts';
import { type Day, dayOf } from './days.ts';

export interface Verdict {
  readonly allowed: boolean;
  /** What is left after this call. */
  readonly remaining: number;
  /** When a refused call would be allowed. */
  readonly freeAt: number;
}

export interface LimiterState {
  readonly windows: readonly (readonly [string, readonly number[]])[];
  readonly days: readonly (readonly [string, Today])[];
}

/** How much of a day's budget is gone. */
export interface Today extends Day {
  readonly used: number;
}

/** Counts calls: in windows that roll with every millisecond, and in days that end at a time zone's midnight. */
export interface Limiters extends Captured<LimiterState> {
  /** Counts a call when it is allowed. A refused call does not count. */
  take(key: string, max: number, windowMs: number): Verdict;
  /** Counted calls of the last `windowMs`, which must not be longer than the window they were counted in. */
  recent(key: string, windowMs: number): number;
  takeToday(key: string, max: number, timeZone: string): Verdict;
  today(key: string, timeZone: string): Today;
  reset(): void;
}

/** Times of the calls, oldest first, from `head` on; what lies before `head` has left the window. */
interface Window {
  times: number[];
  head: number;
}

const KEPT_BEFORE_HEAD = 1024;

export function createLimiters(now: () => number): Limiters {
  const windows = new Map<string, Window>();
  const days = new Map<string, Today>();
  const today = (key: string, timeZone: string): Today => {
    const counted = days.get(key);
    if (counted && counted.start <= now() && now() < counted.end) return counted;
    return { ...dayOf(now(), timeZone), used: 0 };
  };
  return {
    take(key, max, windowMs) {
      let window = windows.get(key);
      if (!window) windows.set(key, (window = { times: [], head: 0 }));
      roll(window, now(), windowMs);
      const used = window.times.length - window.head;
      if (used < max) {
        window.times.push(now());
        return { allowed: true, remaining: max - used - 1, freeAt: now() };
      }
      // With a limit of none there is no call whose leaving would free a place.
      return { allowed: false, remaining: 0, freeAt: (window.times[window.head + used - max] ?? now()) + windowMs };
    },
    recent(key, windowMs) {
      const { times, head } = windows.get(key) ?? { times: [], head: 0 };
      let place = times.length;
      while (place > head && (times[place - 1] ?? 0) > now() - windowMs) place -= 1;
      return times.length - place;
    },
    takeToday(key, max, timeZone) {
      const before = today(key, timeZone);
      if (before.used >= max) return { allowed: false, remaining: 0, freeAt: before.end };
      days.set(key, { ...before, used: before.used + 1 });
      return { allowed: true, remaining: max - before.used - 1, freeAt: now() };
    },
    today,
    reset() {
      windows.clear();
      days.clear();
    },
    capture: () => ({
      windows: [...windows].map(([key, { times, head }]) => [key, times.slice(head)] as const),
      days: [...days],
    }),
    restore(state) {
      windows.clear();
      days.clear();
      for (const [key, times] of state.windows) windows.set(key, { times: [...times], head: 0 });
      for (const [key, day] of state.days) days.set(key, day);
    },
  };
}

function roll(window: Window, now: number, windowMs: number): void {
  // The clock can be set back; calls of a time that has not come yet would never leave.
  while ((window.times.at(-1) ?? 0) > now) window.times.pop();
  while (window.head < window.times.length && (window.times[window.head] ?? 0) <= now - windowMs) window.head += 1;
  if (window.head <= KEPT_BEFORE_HEAD) return;
  window.times = window.times.slice(window.head);
  window.head = 0;
}
