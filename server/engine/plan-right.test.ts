import { describe, expect, test } from '@jest/globals';
import { planLook } from './plan.ts';
import { company, customer, examplePair, linked, lookAt, phone } from './testing/example.ts';

const pair = examplePair({
  create: 'both',
  rightReference: 'crm_id',
  fields: [phone, { left: 'name', right: 'name', direction: 'to-left' }],
});
const left = company({ phone: '1', name: 'Alfreds' });

describe('a left record without counterpart', () => {
  test('is created on the right with its id as reference, and with what is written there', () => {
    expect(planLook(lookAt({ pair, left }))).toMatchObject({
      operations: [
        {
          kind: 'create',
          side: 'right',
          object: 'customer',
          source: { object: 'companies', id: 'L1' },
          referenceField: 'crm_id',
          reference: 'L1',
          changes: [{ field: 'fone', after: '1', reason: 'create' }],
        },
      ],
      base: { phone: '1' },
    });
  });

  test('is planned again while its create is reserved', () => {
    const link = { ...linked(null), rightId: null, state: 'reserved' as const };
    expect(planLook(lookAt({ pair, left, link })).operations).toMatchObject([{ kind: 'create', reference: 'L1' }]);
  });

  test('stays as it is where creates go to the left, and where the filter does not let it through', () => {
    expect(planLook(lookAt({ pair: { ...pair, create: 'left' }, left })).operations).toEqual([]);
    const filter = [{ left: 'phone', equals: '2' }];
    expect(planLook(lookAt({ pair: { ...pair, filter }, left })).operations).toEqual([]);
  });

  test.each([
    ['several right records', { kind: 'several', rightIds: ['R1', 'R2'] } as const, 'R1, R2'],
    ['one that is taken', { kind: 'contested', rightId: 'R1', leftIds: ['L9'] } as const, 'L9'],
  ])('waits for a person when %s could be it', (_name, counterpart, word) => {
    const plan = planLook(lookAt({ pair, left, counterpart }));
    expect(plan.operations).toEqual([]);
    expect(plan.held).toMatchObject([{ kind: 'unsure', side: 'left', recordId: 'L1' }]);
    expect(plan.held[0]?.reason).toContain(word);
    expect(plan.held[0]?.fix).toContain('ledgerline link customer');
  });

  test('is set aside when a value cannot be carried over', () => {
    const mapped = { ...pair, fields: examplePair({ fields: [{ ...phone, map: { a: 'A' } }] }).fields };
    expect(planLook(lookAt({ pair: mapped, left })).held).toMatchObject([{ kind: 'set-aside', side: 'left' }]);
  });
});

test('linked records carry each other\u2019s id', () => {
  const right = customer({ fone: '1', name: 'Alfreds', crm_id: 'L9' });
  const plan = planLook(lookAt({ pair, left, right, link: linked({ phone: '1', name: 'Alfreds' }) }));
  expect(plan.operations).toMatchObject([
    { kind: 'update', side: 'left', changes: [{ field: 'erp_id', after: 'R1', reason: 'reference' }] },
    { kind: 'update', side: 'right', changes: [{ field: 'crm_id', before: 'L9', after: 'L1', reason: 'reference' }] },
  ]);
});
