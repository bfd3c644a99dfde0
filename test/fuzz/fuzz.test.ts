import { expect, test } from '@jest/globals';
import { fuzz } from './run.ts';

test('nothing that is malformed is taken, and nothing breaks by it', async () => {
  const { findings, answers } = await fuzz({ count: 4000, seed: 1 });
  expect(findings).toEqual([]);
  // Every kind has come, and most of what was signed has got to the store.
  for (const expected of ['signature 401', 'body 204', 'body 400', 'url 404', 'oauth 400']) {
    expect(answers[expected] ?? 0).toBeGreaterThan(50);
  }
});
