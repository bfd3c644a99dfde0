import { associationsOf } from './associations.ts';
import { setAside, severalEnds, unlinkedEnds, waitingConflicts } from './held.ts';
import type { Held } from './held.ts';
import { hold } from './look.ts';
import type { Look, LookPlan } from './look.ts';
import type { Pair } from './mapping.ts';
import { merge } from './merge.ts';
import type { FieldChange } from './merge.ts';
import type { Operation, Target } from './operation.ts';
import { otherSide } from './record.ts';
import { referencesOf } from './references.ts';
import type { References } from './references.ts';
import type { Side, SyncRecord } from './record.ts';
import { fieldValue, sameFields, sameValue } from './value.ts';

/**
 * A record that is not there yet on `side`: created with its reference. On the left it is then associated and given its late
 * fields; a left record that gets a right one is looked at again at once, since what refers to the new id is not known yet.
 */
export function planCreate({ pair, targets, ends }: Look, source: SyncRecord, side: Side): LookPlan {
  const merged = side === 'left' ? merge(pair, null, null, source) : merge(pair, null, source, null);
  if (merged.errors.length > 0) return hold(setAside(pair, otherSide(side), source.id, merged.errors));
  const referenceField = side === 'left' ? pair.reference : pair.rightReference;
  if (referenceField === undefined) throw new Error(`The pair ${pair.name} has no reference to create by.`);
  const references =
    side === 'left'
      ? referencesOf(pair, null, source, { base: null })
      : referencesOf(pair, source, null, { base: null, ...(ends && { ends }) });
  if (references.waiting.length + references.conflicts.length > 0) return hold(undecided(pair, source, references));
  const create: Operation = {
    kind: 'create',
    side,
    pair: pair.name,
    object: pair[side],
    source: { object: source.object, id: source.id },
    referenceField,
    reference: source.id,
    changes: [...merged[side].filter((change) => !change.late), ...(side === 'right' ? references.changes : [])],
  };
  const agreed = { ...merged.base, ...references.base };
  if (side === 'right') return { operations: [create], base: agreed, held: [], conflicts: [] };
  const right = source;
  const associations = associationsOf(pair, right, { base: null, ...(targets && { targets }) });
  const late = updates(
    pair,
    'left',
    { rightId: right.id },
    right.id,
    merged.left.filter((change) => change.late),
  );
  const operations = [create, ...associations.operations, ...references.operations, ...late];
  return { operations, base: { ...agreed, ...associations.base }, held: [], conflicts: [] };
}

/** A right record must be created with its references, and one of them is not known. */
const undecided = (pair: Pair, left: SyncRecord, { waiting, conflicts }: References): Held =>
  waiting.length > 0 ? unlinkedEnds(pair, 'left', left.id, waiting) : severalEnds(pair, left.id, conflicts);

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
  const references = referencesOf(pair, left, right, {
    base: before,
    pending: look.link?.pending ?? [],
    ...(look.ends && { ends: look.ends }),
  });
  const operations = [
    ...first,
    ...updates(pair, 'left', { id: left.id }, right.id, [...referring(pair.reference, left, right), ...merged.left]),
    ...updates(pair, 'right', { id: right.id }, right.id, [
      ...referring(pair.rightReference, right, left),
      ...merged.right,
      ...references.changes,
    ]),
    ...associations.operations,
    ...references.operations,
  ];
  const base = { ...merged.base, ...associations.base, ...references.base };
  const conflicts = [...merged.conflicts, ...references.conflicts];
  const waiting = conflicts.filter((conflict) => conflict.winner === null);
  return {
    operations,
    base: before !== null && sameFields(before, base) ? null : base,
    held: [
      ...(waiting.length > 0 ? [waitingConflicts(pair, right.id, waiting)] : []),
      ...(references.waiting.length > 0 ? [unlinkedEnds(pair, 'right', right.id, references.waiting)] : []),
    ],
    conflicts,
    ...(references.settles.length > 0 && { settles: references.settles }),
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
