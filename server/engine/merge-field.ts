import { mappedValue } from './fields.ts';
import type { ConstantField, MappedField } from './mapping.ts';
import type { Conflict } from './merge.ts';
import { otherSide } from './record.ts';
import type { Side, SyncRecord, Value } from './record.ts';
import { decide } from './rule.ts';
import type { Standing } from './standing.ts';
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
  /** The difference that goes on standing. */
  readonly standing?: Standing | null;
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

export function mergeConstant(field: ConstantField, both: Both, standing: Standing | null = null): FieldResult {
  if (sameValue(valueOf(both, 'left', field.left), field.value)) return {};
  if (standing && sameValue(standing.right, field.value)) return { standing };
  return { change: { side: 'left', after: field.value, reason: 'constant' } };
}

/** `standing`: a difference that a person wants, as long as the value it was undone in favour of comes to mean no other. */
export function mergeField(
  field: MappedField,
  base: Value | undefined,
  both: Both,
  standing: Standing | null = null,
): FieldResult {
  if (field.direction === 'to-left') return follow(field, base, both, 'right', standing);
  if (field.direction === 'to-right') return follow(field, base, both, 'left', standing);
  return mergeBoth(field, base, both, standing);
}

/**
 * One-way: the target is made equal to the source. The exception is a source that is blank and was never agreed on: a
 * record created from the right a moment ago has blank left fields, and these must not erase what the right one holds.
 */
function follow(
  field: MappedField,
  base: Value | undefined,
  both: Both,
  source: Side,
  standing: Standing | null,
): FieldResult {
  const target = otherSide(source);
  const value = mapped(both, source, field);
  const translated = translate(field, source, value, beside(both, source));
  if (!translated.ok) return { error: translated.error, agreed: base, standing };
  const wanted = translated.value;
  const unsaid = wanted === null && base === undefined;
  if (unsaid && both[target] === null && field.default !== undefined) {
    // Not agreed on: the source has said nothing yet, and must not be taken to have cleared it at the next look.
    return { change: { side: target, after: field.default, reason: 'default' } };
  }
  const agreed = source === 'left' && value !== null ? value : wanted;
  if (sameValue(mapped(both, target, field), wanted)) return { agreed };
  if (standing && sameValue(standing[source], agreed)) return { agreed: base, standing };
  if (unsaid) return {};
  return { agreed, change: { side: target, after: wanted, reason: 'one-way' } };
}

function mergeBoth(field: MappedField, base: Value | undefined, both: Both, standing: Standing | null): FieldResult {
  const { left: leftName, right: rightName, rule } = field;
  const left = settled(field, 'left', mapped(both, 'left', field), beside(both, 'left'));
  const translated = translate(field, 'right', mapped(both, 'right', field), beside(both, 'right'));
  if (!translated.ok) return { error: translated.error, agreed: base, standing };
  const right = translated.value;
  if (sameValue(left, right)) return { agreed: left };
  if (standing && sameValue(left, standing.left) && sameValue(right, standing.right)) return { agreed: base, standing };

  const { winner, reason } = decide(rule, standing ?? base, left, right, both);
  const values = { base: base ?? null, leftValue: left, rightValue: right };
  // Only a rule decides a conflict; every other reason means that one side alone had something to say.
  const found = reason === rule ? { conflict: { left: leftName, right: rightName, ...values, winner, rule } } : {};
  if (winner === null) return { ...found, agreed: base, standing };
  if (winner === 'right') return { ...found, agreed: right, change: { side: 'left', after: right, reason } };
  const outgoing = translate(field, 'left', left, beside(both, 'left'));
  if (!outgoing.ok) return { ...found, agreed: base, standing, error: outgoing.error };
  return { ...found, agreed: left, change: { side: 'right', after: outgoing.value, reason } };
}

/**
 * The difference that stands when the value of one side was undone: what that side has now, and what the other one had when
 * both agreed, so that whatever the other side has become since, or becomes, is a change of its own. Where they never
 * agreed it is what the other side has now. Null when there is none to remember: the undone side is the source, whose
 * values go over to the other side as any edit's do.
 */
export function difference(
  field: MappedField | ConstantField,
  undone: Side,
  base: Value | undefined,
  both: Both,
): Standing | null {
  if ('value' in field) return { left: valueOf(both, 'left', field.left), right: field.value };
  const source = otherSide(undone);
  if (field.direction !== 'both' && field.direction !== `to-${undone}`) return null;
  const present = inOneSpelling(field, undone, both);
  const agreed = base === undefined ? inOneSpelling(field, source, both) : base;
  if (present === undefined || agreed === undefined) return null;
  return undone === 'left' ? { left: present, right: agreed } : { left: agreed, right: present };
}

/** A side's value as `merge` compares it; undefined when it cannot be read. */
function inOneSpelling(field: MappedField, side: Side, both: Both): Value | undefined {
  const value = mapped(both, side, field);
  if (field.direction === 'to-right') return value;
  if (side === 'left') return field.direction === 'both' ? settled(field, 'left', value, beside(both, 'left')) : value;
  const translated = translate(field, 'right', value, beside(both, 'right'));
  return translated.ok ? translated.value : undefined;
}
