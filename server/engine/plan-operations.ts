import { associationsOf } from './associations.ts';
import type { Targets } from './associations.ts';
import { setAside, waitingConflicts } from './held.ts';
import { hold } from './look.ts';
import type { Look, LookPlan } from './look.ts';
import type { Pair } from './mapping.ts';
import { merge } from './merge.ts';
import type { FieldChange } from './merge.ts';
import type { Operation, Target } from './operation.ts';
import { otherSide } from './record.ts';
import type { Side, SyncRecord } from './record.ts';
import { fieldValue, sameFields, sameValue } from './value.ts';

/**
 * A record that is not there yet on `side`: created with its reference. On the left it is then associated and given its late
 * fields; a left record that gets a right one is looked at again at once, since what refers to the new id is not known yet.
 */
export function planCreate(pair: Pair, source: SyncRecord, side: Side, targets?: Targets): LookPlan {
  const merged = side === 'left' ? merge(pair, null, null, source) : merge(pair, null, source, null);
  if (merged.errors.length > 0) return hold(setAside(pair, otherSide(side), source.id, merged.errors));
  const referenceField = side === 'left' ? pair.reference : pair.rightReference;
  if (referenceField === undefined) throw new Error(`The pair ${pair.name} has no reference to create by.`);
  const create: Operation = {
    kind: 'create',
    side,
    pair: pair.name,
    object: pair[side],
    source: { object: source.object, id: source.id },
    referenceField,
    reference: source.id,
    changes: merged[side].filter((change) => !change.late),
  };
  if (side === 'right') return { operations: [create], base: merged.base, held: [], conflicts: [] };
  const right = source;
  const associations = associationsOf(pair, right, { base: null, ...(targets && { targets }) });
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
    return { ...hold(setAside(pair, 'right', right.id, merged.errors)), conflicts: merged.conflicts };
  }
  const associations = associationsOf(pair, right, {
    base: before,
    pending: look.link?.pending ?? [],
    ...(look.targets && { targets: look.targets }),
    ...(look.lost && { lost: look.lost }),
    ...(look.unlabelled && { unlabelled: look.unlabelled }),
  });
  const operations = [
    ...first,
    ...updates(pair, 'left', { id: left.id }, right.id, [...referring(pair.reference, left, right), ...merged.left]),
    ...updates(pair, 'right', { id: right.id }, right.id, [
      ...referring(pair.rightReference, right, left),
      ...merged.right,
    ]),
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

/** A record always carries the other one's id where there is a field for it, also when it was found by another key. */
function referring(field: string | undefined, record: SyncRecord, other: SyncRecord): FieldChange[] {
  if (field === undefined) return [];
  const before = fieldValue(record, field);
  if (sameValue(before, other.id)) return [];
  return [{ field, before, after: other.id, reason: 'reference', late: false }];
}

/** Late changes form an update of their own, because associations come between. */
function updates(pair: Pair, side: Side, target: Target, rightId: string, changes: FieldChange[]): Operation[] {
  return [false, true].flatMap((late): Operation[] => {
    const some = changes.filter((change) => change.late === late);
    if (some.length === 0) return [];
    return [{ kind: 'update', side, pair: pair.name, object: pair[side], target, rightId, changes: some, late }];
  });
}
