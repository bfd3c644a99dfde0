import { expect, test } from '@jest/globals';
import { simulateTown } from './town.ts';

test('portals come to rest while another one is in trouble, the same way every time', async () => {
  const told: string[][] = [[], []];
  for (const lines of told) {
    const verdict = await simulateTown({ seed: 10, tell: (line) => lines.push(line) });
    expect(verdict.failure).toBeNull();
  }
  expect(told[0]?.join('\n')).toMatch(
    /portal 0: .* refuses everything[^]*the others come to rest[^]*the trouble is over/,
  );
  expect(told[1]).toEqual(told[0]);
});
