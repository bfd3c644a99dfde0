import { describe, expect, test } from '@jest/globals';
import type { LeftEnds } from './left-ends.ts';
import type { Association } from './mapping.ts';
import { pendingOf, recoverPending } from './pending.ts';
import { planLook } from './plan.ts';
import type { Fields, Pending } from './record.ts';
import { company, customer, examplePair, linked, lookAt } from './testing/example.ts';
import { planUndo } from './undo.ts';

const pairOf = (rest: Partial<Association> = {}) =>
  examplePair({
    fields: [],
    create: 'both',
    rightReference: 'crm_id',
    associations: [{ to: 'group', right: 'group_id', direction: 'both', ...rest }],
  });

/** G1 is linked with the left record 1, and so on; 7 and 8 are linked with none. */
const NUMBERS = ['1', '2', '3'];
const rightIds = new Map(NUMBERS.map((no) => [no, `G${no}`]));
const leftIds = new Map(NUMBERS.map((no) => [`G${no}`, no]));

interface Now {
  readonly ids?: readonly string[];
  readonly refers?: string | null;
  readonly base?: Fields | null;
  readonly pending?: readonly Pending[];
  readonly ends?: Partial<LeftEnds>;
  readonly rule?: Partial<Association>;
}

function lookOf({ ids = [], refers = null, base = null, pending, ends, rule }: Now) {
  const link = { ...linked(base), ...(pending && { pending }) };
  return lookAt({
    pair: pairOf(rule),
    left: company({ erp_id: 'R1' }),
    right: customer({ group_id: refers, crm_id: 'L1' }),
    link,
    ends: new Map([['group', { ids, rightIds, leftIds, isMadeGone: false, ...ends }]]),
  });
}
const plan = (now: Now) => planLook(lookOf(now));
const on = (no: string) => ({ '@group': `G${no}`, '@group>': no });
const to = (no: string) => ({ pair: 'group', rightId: `G${no}`, leftId: no });
const writes = (after: string | null, reason: string) => [
  expect.objectContaining({
    kind: 'update',
    side: 'right',
    changes: [expect.objectContaining({ field: 'group_id', after, reason })],
  }),
];
const moves = (from: string, no: string) => [
  expect.objectContaining({ kind: 'dissociate', to: to(from) }),
  expect.objectContaining({ kind: 'associate', to: to(no) }),
];

