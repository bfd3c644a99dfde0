/** Counts calls in rolling windows, one per key. */
export interface Limiters {
  /** Counts a call when it is allowed. `remaining` is what is left after it. */
  take(key: string, max: number, windowMs: number): { readonly allowed: boolean; readonly remaining: number };
  reset(): void;
}

export function createLimiters(now: () => number): Limiters {
  const windows = new Map<string, { times: number[]; head: number }>();
  return {
    take(key, max, windowMs) {
      let window = windows.get(key);
      if (!window) windows.set(key, (window = { times: [], head: 0 }));
      const since = now() - windowMs;
      while (window.head < window.times.length && (window.times[window.head] ?? 0) <= since) window.head += 1;
      if (window.head > 1024) {
        window.times = window.times.slice(window.head);
        window.head = 0;
      }
      const used = window.times.length - window.head;
      if (used >= max) return { allowed: false, remaining: 0 };
      window.times.push(now());
      return { allowed: true, remaining: max - used - 1 };
    },
    reset: () => windows.clear(),
  };
}
