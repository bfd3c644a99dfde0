import { expect, test } from '@jest/globals';
import { CASES, runCase } from './crash-matrix.ts';

test.each(CASES)('a crash after any call does no harm: $name', async (one) => {
  const { turns, sentences } = await runCase(one, null);
  expect(sentences).toEqual([]);
  expect(turns).toBeGreaterThan(10);
  for (let crashAt = 1; crashAt <= turns; crashAt += 1) {
    expect([crashAt, (await runCase(one, crashAt)).sentences]).toEqual([crashAt, []]);
  }
});
