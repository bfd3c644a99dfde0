import { isConstant, mappedFields, mappedValue } from '../fields.ts';
import type { MappedField } from '../mapping.ts';
import { otherSide } from '../record.ts';
import type { Side, SyncRecord, Value } from '../record.ts';
import { settled, translate } from '../translate.ts';
import { fieldValue, sameValue } from '../value.ts';
import { besideOf, figuresOf } from './figures.ts';
import type { Subject } from './subject.ts';

/** One value that the two records of a link do not have in common. */
export interface Difference {
  /** By its left name. */
  readonly field: string;
  /** `amount`: it is summed up and not mapped, so nothing writes it. */
  readonly kind: 'field' | 'amount' | 'reference';
  /** As the left side has it, and as the left side should have it, or the same the other way round for `to-right`. */
  readonly left: Value;
  readonly right: Value;
  /** The source of a one-way field is blank: that says nothing as long as the two never agreed on the field. */
  readonly blankSource?: true;
  /** The value cannot be carried over; the sentence says why. */
  readonly error?: string;
}

/**
 * What differs between a left and a right record by the mapping, without asking what they once agreed on: a merge looks at
 * what changed since, and this is there to show what a merge has missed.
 */
export function differencesOf(subject: Subject, left: SyncRecord, right: SyncRecord): Difference[] {
  const { pair } = subject;
  const reference = fieldValue(left, pair.reference);
  const mapped = mappedFields(pair);
  return [
    ...(sameValue(reference, right.id)
      ? []
      : [{ field: pair.reference, kind: 'reference' as const, left: reference, right: right.id }]),
    ...pair.fields.flatMap((field): Difference[] => {
      if (!isConstant(field)) return fieldDifference(field, left, right);
      const value = fieldValue(left, field.left);
      if (sameValue(value, field.value)) return [];
      return [{ field: field.left, kind: 'field', left: value, right: field.value }];
    }),
    ...unmappedAmounts(subject, left, right, new Set(mapped.map((field) => field.left))),
  ];
}

function fieldDifference(field: MappedField, left: SyncRecord, right: SyncRecord): Difference[] {
  const records = { left, right };
  const source: Side = field.direction === 'to-right' ? 'left' : 'right';
  const target = otherSide(source);
  const value = mappedValue(field, source, records[source]);
  const translated = translate(field, source, value, besideOf(source, records[source], records[target]));
  const raw = mappedValue(field, target, records[target]);
  const found = { field: field.left, kind: 'field' as const };
  const shown = (wanted: Value) => (source === 'right' ? { left: raw, right: wanted } : { left: wanted, right: raw });
  if (!translated.ok) return [{ ...found, ...shown(value), error: translated.error }];
  const wanted = translated.value;
  // A one-way field is written in the source's spelling, as the merge does it; in both directions a spelling is no change.
  const actual =
    field.direction === 'both' ? settled(field, target, raw, besideOf(target, records[target], records[source])) : raw;
  if (sameValue(actual, wanted)) return [];
  const blank = field.direction !== 'both' && wanted === null;
  if (blank && field.default !== undefined && sameValue(actual, field.default)) return [];
  return [{ ...found, ...shown(wanted), ...(blank && { blankSource: true as const }) }];
}

/** Amounts that a system computes by itself show whether what they are made of has arrived. Blank is nothing, so zero. */
function unmappedAmounts(
  subject: Subject,
  left: SyncRecord,
  right: SyncRecord,
  mapped: ReadonlySet<string>,
): Difference[] {
  const ours = figuresOf(subject, 'left', left, right);
  const theirs = figuresOf(subject, 'right', right, left);
  const { currency } = subject;
  const amounts = subject.amounts.flatMap(({ left: field }, index): Difference[] => {
    const values = { left: ours.amounts[index] ?? null, right: theirs.amounts[index] ?? null };
    if (mapped.has(field) || sameValue(values.left ?? '0', values.right ?? '0')) return [];
    return [{ field, kind: 'amount', ...values }];
  });
  if (currency.left === undefined || mapped.has(currency.left) || ours.currency === theirs.currency) return amounts;
  return [...amounts, { field: currency.left, kind: 'amount', left: ours.currency, right: theirs.currency }];
}