describe('an association in both directions', () => {
  test('rests while both sides are as they agreed, whatever people associate besides', () => {
    for (const ids of [['1'], ['1', '2'], ['1', '7']]) {
      expect(plan({ ids, refers: 'G1', base: on('1') })).toMatchObject({ operations: [], base: null, held: [] });
    }
  });

  test('that a person moves on the left is carried over', () => {
    const moved = plan({ ids: ['2'], refers: 'G1', base: on('1') });
    expect(moved.operations).toEqual(writes('G2', 'only-left-changed'));
    expect(moved.base).toEqual(on('2'));
    expect(plan({ ids: [], refers: 'G1', base: on('1') })).toMatchObject({
      operations: writes(null, 'only-left-changed'),
      base: { '@group': null },
    });
  });

  test('follows the right record, and leaves alone what people associated besides', () => {
    const moved = plan({ ids: ['1', '3'], refers: 'G2', base: on('1') });
    expect(moved).toMatchObject({ operations: moves('1', '2'), base: { '@group': 'G2' } });
    expect(plan({ ids: ['1', '2'], refers: 'G2', base: on('1') })).toMatchObject({
      operations: [{ kind: 'dissociate', to: to('1') }],
      base: on('2'),
    });
    expect(plan({ ids: ['1'], refers: null, base: on('1') }).operations).toMatchObject([{ kind: 'dissociate' }]);
  });

  test('that both sides moved is decided by the rule, or waits', () => {
    const both = { ids: ['2'], refers: 'G3', base: on('1') };
    expect(plan(both)).toMatchObject({ operations: moves('2', '3'), conflicts: [{ winner: 'right', rule: 'right' }] });
    expect(plan({ ...both, rule: { rule: 'left' } }).operations).toEqual(writes('G2', 'left'));
    expect(plan({ ...both, rule: { rule: 'ask' } })).toMatchObject({
      operations: [],
      base: null,
      held: [
        { kind: 'conflict', reason: 'Changed on both sides: `@group` is "G2" on the left and "G3" on the right.' },
      ],
    });
  });

  test('that was never agreed on fills what is blank, and finds the one that both have', () => {
    expect(plan({ ids: ['1'] }).operations).toEqual(writes('G1', 'fills-blank'));
    expect(plan({ refers: 'G1' }).operations).toMatchObject([{ kind: 'associate', to: to('1') }]);
    expect(plan({ ids: ['1', '2'], refers: 'G2' })).toMatchObject({ operations: [], base: on('2'), held: [] });
  });

  test('with several of which none is the one that was agreed on waits for a person to choose', () => {
    const several = { ids: ['3', '2'], refers: 'G1', base: on('1') };
    const { operations, held, base } = plan(several);
    expect([operations, base]).toEqual([[], null]);
    expect(held).toMatchObject([
      { kind: 'conflict', reason: expect.stringContaining('several of group (2, 3), and `group_id` is "G1"') },
    ]);
    expect(held[0]?.fix).toContain('hubspot --which 2');
    // The choice of a left one, and that of the right one.
    const chosen = plan({ ...several, base: { ...on('1'), '@group?': '3' } });
    expect(chosen).toMatchObject({ operations: writes('G3', 'only-left-changed'), base: on('3') });
    const kept = plan({ ...several, base: { '@group': '2 or 3', '@group>': '1' } });
    expect(kept).toMatchObject({ operations: [{ kind: 'associate', to: to('1') }], base: { '@group': 'G1' } });
    expect(kept.operations).toHaveLength(1);
  });

  test('with a record that is not linked yet waits, and the inbox says so', () => {
    const { operations, held, base } = plan({ ids: ['7'], refers: 'G1', base: on('1') });
    expect([operations, base]).toEqual([[], null]);
    expect(held).toMatchObject([
      { kind: 'set-aside', recordId: 'R1', reason: expect.stringContaining('group 7, which has no counterpart') },
    ]);
    expect(plan({ ids: ['7'], refers: 'G2', base: on('1') })).toMatchObject({
      operations: [{ kind: 'associate', to: to('2') }],
      held: [],
    });
  });

  test('stays when the record that it leads to was archived, and goes along when that one has another counterpart', () => {
    expect(plan({ refers: 'G1', base: on('1'), ends: { isMadeGone: true } })).toMatchObject({
      operations: [],
      base: null,
    });
    const relinked = new Map([...leftIds, ['G1', '9']]);
    expect(plan({ ids: ['1'], refers: 'G1', base: on('1'), ends: { leftIds: relinked } }).operations).toMatchObject([
      { kind: 'dissociate', to: to('1') },
      { kind: 'associate', to: { pair: 'group', rightId: 'G1', leftId: '9' } },
    ]);
  });

  test('is left as it is where the left system cannot say what is associated', () => {
    const { ends: _, ...blind } = lookOf({ ids: ['2'], refers: 'G3', base: on('1') });
    expect(planLook(blind)).toMatchObject({ operations: [], base: null });
  });
});

