import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fieldsToRead } from './fields.ts';
import { keysOf, match } from './match.ts';
import { company, customer, examplePair } from './testing/example.ts';

const pair = examplePair({
  match: [
    [{ left: 'erp_id', right: '$id' }],
    [
      { left: 'name', right: 'title' },
      { left: 'zip', right: 'postcode' },
    ],
  ],
  fields: [
    { left: 'phone', right: 'fone' },
    { left: 'source', value: 'erp' },
  ],
  associations: [{ to: 'group', right: 'group_id' }],
});

describe('keysOf', () => {
  test('ignores case, width and white space, and keeps the parts apart', () => {
    const here = keysOf(pair, 'left', company({ name: '  ACME\t Ｇｍｂｈ ', zip: '10115', erp_id: 'R1' }));
    expect(here).toEqual(['r1', 'acme gmbh\u001f10115']);
    expect(keysOf(pair, 'right', customer({ title: 'Acme GmbH', postcode: '10115' }))).toEqual(here);
  });

  test('has no key when a part is blank', () => {
    expect(keysOf(pair, 'left', company({ name: 'Acme', zip: ' ' }))).toEqual([null, null]);
  });

  test('is the same for a value and its normalised form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const key = keysOf(pair, 'left', company({ erp_id: text }))[0] ?? null;
        expect(keysOf(pair, 'left', company({ erp_id: key }))[0]).toBe(key);
        expect(keysOf(pair, 'left', company({ erp_id: `\t${text.toLowerCase()}  ` }))[0]).toBe(key);
        // eslint-disable-next-line no-control-regex
        expect(key ?? '').not.toMatch(/[\u0000-\u001f]/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('match', () => {
  test.each([
    ['none', [[], []], { kind: 'none' }],
    ['the first key that finds one', [['L1'], ['L1', 'L2']], { kind: 'one', leftId: 'L1', keyNo: 0 }],
    ['a later key', [[], ['L2', 'L2']], { kind: 'one', leftId: 'L2', keyNo: 1 }],
    [
      'several, though a weaker key would find one',
      [['L1', 'L2'], ['L1']],
      { kind: 'several', leftIds: ['L1', 'L2'], keyNo: 0 },
    ],
  ])('%s', (_name, candidates, expected) => {
    expect(match(candidates)).toEqual(expected);
  });
});

test('fieldsToRead is everything a look needs', () => {
  expect(fieldsToRead(pair, 'left')).toEqual(['erp_id', 'name', 'zip', 'phone', 'source']);
  expect(fieldsToRead(pair, 'right')).toEqual(['group_id', 'title', 'postcode', 'fone']);
});
