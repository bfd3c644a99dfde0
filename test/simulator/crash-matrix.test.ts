import { expect, test } from '@jest/globals';
import { CASES } from './crash-cases.ts';
import { runCase, type Mishap } from './crash-matrix.ts';
import { MEANWHILE } from './crash-meanwhile.ts';

test.each([...CASES, ...MEANWHILE])(
  'neither a crash after any call nor any lost answer does harm: $name',
  async (one) => {
    const { turns, writes, sentences } = await runCase(one, null);
    expect(sentences).toEqual([]);
    expect(turns).toBeGreaterThan(10);
    const crashes = Array.from({ length: turns }, (_, index): Mishap => ({ kind: 'crash', at: index + 1 }));
    for (const mishap of [...crashes, ...writes.map((at): Mishap => ({ kind: 'lost answer', at }))]) {
      expect([mishap, (await runCase(one, mishap)).sentences]).toEqual([mishap, []]);
    }
  },
);
