import { describe, expect, test } from '@jest/globals';
import type { MappedField } from './mapping.ts';
import { merge } from './merge.ts';
import type { Value } from './record.ts';
import { company, customer, examplePair, phone } from './testing/example.ts';

const EARLY = '2026-01-01T00:00:00.000Z';
const LATE = '2026-01-02T00:00:00.000Z';

interface Case {
  readonly field?: Partial<MappedField>;
  /** undefined: never merged. */
  readonly base?: Value;
  readonly left: Value;
  readonly right: Value;
  readonly newer?: 'left' | 'right';
}

/** One field, `phone` on the left and `fone` on the right: what is written where, and what is agreed afterwards. */
function phoneOf({ field, base, left, right, newer }: Case) {
  const pair = examplePair({ fields: [{ ...phone, ...field }] });
  const merged = merge(
    pair,
    base === undefined ? null : { phone: base },
    company({ phone: left }, newer === undefined ? null : newer === 'left' ? LATE : EARLY),
    customer({ fone: right }, newer === undefined ? null : newer === 'right' ? LATE : EARLY),
  );
  return {
    left: merged.left[0]?.after,
    right: merged.right[0]?.after,
    base: merged.base['phone'],
    why: (merged.left[0] ?? merged.right[0])?.reason,
    conflicts: merged.conflicts.length,
  };
}

const quiet = { left: undefined, right: undefined, why: undefined, conflicts: 0 };

describe('both ways, with a base', () => {
  test.each<[string, Case, object]>([
    ['nothing changed', { base: '1', left: '1', right: '1' }, { ...quiet, base: '1' }],
    [
      'left changed',
      { base: '1', left: '2', right: '1' },
      { ...quiet, right: '2', base: '2', why: 'only-left-changed' },
    ],
    [
      'right changed',
      { base: '1', left: '1', right: '2' },
      { ...quiet, left: '2', base: '2', why: 'only-right-changed' },
    ],
    [
      'left cleared',
      { base: '1', left: null, right: '1' },
      { ...quiet, right: null, base: null, why: 'only-left-changed' },
    ],
    ['both changed alike', { base: '1', left: '2', right: '2' }, { ...quiet, base: '2' }],
    ['text and boolean alike', { base: 'true', left: true, right: 'true' }, { ...quiet, base: true }],
  ])('%s', (_name, given, expected) => {
    expect(phoneOf(given)).toEqual(expected);
  });
});

describe('both ways, without a base', () => {
  test.each<[string, Case, object]>([
    ['a blank left is filled', { left: null, right: '2' }, { ...quiet, left: '2', base: '2', why: 'fills-blank' }],
    ['a blank right is filled', { left: '1', right: '  ' }, { ...quiet, right: '1', base: '1', why: 'fills-blank' }],
    [
      'different values are a conflict',
      { left: '1', right: '2' },
      { ...quiet, left: '2', base: '2', why: 'newest', conflicts: 1 },
    ],
  ])('%s', (_name, given, expected) => {
    expect(phoneOf(given)).toEqual(expected);
  });
});

describe('a conflict is decided by', () => {
  test.each<[MappedField['rule'], Partial<Case>, 'left' | 'right' | null]>([
    ['left', {}, 'left'],
    ['right', {}, 'right'],
    ['newest', { newer: 'left' }, 'left'],
    ['newest', { newer: 'right' }, 'right'],
    ['newest', {}, 'right'],
    ['left-unless-blank', {}, 'left'],
    ['left-unless-blank', { left: null }, 'right'],
    ['right-unless-blank', {}, 'right'],
    ['right-unless-blank', { right: null }, 'left'],
    ['ask', {}, null],
  ])('%s %j: %s', (rule, given, winner) => {
    const found = phoneOf({ base: 'old', left: 'L', right: 'R', ...given, field: { rule } });
    expect(found.conflicts).toBe(1);
    expect({ left: found.left, right: found.right }).toEqual({
      left: winner === 'right' ? (given.right ?? 'R') : undefined,
      right: winner === 'left' ? (given.left ?? 'L') : undefined,
    });
    expect(found.base).toBe(winner === null ? 'old' : winner === 'left' ? 'L' : 'R');
  });
});

describe('one way, to the left', () => {
  const field = { direction: 'to-left' as const };
  test.each<[string, Case, object]>([
    [
      'overwrites an edit',
      { field, base: '1', left: 'edit', right: '1' },
      { ...quiet, left: '1', base: '1', why: 'one-way' },
    ],
    [
      'carries a clear',
      { field, base: '1', left: '1', right: null },
      { ...quiet, left: null, base: null, why: 'one-way' },
    ],
    ['never agreed, blank source', { field, left: 'kept', right: null }, { ...quiet, base: undefined }],
  ])('%s', (_name, given, expected) => {
    expect(phoneOf(given)).toEqual(expected);
  });
});

describe('value map', () => {
  const field = { map: { A: 'Active', C: 'Closed' } };
  test('translates both ways', () => {
    expect(phoneOf({ field, base: 'Active', left: 'Active', right: 'C' }).left).toBe('Closed');
    expect(phoneOf({ field, base: 'Active', left: 'Closed', right: 'A' }).right).toBe('C');
  });

  test.each<[string, Case]>([
    ['"X" of `fone` (right) is not in the value map', { field, base: 'Active', left: 'Active', right: 'X' }],
    ['"Odd" of `phone` (left) is not in the value map', { field, base: 'Active', left: 'Odd', right: 'A' }],
  ])('reports: %s', (error, { left, right }) => {
    const pair = examplePair({ fields: [{ ...phone, ...field }] });
    const merged = merge(pair, { phone: 'Active' }, company({ phone: left }), customer({ fone: right }));
    expect(merged.errors).toEqual([error]);
    expect([...merged.left, ...merged.right]).toEqual([]);
    expect(merged.base).toEqual({ phone: 'Active' });
  });
});

test('a constant is kept on the left', () => {
  const pair = examplePair({ fields: [{ left: 'source', value: 'erp' }] });
  const change = { field: 'source', after: 'erp', late: false };
  expect(merge(pair, null, null, customer({})).left).toEqual([{ ...change, before: null, reason: 'create' }]);
  expect(merge(pair, {}, company({ source: 'x' }), customer({})).left).toEqual([
    { ...change, before: 'x', reason: 'constant' },
  ]);
  expect(merge(pair, {}, company({ source: 'erp' }), customer({})).left).toEqual([]);
});
