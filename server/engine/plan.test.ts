import { describe, expect, test } from '@jest/globals';
import { planLook } from './plan.ts';
import { company, customer, examplePair, linked, lookAt, phone } from './testing/example.ts';

const pair = examplePair({
  match: [[{ left: 'domain', right: 'domain' }]],
  fields: [phone, { left: 'stage', right: 'status', late: true }],
  associations: [{ to: 'group', right: 'group_id' }],
});
const right = customer({ fone: '1', status: 'open', group_id: 'G1' });
const one = { kind: 'one', leftId: 'L1', keyNo: 0 } as const;

test('creates the record with its reference, then associates, then writes late fields', () => {
  const plan = planLook(lookAt({ pair, right }));
  expect(plan.operations).toEqual([
    {
      kind: 'create',
      side: 'left',
      pair: 'customer',
      object: 'companies',
      source: { object: 'customer', id: 'R1' },
      referenceField: 'erp_id',
      reference: 'R1',
      changes: [{ field: 'phone', before: null, after: '1', reason: 'create', late: false }],
    },
    {
      kind: 'associate',
      side: 'left',
      pair: 'customer',
      from: { pair: 'customer', rightId: 'R1' },
      to: { pair: 'group', rightId: 'G1' },
    },
    {
      kind: 'update',
      side: 'left',
      pair: 'customer',
      object: 'companies',
      target: { rightId: 'R1' },
      rightId: 'R1',
      changes: [{ field: 'stage', before: null, after: 'open', reason: 'create', late: true }],
      late: true,
    },
  ]);
  expect(plan.base).toEqual({ phone: '1', stage: 'open', '@group': 'G1' });
});

test('links a match and gives it the reference', () => {
  const plan = planLook(lookAt({ pair, right, left: company({ phone: '1', stage: 'open' }), match: one }));
  expect(plan.operations.map(({ kind }) => kind)).toEqual(['link', 'update', 'associate']);
  expect(plan.operations[1]).toMatchObject({
    target: { id: 'L1' },
    changes: [{ field: 'erp_id', before: null, after: 'R1', reason: 'reference' }],
  });
});

describe('plans nothing for', () => {
  const left = company({ phone: '1', stage: 'open', erp_id: 'R1' });
  const base = { phone: '1', stage: 'open', '@group': 'G1' };
  const branch = { pair: 'customer', leftId: 'L1', rightId: 'R1', role: 'branch', matchedBy: 'hand' };
  const nothing = { operations: [], base: null, held: [], conflicts: [] };

  test.each([
    ['records in step', lookAt({ pair, left, right, link: linked(base) })],
    ['a left record without counterpart', lookAt({ pair, left })],
    ['a record that belongs to another one in a role', lookAt({ pair, right, roles: [branch] })],
    ['a record that is to have no counterpart', lookAt({ pair, right, alone: true })],
    ['a link whose records are both gone', lookAt({ pair, link: linked(base) })],
    ['an unmatched record of a pair that creates none', lookAt({ pair: { ...pair, create: 'none' as const }, right })],
  ])('%s', (_name, look) => {
    expect(planLook(look)).toEqual(nothing);
  });
});

describe('holds, and writes nothing for', () => {
  const several = { kind: 'several', leftIds: ['L1', 'L2'], keyNo: 0 } as const;
  const mapped = examplePair({ fields: [{ ...phone, map: { a: 'A' } }] });

  test.each([
    ['several matches', 'unsure', 'R1', lookAt({ pair, right, match: { ...several, leftIds: ['L1', 'L2'] } })],
    [
      'a match that carries another reference',
      'unsure',
      'R1',
      lookAt({ pair, right, left: company({ erp_id: 'R9' }), match: one }),
    ],
    ['a match that cannot be read', 'set-aside', 'R1', lookAt({ pair, right, match: one })],
    ['a record whose left one is gone', 'set-aside', 'R1', lookAt({ pair, right, link: linked({}) })],
    ['a record whose right one is gone', 'set-aside', 'L1', lookAt({ pair, left: company({}), link: linked({}) })],
    ['a value without translation', 'set-aside', 'R1', lookAt({ pair: mapped, right })],
  ])('%s', (_name, kind, recordId, look) => {
    const plan = planLook(look);
    expect(plan).toMatchObject({ operations: [], base: null, held: [{ kind, recordId, pair: 'customer' }] });
    expect(plan.held[0]?.reason).toMatch(/\.$/);
    expect(plan.held[0]?.fix).toMatch(/\.$/);
  });

  test('a field that asks, while the others go on', () => {
    const asking = examplePair({
      fields: [
        { ...phone, rule: 'ask' },
        { left: 'city', right: 'city' },
      ],
    });
    const plan = planLook(
      lookAt({
        pair: asking,
        left: company({ phone: '2', city: 'Bonn', erp_id: 'R1' }),
        right: customer({ fone: '3', city: 'Ulm' }),
        link: linked({ phone: '1', city: 'Ulm' }),
      }),
    );
    expect(plan.held).toMatchObject([
      { kind: 'conflict', reason: 'Changed on both sides: `phone` is "2" on the left and "3" on the right.' },
    ]);
    expect(plan.operations).toMatchObject([{ side: 'right', changes: [{ field: 'city', after: 'Bonn' }] }]);
    expect(plan.base).toEqual({ phone: '1', city: 'Bonn' });
  });
});

