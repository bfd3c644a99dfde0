import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { mappedFields } from './fields.ts';
import type { MappedField, Pair } from './mapping.ts';
import { merge } from './merge.ts';
import { otherSide } from './record.ts';
import type { Fields, Side, Value } from './record.ts';
import { arbitrarySituation } from './testing/arbitrary.ts';
import { translate } from './translate.ts';
import { fieldValue, sameValue } from './value.ts';

const swapped = { left: 'right', right: 'left', both: 'both' } as const;
const mirroredRule = (rule: string) =>
  rule.replace(/^(left|right)/, (side) => swapped[side as Side]) as MappedField['rule'];
const mirroredDirection = { both: 'both', 'to-left': 'to-right', 'to-right': 'to-left' } as const;

const mirrorField = (field: MappedField): MappedField => ({
  left: field.right,
  right: field.left,
  direction: mirroredDirection[field.direction],
  rule: mirroredRule(field.rule),
  late: field.late,
  ...(field.map ? { map: Object.fromEntries(Object.entries(field.map).map(([right, left]) => [left, right])) } : {}),
});
const mirrorPair = (pair: Pair): Pair => ({
  ...pair,
  left: pair.right,
  right: pair.left,
  fields: mappedFields(pair).map(mirrorField),
});

/** The same base, spelled and named as the right side does. */
function mirrorBase(pair: Pair, base: Fields): Fields {
  const entries = mappedFields(pair).flatMap((field) => {
    if (!Object.hasOwn(base, field.left)) return [];
    const translated = translate(field, 'left', base[field.left] ?? null);
    if (!translated.ok) throw new Error(translated.error);
    return [[field.right, translated.value] as const];
  });
  return Object.fromEntries(entries);
}

const written = (changes: readonly { field: string; before: unknown; after: unknown }[]) =>
  changes.map(({ field, before, after }) => ({ field, before, after }));

describe('merge', () => {
  test('of swapped sides is the swapped merge', () => {
    fc.assert(
      fc.property(arbitrarySituation(), ({ pair, base, left, right }) => {
        const here = merge(pair, base, left, right);
        const mirror = merge(mirrorPair(pair), base && mirrorBase(pair, base), right, left);
        expect(written(mirror.right)).toEqual(written(here.left));
        expect(written(mirror.left)).toEqual(written(here.right));
        expect(mirror.base).toEqual(mirrorBase(pair, here.base));
        expect(mirror.conflicts.map(({ winner }) => winner && otherSide(winner))).toEqual(
          here.conflicts.map(({ winner }) => winner),
        );
      }),
      { numRuns: 1000 },
    );
  });

  test('never loses a change that only one side made', () => {
    fc.assert(
      fc.property(arbitrarySituation(), ({ pair, base, left, right }) => {
        const merged = merge(pair, base, left, right);
        const lost = mappedFields(pair).filter((field) => {
          if (field.direction !== 'both' || base === null || !Object.hasOwn(base, field.left)) return false;
          const was = base[field.left] ?? null;
          const leftChanged = !sameValue(fieldValue(left, field.left), was);
          const rightChanged = !sameValue(inLeftWords(field, fieldValue(right, field.right)), was);
          if (leftChanged === rightChanged) return false;
          const [changes, name] = leftChanged ? [merged.right, field.right] : [merged.left, field.left];
          return !changes.some((change) => change.field === name);
        });
        expect(lost).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('reports every conflict, and `ask` writes nothing', () => {
    fc.assert(
      fc.property(arbitrarySituation(), ({ pair, base, left, right }) => {
        const merged = merge(pair, base, left, right);
        const expected = mappedFields(pair).filter((field) => {
          if (field.direction !== 'both') return false;
          const was = base !== null && Object.hasOwn(base, field.left) ? (base[field.left] ?? null) : undefined;
          const [here, there] = [fieldValue(left, field.left), inLeftWords(field, fieldValue(right, field.right))];
          const says = (value: Value) => (was === undefined ? value !== null : !sameValue(value, was));
          return says(here) && says(there) && !sameValue(here, there);
        });
        expect(merged.conflicts.map((conflict) => conflict.left)).toEqual(expected.map((field) => field.left));
        const asking = expected.filter(({ rule }) => rule === 'ask');
        const lefts = asking.map((field) => field.left);
        expect(merged.conflicts.filter(({ winner }) => winner === null).map((conflict) => conflict.left)).toEqual(
          lefts,
        );
        expect(merged.left.filter((change) => lefts.includes(change.field))).toEqual([]);
        expect(merged.right.filter((change) => asking.some((field) => field.right === change.field))).toEqual([]);
        expect(lefts.map((name) => merged.base[name])).toEqual(lefts.map((name) => base?.[name]));
      }),
      { numRuns: 1000 },
    );
  });
});

function inLeftWords(field: MappedField, value: ReturnType<typeof fieldValue>) {
  const translated = translate(field, 'right', value);
  if (!translated.ok) throw new Error(translated.error);
  return translated.value;
}
