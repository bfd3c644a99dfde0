import fc from 'fast-check';
import { Pair, Rule } from '../mapping.ts';
import type { MappedField } from '../mapping.ts';
import type { Fields, SyncRecord, Value } from '../record.ts';

/** Few values, so that equal, changed and conflicting ones all come up often. */
const RIGHT_VALUES: Value[] = ['a', 'b', 'c', null];
const VALUE_MAP = { a: 'A', b: 'B', c: 'C' };
const LEFT_VALUES: Value[] = ['A', 'B', 'C', null];

const mappedField = (no: number) =>
  fc.record({
    left: fc.constant(`left_${no}`),
    right: fc.constant(`right_${no}`),
    direction: fc.constantFrom('both' as const, 'to-left' as const, 'to-right' as const),
    rule: fc.constantFrom(...Rule.options),
    late: fc.boolean(),
    map: fc.constantFrom(VALUE_MAP, undefined),
  });

/** A pair of four mapped fields; with `whole` also a constant, an association and a match key. */
export const arbitraryPair = (whole: boolean): fc.Arbitrary<Pair> =>
  fc.tuple(mappedField(0), mappedField(1), mappedField(2), mappedField(3), fc.boolean()).map(([...parts]) => {
    const late = parts[4];
    const fields = parts.slice(0, 4).map((field) => JSON.parse(JSON.stringify(field)) as MappedField);
    return Pair.parse({
      name: 'order',
      left: 'orders',
      right: 'sales_order',
      reference: 'erp_id',
      match: whole ? [[{ left: 'number', right: 'no' }]] : [],
      fields: whole ? [...fields, { left: 'source', value: 'erp', late }] : fields,
      associations: whole ? [{ to: 'customer', right: 'customer_id' }] : [],
    });
  });

const leftValues = (field: MappedField): Value[] => (field.map ? LEFT_VALUES : RIGHT_VALUES);

function fieldsOf(pair: Pair, side: 'left' | 'right'): fc.Arbitrary<Fields> {
  const entries = pair.fields.flatMap((field) => {
    if ('value' in field) return side === 'left' ? [[field.left, fc.constantFrom('erp', 'hand', null)] as const] : [];
    return [[field[side], fc.constantFrom(...(side === 'left' ? leftValues(field) : RIGHT_VALUES))] as const];
  });
  return fc.record(Object.fromEntries(entries));
}

const moments = ['2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z'] as const;

export interface Situation {
  readonly pair: Pair;
  readonly base: Fields | null;
  readonly left: SyncRecord;
  readonly right: SyncRecord;
}

/** Any two records, with any base or none. The two times always differ, so that `newest` has no tie to break. */
export const arbitrarySituation = (whole = false): fc.Arbitrary<Situation> =>
  arbitraryPair(whole).chain((pair) =>
    fc
      .record({
        left: fieldsOf(pair, 'left'),
        right: fieldsOf(pair, 'right'),
        base: fc.option(baseOf(pair)),
        leftIsNewer: fc.boolean(),
        customer: fc.constantFrom('C1', 'C2', null),
      })
      .map(({ left, right, base, leftIsNewer, customer }) => ({
        pair,
        base,
        left: {
          object: pair.left,
          id: 'L1',
          fields: { number: 'N1', ...left },
          modifiedAt: moments[leftIsNewer ? 1 : 0],
        },
        right: {
          object: pair.right,
          id: 'R1',
          fields: { no: 'N1', customer_id: customer, ...right },
          modifiedAt: moments[leftIsNewer ? 0 : 1],
        },
      })),
  );

/** Some fields may be missing: they were added to the mapping later, or the sides never agreed on them. */
function baseOf(pair: Pair): fc.Arbitrary<Fields> {
  const entries = pair.fields.flatMap((field) =>
    'value' in field ? [] : [[field.left, fc.constantFrom(...leftValues(field))] as const],
  );
  return fc.record(Object.fromEntries(entries), { requiredKeys: [] }) as fc.Arbitrary<Fields>;
}