describe('our own writes are not taken for a person’s', () => {
  const moved: Now = { ids: ['1'], refers: 'G2', base: on('1'), rule: { rule: 'left' } };
  const first = plan(moved);
  const pending = pendingOf(pairOf(), first.operations, first.base);

  test.each([
    ['nothing was written', ['1']],
    ['one half was', ['2', '1']],
    ['the other half was', []],
    ['all was', ['2']],
  ])('where %s before the process ended', (_, ids) => {
    const { left, right } = lookOf(moved);
    const { base } = recoverPending(pairOf(), pending, on('1'), { left, right });
    const again = plan({ ...moved, ids, base, pending });
    const done = new Set(ids);
    for (const operation of again.operations) {
      if (operation.kind === 'dissociate') done.delete(operation.to.leftId ?? '');
      if (operation.kind === 'associate') done.add(operation.to.leftId ?? '');
    }
    expect([...done]).toEqual(['2']);
    expect(again.base).toMatchObject({ '@group': 'G2' });
    expect(again.conflicts).toEqual([]);
  });

  test('nor what was written to the right and not saved', () => {
    const { operations, base } = plan({ ids: ['2'], refers: 'G1', base: on('1') });
    const announced = pendingOf(pairOf(), operations, base);
    const { left, right } = lookOf({ ids: ['2'], refers: 'G2' });
    const recovered = recoverPending(pairOf(), announced, on('1'), { left, right });
    expect(recovered.base).toEqual({ '@group': 'G2' });
    // A person has moved it back since.
    expect(plan({ ids: ['1'], refers: 'G2', base: recovered.base }).operations).toEqual(
      writes('G1', 'only-left-changed'),
    );
  });
});

describe('an association from left to right', () => {
  const rule = { direction: 'left-to-right' } as const;
  test('writes the right field, overwrites it, and never touches the left', () => {
    expect(plan({ ids: ['1'], rule }).operations).toEqual(writes('G1', 'one-way'));
    expect(plan({ ids: ['1'], refers: 'G3', base: on('1'), rule }).operations).toEqual(writes('G1', 'one-way'));
    expect(plan({ ids: [], refers: 'G1', base: on('1'), rule }).operations).toEqual(writes(null, 'one-way'));
    expect(plan({ ids: [], refers: 'G1', rule }).operations).toEqual([]);
  });

  test('means whoever the associated record is linked with now', () => {
    const relinked = { leftIds: new Map([['G2', '1']]), rightIds: new Map([['1', 'G2']]) };
    expect(plan({ ids: ['1'], refers: 'G1', base: on('1'), ends: relinked, rule }).operations).toEqual(
      writes('G2', 'one-way'),
    );
  });

  test('counts those of another label as never agreed on', () => {
    const labelled = { ...rule, label: 'Payer' };
    expect(plan({ ids: [], refers: 'G1', base: { ...on('1'), '@group#': 'Old' }, rule: labelled }).operations).toEqual(
      [],
    );
  });
});

describe('a record that is created on the right', () => {
  const created = (ids: readonly string[]) => {
    const ends = new Map([['group', { ids, rightIds, leftIds, isMadeGone: false }]]);
    return planLook(lookAt({ pair: pairOf(), left: company({}), ends }));
  };

  test('has its references from the start', () => {
    expect(created(['2'])).toMatchObject({
      operations: [{ kind: 'create', side: 'right', changes: [{ field: 'group_id', after: 'G2', reason: 'create' }] }],
      base: on('2'),
    });
  });

  test('waits for those that are in doubt', () => {
    expect(created(['7'])).toMatchObject({ operations: [], held: [{ side: 'left', kind: 'set-aside' }] });
    expect(created(['1', '2']).held).toMatchObject([{ reason: expect.stringContaining('several of group: 1, 2') }]);
  });
});

test('an undo of what went to the right stays, until the left side says something else', () => {
  const wrote = {
    side: 'right',
    field: 'group_id',
    before: 'G1',
    after: 'G2',
    reason: 'one-way',
    later: false,
  } as const;
  const look = lookOf({ ids: ['2'], refers: 'G2', base: on('2') });
  const { plan: undo } = planUndo(look, [wrote]);
  expect(undo.operations).toMatchObject([{ side: 'right', changes: [{ field: 'group_id', after: 'G1' }] }]);
  const stays = { ids: ['2'], refers: 'G1', base: undo.base };
  expect(plan(stays).operations).toEqual([]);
  expect(plan({ ...stays, ids: ['3'] }).operations).toEqual(writes('G3', 'only-left-changed'));
  expect(plan({ ...stays, rule: { direction: 'left-to-right' } }).operations).toEqual([]);
});
