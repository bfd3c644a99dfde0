import { asWritten, isConstant } from './fields.ts';
import type { Pair, Rule } from './mapping.ts';
import { mergeConstant, mergeField } from './merge-field.ts';
import type { Both } from './merge-field.ts';
import type { Fields, Side, SyncRecord, Value } from './record.ts';
import { standingKey, standingOf, standingText } from './standing.ts';
import { fieldValue, sameValue } from './value.ts';

export interface FieldChange {
  /** That side's own name. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  /** Why this value: `create`, `one-way`, `constant`, `reference`, `fills-blank`, `only-left-changed`, or the rule's name. */
  readonly reason: string;
  readonly late: boolean;
}
/** All three values as the left side spells them. */
export interface Conflict {
  readonly left: string;
  readonly right: string;
  readonly base: Value;
  readonly leftValue: Value;
  readonly rightValue: Value;
  readonly winner: Side | null;
  readonly rule: Rule;
  /** Of an association: the left records of which a person must choose one. */
  readonly candidates?: readonly string[];
}
export interface Merged {
  readonly left: FieldChange[];
  readonly right: FieldChange[];
  /** By left field name, as it is once the changes are applied. A field the sides never agreed on is absent. */
  readonly base: Fields;
  readonly conflicts: Conflict[];
  readonly errors: string[];
}

/**
 * Three-way merge, field by field. With a base, a cleared value is a value like any other. Without one (never merged, or
 * never agreed on this field) a blank is no statement, so the side that has a value wins.
 */
export function merge(pair: Pair, base: Fields | null, left: SyncRecord | null, right: SyncRecord | null): Merged {
  const merged = { left: [] as FieldChange[], right: [] as FieldChange[], conflicts: [] as Conflict[] };
  const agreed: Record<string, Value> = {};
  const errors: string[] = [];
  const both: Both = { left, right };
  for (const field of pair.fields) {
    const standing = standingOf(base, field.left);
    const result = isConstant(field)
      ? mergeConstant(field, both, standing)
      : mergeField(field, baseOf(base, field.left), both, standing);
    const { change } = result;
    if (change) {
      const record = both[change.side];
      const writes = isConstant(field)
        ? [[field.left, change.after] as const]
        : asWritten(field, change.side, change.after);
      for (const [name, after] of writes) {
        const before = record ? fieldValue(record, name) : null;
        // One value may be kept in several fields, of which some stay as they are.
        if (writes.length > 1 && sameValue(before, after)) continue;
        const reason = record ? change.reason : 'create';
        merged[change.side].push({ field: name, before, after, reason, late: change.side === 'left' && field.late });
      }
    }
    if (result.conflict) merged.conflicts.push(result.conflict);
    if (result.error !== undefined) errors.push(result.error);
    if (result.agreed !== undefined) agreed[field.left] = result.agreed;
    if (result.standing) agreed[standingKey(field.left)] = standingText(result.standing);
  }
  return { ...merged, base: agreed, errors };
}

const baseOf = (base: Fields | null, field: string): Value | undefined =>
  base !== null && Object.hasOwn(base, field) ? base[field] : undefined;
