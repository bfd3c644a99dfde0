import { describe, expect, test } from '@jest/globals';
import { Filter } from './filter-conditions.ts';
import { filterReads, matchesFilter } from './filter.ts';
import { company, customer } from './testing/example.ts';

const right = customer({ status: 'A', vip: true, total: '100', due: '2026-05-01', note: '  ' });
const left = company({ stage: 'customer' });
const matches = (filter: unknown, both: Parameters<typeof matchesFilter>[1] = { left, right }) =>
  matchesFilter(Filter.parse(filter), both);

describe('a condition', () => {
  test.each<[object, boolean]>([
    [{ right: 'status', equals: 'A' }, true],
    [{ right: 'status', equals: 'a' }, false],
    [{ right: 'vip', equals: true }, true],
    [{ right: 'vip', equals: 'true' }, true],
    [{ right: 'status', in: ['A', 'B'] }, true],
    [{ right: 'status', not: ['A', 'B'] }, false],
    [{ right: 'status', not: 'X' }, true],
    [{ right: 'missing', not: 'X' }, true],
    [{ right: 'note', blank: true }, true],
    [{ right: 'status', blank: false }, true],
    [{ right: '$id', equals: 'R1' }, true],
    [{ right: 'total', from: '100', below: '100.01' }, true],
    [{ right: 'total', above: '100' }, false],
    [{ right: 'total', above: '99' }, true],
    [{ right: 'total', to: '99.999999999999999999' }, false],
    [{ right: 'due', from: '2026-01-01', to: '2026-05-01' }, true],
    [{ right: 'missing', above: '0' }, false],
    [{ left: 'stage', equals: 'lead' }, false],
  ])('%j: %s', (condition, expected) => {
    expect(matches([condition])).toEqual({ ok: true, matches: expected });
  });

  test('holds only with all the others', () => {
    expect(
      matches([
        { right: 'status', equals: 'A' },
        { left: 'stage', equals: 'lead' },
      ]),
    ).toMatchObject({ matches: false });
  });

  test('about a record that is not there yet holds', () => {
    expect(matches([{ left: 'stage', equals: 'lead' }], { left: null, right })).toEqual({ ok: true, matches: true });
    expect(matches({ expression: 'left.stage == "lead"' }, { left: null, right })).toEqual({ ok: true, matches: true });
  });

  test('that compares what has no order is an error of the record', () => {
    expect(matches([{ right: 'status', above: '3' }])).toEqual({
      ok: false,
      error: 'the filter cannot be decided: "A" of `status` cannot be compared with "3"; both must be of one kind',
    });
  });
});

describe('an expression', () => {
  test.each<[string, boolean]>([
    ['right.status == "A" || left.stage == "lead"', true],
    ['decimal(right.total) > decimal("100")', false],
    ['right.vip', true],
  ])('%s: %s', (expression, expected) => {
    expect(matches({ expression })).toEqual({ ok: true, matches: expected });
  });

  test('that gives neither yes nor no is an error of the record', () => {
    expect(matches({ expression: 'right.status' })).toMatchObject({ ok: false });
    expect(matches({ expression: 'right.status > 3' })).toMatchObject({ ok: false });
  });
});

test('the fields a filter looks at are read', () => {
  const conditions = Filter.parse([
    { right: 'a', blank: true },
    { left: 'b', blank: true },
  ]);
  expect([filterReads(conditions, 'left'), filterReads(conditions, 'right')]).toEqual([['b'], ['a']]);
  expect(filterReads(Filter.parse({ expression: 'blank(right.a)' }), 'right')).toEqual(['a']);
});
