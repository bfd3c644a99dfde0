import { expect, test } from '@jest/globals';
import { secondsLeft } from './sync-status.ts';

test('the time that is left is that of the records that are left', () => {
  const startedAt = '2026-11-26T10:00:00.000Z';
  const now = Date.parse('2026-11-26T10:01:40.000Z');
  const run = { state: 'running', done: 1000, total: 4000, startedAt } as const;
  expect(secondsLeft(run, now)).toBe(300);
  expect(secondsLeft({ ...run, done: 0 }, now)).toBeNull();
  expect(secondsLeft({ ...run, total: null }, now)).toBeNull();
  expect(secondsLeft({ ...run, state: 'done' }, now)).toBeNull();
  // More came than were counted.
  expect(secondsLeft({ ...run, done: 4001 }, now)).toBe(0);
});
