import { describe, expect, test } from '@jest/globals';
import type { Pair } from './mapping.ts';
import { planLook } from './plan.ts';
import type { Gone, Link } from './record.ts';
import { company, customer, examplePair, linked, lookAt, phone } from './testing/example.ts';

const pairWith = (rest: Partial<typeof Pair._zod.input>): Pair => examplePair({ fields: [phone], ...rest });
const left = company({ phone: '1', erp_id: 'R1' });
const right = customer({ fone: '1' });
const link = linked({ phone: '1' });
const gone = (because: Gone['because'], ...sides: Gone['sides']): Link => ({
  ...link,
  state: 'gone',
  gone: { because, sides },
});
const policies = (right_: Pair['deleted']['right'], left_: Pair['deleted']['left'] = 'ask') =>
  pairWith({ deleted: { left: left_, right: right_ } });

describe('the right record is gone', () => {
  test('ask: it waits', () => {
    expect(planLook(lookAt({ pair: policies('ask'), link, left }))).toMatchObject({
      operations: [],
      held: [{ kind: 'set-aside', side: 'left', recordId: 'L1' }],
    });
  });

  test('ignore: the link is gone, and nothing is written or held', () => {
    const plan = planLook(lookAt({ pair: policies('ignore'), link, left }));
    expect(plan).toMatchObject({ operations: [], held: [], move: { gone: { because: 'deleted', sides: ['right'] } } });
    expect(planLook(lookAt({ pair: policies('ignore'), link: gone('deleted', 'right'), left })).move).toBeUndefined();
  });

  test('archive: announced as gone on the right, then gone on both', () => {
    expect(planLook(lookAt({ pair: policies('archive'), link, left }))).toMatchObject({
      operations: [{ kind: 'archive', side: 'left', object: 'companies', id: 'L1', reason: 'deleted-right' }],
      move: { kind: 'gone', first: { sides: ['right'] }, gone: { because: 'deleted', sides: ['left', 'right'] } },
    });
  });

  test('delete: the link ends with it', () => {
    expect(planLook(lookAt({ pair: policies('delete'), link, left }))).toMatchObject({
      operations: [{ kind: 'delete', side: 'left' }],
      move: { kind: 'end', first: { sides: ['right'] } },
    });
  });

  test('unlink: the left record gives up the reference', () => {
    expect(planLook(lookAt({ pair: policies('unlink'), link, left }))).toMatchObject({
      operations: [{ kind: 'update', side: 'left', changes: [{ field: 'erp_id', before: 'R1', after: null }] }],
      move: { kind: 'end' },
    });
  });

  test('a removal that was announced is carried out at the next look', () => {
    const plan = planLook(lookAt({ pair: policies('archive'), link: gone('deleted', 'right'), left }));
    expect(plan.operations).toMatchObject([{ kind: 'archive', id: 'L1' }]);
  });
});

test('the other way round, the right record is archived', () => {
  expect(planLook(lookAt({ pair: policies('ask', 'archive'), link, right })).operations).toMatchObject([
    { kind: 'archive', side: 'right', object: 'customer', id: 'R1', reason: 'deleted-left' },
  ]);
});

describe('both are gone', () => {
  test('which is remembered once, where a policy may need it', () => {
    const sides = ['left', 'right'];
    expect(planLook(lookAt({ pair: policies('archive'), link })).move).toMatchObject({ gone: { sides } });
    expect(
      planLook(lookAt({ pair: policies('archive'), link: gone('deleted', 'left', 'right') })).move,
    ).toBeUndefined();
    expect(planLook(lookAt({ pair: policies('ask'), link })).move).toBeUndefined();
    expect(planLook(lookAt({ pair: policies('archive'), link: { ...link, state: 'reserved' } })).move).toBeUndefined();
  });
});

