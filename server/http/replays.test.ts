import { expect, test } from '@jest/globals';
import { createReplays } from './replays.ts';

const MINUTE_MS = 60_000;
const T0 = 1_800_000_000_000;

test('a signature is known for as long as it is valid, and forgotten some time after', () => {
  const replays = createReplays();
  expect(replays.has('a', T0)).toBe(false);
  replays.remember('a', T0 + 9 * MINUTE_MS);
  expect(replays.has('a', T0 + 19 * MINUTE_MS)).toBe(true);
  expect(replays.has('b', T0 + 19 * MINUTE_MS)).toBe(false);
  expect(replays.has('a', T0 + 40 * MINUTE_MS)).toBe(false);
});

test('a flood is held to a number, of which the latest half is known', () => {
  const replays = createReplays(10);
  for (let no = 0; no < 100; no += 1) replays.remember(String(no), T0 + no);
  const known = Array.from({ length: 100 }, (_, no) => replays.has(String(no), T0 + 100)).filter(Boolean).length;
  expect(known).toBeGreaterThanOrEqual(5);
  expect(known).toBeLessThanOrEqual(10);
  expect(replays.has('99', T0 + 100)).toBe(true);
});
