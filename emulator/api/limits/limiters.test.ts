import { describe, expect, test } from '@jest/globals';
import { dayOf } from './days.ts';
import { createLimiters } from './limiters.ts';

describe('a rolling window', () => {
  test('is exact: a place is free 10 s after the call that took it, and not a millisecond sooner', () => {
    let now = 0;
    const limiters = createLimiters(() => now);
    const take = (time: number): boolean => {
      now = time;
      return limiters.take('a', 3, 10_000).allowed;
    };
    expect([0, 1, 5000, 9999].map(take)).toEqual([true, true, true, false]);
    expect([10_000, 10_000, 10_001, 14_999, 15_000].map(take)).toEqual([true, false, true, false, true]);
  });

  test('says when a refused call would be allowed', () => {
    let now = 0;
    const limiters = createLimiters(() => now);
    for (const time of [0, 300]) {
      now = time;
      limiters.take('a', 2, 10_000);
    }
    now = 5000;
    expect(limiters.take('a', 2, 10_000)).toEqual({ allowed: false, remaining: 0, freeAt: 10_000 });
    expect(limiters.take('a', 0, 10_000).allowed).toBe(false);
  });

  test('does not hold against anybody what was counted in a future that was set back', () => {
    let now = 100_000;
    const limiters = createLimiters(() => now);
    limiters.take('a', 1, 10_000);
    now = 0;
    expect(limiters.take('a', 1, 10_000).allowed).toBe(true);
  });

  test('costs the same for the millionth call as for the first', () => {
    let now = 0;
    const limiters = createLimiters(() => now);
    const started = performance.now();
    for (let call = 0; call < 1_000_000; call += 1) {
      now += 1;
      limiters.take('a', 20_000, 10_000);
    }
    // 1 µs a call on a slow machine would be 1 s; a window that is searched through takes minutes.
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('a day', () => {
  const at = (time: string): number => Date.parse(time);

  test.each([
    ['UTC', '2026-11-23T12:00Z', '2026-11-23T00:00Z', '2026-11-24T00:00Z'],
    ['Asia/Kolkata', '2026-11-23T18:29:59Z', '2026-11-22T18:30Z', '2026-11-23T18:30Z'],
    ['Asia/Kolkata', '2026-11-23T18:30:00Z', '2026-11-23T18:30Z', '2026-11-24T18:30Z'],
    // Clocks go back: 25 hours.
    ['Europe/Berlin', '2026-10-25T12:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'],
    // Midnight does not exist on the day on which Santiago's clocks go forward.
    ['America/Santiago', '2026-09-06T12:00Z', '2026-09-06T04:00Z', '2026-09-07T03:00Z'],
  ])('in %s at %s is from %s to %s', (zone, now, start, end) => {
    expect(dayOf(at(now), zone)).toEqual({ start: at(start), end: at(end) });
  });

  test('gives its budget back at midnight', () => {
    let now = at('2026-11-23T22:59:00Z');
    const limiters = createLimiters(() => now);
    const take = () => limiters.takeToday('day', 1, 'Europe/Berlin');
    expect([take(), take()]).toEqual([
      { allowed: true, remaining: 0, freeAt: now },
      { allowed: false, remaining: 0, freeAt: at('2026-11-23T23:00:00Z') },
    ]);
    expect(limiters.today('day', 'Europe/Berlin').used).toBe(1);
    now = at('2026-11-23T23:00:00Z');
    expect(limiters.today('day', 'Europe/Berlin').used).toBe(0);
    expect(take().allowed).toBe(true);
  });
});
