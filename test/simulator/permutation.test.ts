import { expect, test } from '@jest/globals';
import { endState } from './permutation.ts';

const SEEDS = 100;

test('the order of the notices does not matter', async () => {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const states = new Set<string>();
    for (const order of [1, 2, 3]) states.add(await endState(seed, order));
    expect([seed, states.size]).toEqual([seed, 1]);
  }
});
