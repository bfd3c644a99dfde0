import type { ConstantField, MappedField } from './mapping.ts';
import type { Conflict } from './merge.ts';
import { otherSide } from './record.ts';
import type { Side, SyncRecord, Value } from './record.ts';
import { decide } from './rule.ts';
import { translate } from './translate.ts';
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
  const value = valueOf(both, source, field[source]);
  const wanted = translate(field, source, value);
  if (!wanted.ok) return { error: wanted.error, agreed: base };
  const agreed = source === 'left' ? value : wanted.value;
  if (sameValue(valueOf(both, target, field[target]), wanted.value)) return { agreed };
  if (value === null && base === undefined) return {};
  return { agreed, change: { side: target, after: wanted.value, reason: 'one-way' } };
}

function mergeBoth(field: MappedField, base: Value | undefined, both: Both): FieldResult {
  const left = valueOf(both, 'left', field.left);
  const translated = translate(field, 'right', valueOf(both, 'right', field.right));
  if (!translated.ok) return { error: translated.error, agreed: base };
  const right = translated.value;
  if (sameValue(left, right)) return { agreed: left };

  const { left: leftName, right: rightName, rule } = field;
  const { winner, reason } = decide(rule, base, left, right, both);
  const values = { base: base ?? null, leftValue: left, rightValue: right };
  // Only a rule decides a conflict; every other reason means that one side alone had something to say.
  const found = reason === rule ? { conflict: { left: leftName, right: rightName, ...values, winner, rule } } : {};
  if (winner === null) return { ...found, agreed: base };
  if (winner === 'right') return { ...found, agreed: right, change: { side: 'left', after: right, reason } };
  const outgoing = translate(field, 'left', left);
  if (!outgoing.ok) return { ...found, agreed: base, error: outgoing.error };
  return { ...found, agreed: left, change: { side: 'right', after: outgoing.value, reason } };
}
