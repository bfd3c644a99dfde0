import { describe, expect, test } from '@jest/globals';
import { Mapping } from './mapping.ts';
import { capExceeded, claimLinks, countPlans, orderOperations, planLook } from './plan.ts';
import type { LookPlan } from './plan.ts';
import { company, customer, examplePair, linked, lookAt, phone } from './testing/example.ts';

const pair = examplePair({ match: [[{ left: 'name', right: 'name' }]], fields: [phone] });
const one = { kind: 'one', leftId: 'L1', keyNo: 0 } as const;
const matching = (rightId: string): LookPlan =>
  planLook(lookAt({ pair, left: company({}), right: customer({ fone: '1' }, null, rightId), match: one }));

describe('claimLinks', () => {
  test('lets only the first of two right records have a left one', () => {
    const [first, second] = claimLinks([matching('R1'), matching('R2')]);
    expect(first?.operations.map(({ kind }) => kind)).toEqual(['link', 'update']);
    expect(second).toMatchObject({ operations: [], base: null, held: [{ kind: 'unsure', recordId: 'R2' }] });
    expect(second?.held[0]?.reason).toBe('R2 matches the left record L1, which R1 is linked with.');
  });

  test('leaves a left record to the one it is linked with already', () => {
    expect(claimLinks([matching('R2')], [linked(null)])[0]?.held).toMatchObject([{ kind: 'unsure' }]);
  });

  test('gives every further one the role that the pair shares its left records with', () => {
    const plans = claimLinks([matching('R1'), matching('R2')], [], () => 'branch');
    const link = { kind: 'link', pair: 'customer', leftId: 'L1', rightId: 'R2', keyNo: 0, role: 'branch' };
    expect(plans[1]).toEqual({ operations: [link], base: null, held: [], conflicts: [] });
    expect(claimLinks(plans.slice(1))).toEqual(plans.slice(1));
  });
});

const contact = { ...pair, name: 'contact', left: 'contacts', right: 'person' };
const mapping: Mapping = Mapping.parse({
  version: 1,
  left: 'hubspot',
  right: 'erp',
  capPercent: 20,
  pairs: [pair, { ...contact, associations: [{ to: 'customer', right: 'customer_id' }] }],
});

test('orderOperations puts links first, creates by pair, associations after them, late updates last', () => {
  const late = { ...mapping.pairs[1], fields: [{ ...phone, late: true }] } as Mapping['pairs'][number];
  const person = planLook(
    lookAt({ pair: late, right: { ...customer({ fone: '1', customer_id: 'R1' }), object: 'person' } }),
  );
  const created = planLook(lookAt({ pair, right: customer({ fone: '1' }) }));
  const phases = orderOperations(mapping, [...person.operations, ...created.operations, ...matching('R2').operations]);
  expect(phases.map((phase) => phase.map((operation) => `${operation.kind} ${operation.pair}`))).toEqual([
    ['link customer'],
    ['create customer'],
    ['create contact'],
    ['update customer'],
    ['associate contact'],
    ['update contact'],
  ]);
});

const counts = {
  create: 0,
  update: 0,
  link: 0,
  remove: 0,
  restore: 0,
  unsure: 0,
  associate: 0,
  conflict: 0,
  setAside: 0,
  unchanged: 0,
};

test('countPlans counts records', () => {
  const plans = claimLinks([
    matching('R1'),
    matching('R2'),
    planLook(lookAt({ pair, right: customer({ fone: '1' }, null, 'R3') })),
    planLook(lookAt({ pair, right: customer({}, null, 'R4'), link: linked({}) })),
    planLook(lookAt({ pair })),
  ]);
  expect(countPlans(plans)).toEqual({ ...counts, create: 1, update: 1, link: 1, unsure: 1, setAside: 1, unchanged: 1 });
});

describe('capExceeded', () => {
  test.each([
    [21, 100, true],
    [20, 100, false],
    [50, 0, false],
  ])('%i updates of %i linked records: %s', (update, linkedCount, exceeded) => {
    const sentence = capExceeded(mapping, { ...counts, update }, linkedCount);
    expect(sentence !== null).toBe(exceeded);
  });

  test('says what to do', () => {
    expect(capExceeded(mapping, { ...counts, update: 21 }, 100)).toMatch(
      /21 of 100 linked records.*raise `capPercent`/,
    );
  });
});
