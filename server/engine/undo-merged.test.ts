import { expect, test } from '@jest/globals';
import { company, customer, examplePair, phone } from './testing/example.ts';
import { whyNotArchive } from './undo-create.ts';
import { planUndo } from './undo.ts';

const pair = examplePair({ fields: [phone] });
const link = { pair: 'customer', leftId: '1', rightId: 'A', state: 'linked', base: { phone: '2' } } as const;
const wrote = {
  side: 'right',
  field: 'fone',
  before: '1',
  after: '2',
  reason: 'only-left-changed',
  later: false,
} as const;
const left = company({ phone: '2' }, null, '1');

test('what a run wrote to a record that became another one is left alone', () => {
  const right = customer({ fone: '2' }, null, 'A');
  expect(planUndo({ pair, link, left, right }, [wrote]).plan.operations).toHaveLength(1);
  const merged = { ...customer({ fone: '2' }, null, 'B'), formerIds: ['A'] };
  const { plan, leftAlone } = planUndo({ pair, link, left, right: merged }, [wrote]);
  expect(plan.operations).toEqual([]);
  expect(leftAlone).toMatchObject([{ field: 'fone', reason: 'the record was merged into another one since' }]);
});

test('what a run created is not archived once another record was merged into it', () => {
  const look = { pair, link, left, right: customer({}, null, 'A'), alone: false };
  expect(whyNotArchive(look, 'left', [])).toBeNull();
  const merged = { ...look, left: { ...left, formerIds: ['9'] } };
  for (const one of [merged, { ...merged, link: null, alone: true }]) {
    expect(whyNotArchive(one, 'left', [])).toContain('was merged with another one');
  }
});
