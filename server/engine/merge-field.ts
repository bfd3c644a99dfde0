import { mappedValue } from './fields.ts';
import type { ConstantField, MappedField } from './mapping.ts';
import type { Conflict } from './merge.ts';
import { otherSide } from './record.ts';
import type { Side, SyncRecord, Value } from './record.ts';
import { decide } from './rule.ts';
import { settled, translate } from './translate.ts';
import type { Beside } from './transforms/transform.ts';
import { fieldValue, sameValue } from './value.ts';

/** The two records being merged; null where a side has none yet. */
export interface Both {
  readonly left: SyncRecord | null;
  readonly right: SyncRecord | null;
}

/** What became of one field. `agreed` is the new base value, undefined when the sides do not agree. */
export interface FieldResult {
  readonly change?: { readonly side: Side; readonly after: Value; readonly reason: string };
  readonly agreed?: Value | undefined;
  readonly conflict?: Conflict;
  readonly error?: string;
}

const valueOf = (both: Both, side: Side, field: string): Value => {
  const record = both[side];
  return record ? fieldValue(record, field) : null;
};

const mapped = (both: Both, side: Side, field: MappedField): Value => {
  const record = both[side];
  return record ? mappedValue(field, side, record) : null;
};

/** What a transform may see: the other fields of both records. */
const beside = (both: Both, from: Side): Beside => ({ from, value: (side, field) => valueOf(both, side, field) });

export function mergeConstant(field: ConstantField, both: Both): FieldResult {
  if (sameValue(valueOf(both, 'left', field.left), field.value)) return {};
  return { change: { side: 'left', after: field.value, reason: 'constant' } };
}

export function mergeField(field: MappedField, base: Value | undefined, both: Both): FieldResult {
  if (field.direction === 'to-left') return follow(field, base, both, 'right');
  if (field.direction === 'to-right') return follow(field, base, both, 'left');
  return mergeBoth(field, base, both);
}

/**
 * One-way: the target is made equal to the source. The exception is a source that is blank and was never agreed on: a
 * record created from the right a moment ago has blank left fields, and these must not erase what the right one holds.
 */
function follow(field: MappedField, base: Value | undefined, both: Both, source: Side): FieldResult {
  const target = otherSide(source);
  const value = mapped(both, source, field);
  const translated = translate(field, source, value, beside(both, source));
  if (!translated.ok) return { error: translated.error, agreed: base };
  const wanted = translated.value;
  const unsaid = wanted === null && base === undefined;
  if (unsaid && both[target] === null && field.default !== undefined) {
    // Not agreed on: the source has said nothing yet, and must not be taken to have cleared it at the next look.
    return { change: { side: target, after: field.default, reason: 'default' } };
  }
  const agreed = source === 'left' && value !== null ? value : wanted;
  if (sameValue(mapped(both, target, field), wanted)) return { agreed };
  if (unsaid) return {};
  return { agreed, change: { side: target, after: wanted, reason: 'one-way' } };
}

function mergeBoth(field: MappedField, base: Value | undefined, both: Both): FieldResult {
  const { left: leftName, right: rightName, rule } = field;
  const left = settled(field, 'left', mapped(both, 'left', field), beside(both, 'left'));
  const translated = translate(field, 'right', mapped(both, 'right', field), beside(both, 'right'));
  if (!translated.ok) return { error: translated.error, agreed: base };
  const right = translated.value;
  if (sameValue(left, right)) return { agreed: left };

  const { winner, reason } = decide(rule, base, left, right, both);
  const values = { base: base ?? null, leftValue: left, rightValue: right };
  // Only a rule decides a conflict; every other reason means that one side alone had something to say.
  const found = reason === rule ? { conflict: { left: leftName, right: rightName, ...values, winner, rule } } : {};
  if (winner === null) return { ...found, agreed: base };
  if (winner === 'right') return { ...found, agreed: right, change: { side: 'left', after: right, reason } };
  const outgoing = translate(field, 'left', left, beside(both, 'left'));
  if (!outgoing.ok) return { ...found, agreed: base, error: outgoing.error };
  return { ...found, agreed: left, change: { side: 'right', after: outgoing.value, reason } };
}