describe('a record came back', () => {
  const both = gone('deleted', 'left', 'right');

  test('archive: its counterpart is restored', () => {
    expect(planLook(lookAt({ pair: policies('archive'), link: both, right }))).toMatchObject({
      operations: [{ kind: 'restore', side: 'left', id: 'L1', reason: 'restored-right' }],
    });
  });

  test('also when nobody could write down that the counterpart was archived', () => {
    const plan = planLook(lookAt({ pair: policies('archive', 'delete'), link: gone('deleted', 'right'), right }));
    expect(plan.operations).toMatchObject([{ kind: 'restore', side: 'left' }]);
  });

  test('delete: its counterpart is made anew', () => {
    expect(planLook(lookAt({ pair: policies('delete'), link: both, right })).move).toMatchObject({
      kind: 'end',
      again: true,
    });
  });

  test('ask: it waits; ignore: it stands alone', () => {
    expect(planLook(lookAt({ pair: policies('ask', 'archive'), link: both, right })).held).toHaveLength(1);
    const ignored = planLook(lookAt({ pair: policies('ignore', 'archive'), link: both, right }));
    expect(ignored).toMatchObject({ held: [], move: { gone: { sides: ['left'] } } });
  });

  test('both: they are linked again, and merged against the old base', () => {
    const changed = company({ phone: '2', erp_id: 'R1' });
    expect(planLook(lookAt({ pair: policies('archive'), link: both, left: changed, right }))).toMatchObject({
      operations: [{ kind: 'update', side: 'right', changes: [{ field: 'fone', after: '2' }] }],
      move: { kind: 'revive' },
    });
    const same = planLook(lookAt({ pair: policies('archive'), link: both, left, right }));
    expect(same).toMatchObject({ operations: [], move: { kind: 'revive' } });
  });
});

describe('the filter lets a linked record through no more', () => {
  const filter = [{ right: 'status', equals: 'on' }];
  const off = customer({ fone: '1', status: 'off' });
  const on = customer({ fone: '1', status: 'on' });
  const archiving = pairWith({ filter, unmatched: 'archive' });

  test('leave: nothing happens', () => {
    const plan = planLook(lookAt({ pair: pairWith({ filter }), link, left, right: off }));
    expect(plan).toMatchObject({ operations: [], held: [] });
    expect(plan.move).toBeUndefined();
  });

  test('unlink: both give up their references', () => {
    const pair = pairWith({ filter, unmatched: 'unlink', rightReference: 'crm_id' });
    const plan = planLook(lookAt({ pair, link, left, right: customer({ status: 'off', crm_id: 'L1' }) }));
    expect(plan.operations).toMatchObject([
      { side: 'left', changes: [{ field: 'erp_id', after: null }] },
      { side: 'right', changes: [{ field: 'crm_id', after: null }] },
    ]);
    expect(plan.move).toMatchObject({ kind: 'end' });
  });

  test('archive: the counterpart of the record that does not match', () => {
    expect(planLook(lookAt({ pair: archiving, link, left, right: off }))).toMatchObject({
      operations: [{ kind: 'archive', side: 'left', id: 'L1', reason: 'unmatched' }],
      move: { first: { because: 'unmatched', sides: [] }, gone: { because: 'unmatched', sides: ['left'] } },
    });
    const onLeft = pairWith({ filter: [{ left: 'stage', equals: 'on' }], unmatched: 'archive' });
    expect(planLook(lookAt({ pair: onLeft, link, left, right: off })).operations).toMatchObject([{ side: 'right' }]);
  });

  test('when it matches again, the counterpart is restored, and linked again once it is there', () => {
    const away = gone('unmatched', 'left');
    expect(planLook(lookAt({ pair: archiving, link: away, right: off })).operations).toEqual([]);
    const plan = planLook(lookAt({ pair: archiving, link: away, right: on }));
    expect(plan.operations).toMatchObject([{ kind: 'restore', side: 'left', id: 'L1' }]);
    expect(planLook(lookAt({ pair: archiving, link: away, left, right: on })).move).toEqual({ kind: 'revive' });
  });

  test('one that a person restores while it does not match stays', () => {
    const plan = planLook(lookAt({ pair: archiving, link: gone('unmatched', 'left'), left, right: off }));
    expect(plan.operations).toEqual([]);
  });
});
