import { expect, test } from '@jest/globals';
import { runFleet } from './fleet.ts';
import { simulate } from './simulate.ts';

const SEEDS = 1000;

test(`nothing breaks in ${SEEDS} schedules`, async () => {
  const { failed, seeds, crashes } = await runFleet({ firstSeed: 1, seeds: SEEDS });
  expect({ seeds, failed }).toEqual({ seeds: SEEDS, failed: [] });
  expect(crashes).toBeGreaterThan(SEEDS);
}, 120_000);

test('a seed is the same schedule every time', async () => {
  const told: string[][] = [[], []];
  for (const lines of told) await simulate({ seed: 7, tell: (line) => lines.push(line) });
  expect(told[0]?.length).toBeGreaterThan(20);
  expect(told[1]).toEqual(told[0]);
});