test('gives a match that carries another reference the role that the pair shares it with', () => {
  const shared = { ...pair, shared: 'branch' };
  const look = lookAt({ pair: shared, right, left: company({ erp_id: 'R9' }), match: one });
  expect(planLook(look)).toMatchObject({
    operations: [{ kind: 'link', leftId: 'L1', rightId: 'R1', role: 'branch' }],
    base: null,
    held: [],
  });
});

describe('an association follows the link of the record it leads to', () => {
  const left = company({ phone: '1', stage: 'open', erp_id: 'R1' });
  const base = { phone: '1', stage: 'open', '@group': 'G1', '@group>': 'GL1' };
  const plan = (targets: [string, string][], moved = right) =>
    planLook(lookAt({ pair, left, right: moved, link: linked(base), targets: new Map(targets) }));
  const to = (rightId: string, leftId?: string) => ({ pair: 'group', rightId, ...(leftId && { leftId }) });

  test('to another left record', () => {
    expect(plan([['["group","G1"]', 'GL1']]).operations).toEqual([]);
    expect(plan([['["group","G1"]', 'GL2']]).operations).toMatchObject([
      { kind: 'dissociate', to: to('G1', 'GL1') },
      { kind: 'associate', to: to('G1') },
    ]);
    expect(plan([]).operations).toMatchObject([{ kind: 'dissociate' }, { kind: 'associate' }]);
  });

  test('and is made again when a person ended it, once nothing announced it already', () => {
    const look = (lost: string[]) =>
      lookAt({
        pair,
        left,
        right,
        link: linked(base),
        targets: new Map([['["group","G1"]', 'GL1']]),
        lost: new Set(lost),
      });
    expect(planLook(look(['other'])).operations).toEqual([]);
    expect(planLook(look(['group']))).toMatchObject({
      operations: [{ kind: 'associate', to: to('G1', 'GL1') }],
      base: { '@group': 'G1' },
    });
  });

  test('and stays where another right record has the same left one', () => {
    const moved = plan([['["group","G2"]', 'GL1']], customer({ ...right.fields, group_id: 'G2' }));
    expect(moved).toMatchObject({ operations: [], base: { '@group': 'G2', '@group>': 'GL1' } });
  });
});

test('a reserved create is planned again, for it is idempotent by its reference', () => {
  const link = { ...linked(null), leftId: null, state: 'reserved' as const };
  expect(planLook(lookAt({ pair, right, link })).operations[0]).toMatchObject({ kind: 'create', reference: 'R1' });
});

test('refuses a look that holds another record than the one that matched', () => {
  expect(() => planLook(lookAt({ pair, right, left: company({}, null, 'L7'), match: one }))).toThrow('L7');
});

describe('a filter', () => {
  const filtered = { ...pair, filter: [{ right: 'status', in: ['open'] }] };
  const closed = customer({ fone: '2', status: 'closed', group_id: 'G1' });

  test('keeps records out that it does not let through', () => {
    expect(planLook(lookAt({ pair: filtered, right: closed })).operations).toEqual([]);
    expect(planLook(lookAt({ pair: filtered, right })).operations).toHaveLength(3);
  });

  test('leaves a linked record alone while it does not match, and merges it against the old base when it does again', () => {
    const link = linked({ phone: '1', stage: 'open', '@group': 'G1' });
    const left = company({ phone: '1', stage: 'open', erp_id: 'R1' });
    expect(planLook(lookAt({ pair: filtered, link, left, right: closed })).operations).toEqual([]);
    const again = planLook(
      lookAt({ pair: filtered, link, left, right: customer({ ...closed.fields, status: 'open' }) }),
    );
    expect(again.operations).toMatchObject([
      { kind: 'update', side: 'left', changes: [{ field: 'phone', after: '2' }] },
    ]);
  });
});
