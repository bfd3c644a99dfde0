import { associationsOf } from './associations.ts';
import { setAside, waitingConflicts } from './held.ts';
import { hold } from './look.ts';
import type { Look, LookPlan } from './look.ts';
import type { Pair } from './mapping.ts';
import { merge } from './merge.ts';
import type { FieldChange, Merged } from './merge.ts';
import type { Operation, Target } from './operation.ts';
import type { Side, SyncRecord } from './record.ts';
import { fieldValue, sameFields, sameValue } from './value.ts';

/** A left record that is not there yet: created with its reference, associated, then given its late fields. */
export function planCreate(pair: Pair, right: SyncRecord): LookPlan {
  const merged = merge(pair, null, null, right);
  if (merged.errors.length > 0) return hold(setAside(pair, right.id, merged.errors));
  const associations = associationsOf(pair, null, right);
  const create: Operation = {
    kind: 'create',
    side: 'left',
    pair: pair.name,
    object: pair.left,
    source: { object: pair.right, id: right.id },
    referenceField: pair.reference,
    reference: right.id,
    changes: merged.left.filter((change) => !change.late),
  };
  const late = updates(
    pair,
    'left',
    { rightId: right.id },
    right.id,
    merged.left.filter((change) => change.late),
  );
  const operations = [create, ...associations.operations, ...late];
  return { operations, base: { ...merged.base, ...associations.base }, held: [], conflicts: [] };
}

/** Two records that belong together; `first` comes before everything else. */
export function planMerge(look: Look, left: SyncRecord, right: SyncRecord, first: Operation[]): LookPlan {
  const { pair } = look;
  const before = look.link?.base ?? null;
  const merged = merge(pair, before, left, right);
  if (merged.errors.length > 0) {
    return { ...hold(setAside(pair, right.id, merged.errors)), conflicts: merged.conflicts };
  }
  const associations = associationsOf(pair, before, right, look.link?.pending);
  const operations = [
    ...first,
    ...updates(pair, 'left', { id: left.id }, right.id, leftChanges(pair, left, right, merged)),
    ...updates(pair, 'right', { id: right.id }, right.id, merged.right),
    ...associations.operations,
  ];
  const base = { ...merged.base, ...associations.base };
  const waiting = merged.conflicts.filter((conflict) => conflict.winner === null);
  return {
    operations,
    base: before !== null && sameFields(before, base) ? null : base,
    held: waiting.length > 0 ? [waitingConflicts(pair, right.id, waiting)] : [],
    conflicts: merged.conflicts,
  };
}

/** The left record always carries the right one's id, also when it was found by another key. */
function leftChanges(pair: Pair, left: SyncRecord, right: SyncRecord, merged: Merged): FieldChange[] {
  const before = fieldValue(left, pair.reference);
  if (sameValue(before, right.id)) return merged.left;
  return [{ field: pair.reference, before, after: right.id, reason: 'reference', late: false }, ...merged.left];
}

/** Late changes form an update of their own, because associations come between. */
function updates(pair: Pair, side: Side, target: Target, rightId: string, changes: FieldChange[]): Operation[] {
  return [false, true].flatMap((late): Operation[] => {
    const some = changes.filter((change) => change.late === late);
    if (some.length === 0) return [];
    return [{ kind: 'update', side, pair: pair.name, object: pair[side], target, rightId, changes: some, late }];
  });
}
