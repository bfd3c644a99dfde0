import { associationKey, isAssociationKey, isLabelKey, madeKey } from './associations.ts';
import { labelState } from './association-label.ts';
import { asField, withReference } from './association-field.ts';
import { fieldKeptIn, fieldsToRead } from './fields.ts';
import type { LookPlan } from './look.ts';
import { goesRight } from './mapping.ts';
import type { Pair } from './mapping.ts';
import type { FieldChange } from './merge.ts';
import { difference } from './merge-field.ts';
import type { Operation } from './operation.ts';
import { UNDO } from './pending.ts';
import { WHOLE_RECORD } from './record.ts';
import type { Fields, Link, Side, SyncRecord, Value } from './record.ts';
import { standingKey, standingText } from './standing.ts';
import { fieldValue, sameValue, shown } from './value.ts';

/** What a run wrote to one field: the value before its first write, and after its last. */
export interface Wrote {
  readonly side: Side;
  /** The side's own name, or `@pair`. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  /** The reason of the first write. */
  readonly reason: string;
  /** Another run has written to the field since. */
  readonly later: boolean;
}

/** The two records as they are now, and their link. */
export interface UndoLook {
  readonly pair: Pair;
  readonly link: Link | null;
  readonly left: SyncRecord | null;
  readonly right: SyncRecord | null;
}

export interface UndoPlan {
  readonly plan: LookPlan;
  /** What is not touched, and why. */
  readonly leftAlone: readonly { readonly side: Side; readonly field: string; readonly reason: string }[];
  /** What both sides of an association are to be, saved before anything is written. */
  readonly announcedBase: Fields | null;
}

/**
 * Takes back what a run wrote, where it still is what the run wrote: the value before goes back to the side it was written
 * to, and the base remembers that the sides differ because a person wants it.
 */
export function planUndo(look: UndoLook, wrote: readonly Wrote[]): UndoPlan {
  const verdicts = wrote.map((one) => ({ one, reason: whyNot(look, one) }));
  const leftAlone = verdicts.flatMap(({ one: { side, field }, reason }) =>
    typeof reason === 'string' ? [{ side, field, reason }] : [],
  );
  const taken = verdicts.flatMap(({ one, reason }) => (reason === null ? [one] : []));
  const { link, left, right } = look;
  if (taken.length === 0 || !link || !left || !right) {
    return { plan: { operations: [], base: null, held: [], conflicts: [] }, leftAlone, announcedBase: null };
  }
  const associations = taken.filter(({ field }) => isAssociationKey(field));
  const changes = taken.filter(({ field }) => !isAssociationKey(field));
  const announced: Record<string, Value> = { ...link.base };
  for (const { field, before } of associations) {
    announced[standingKey(field)] = standingText({ left: before, right: referredTo(look, field) ?? null });
  }
  const operations = [
    ...(['left', 'right'] as const).flatMap((side) =>
      update(look, side, side === 'left' ? left : right, right.id, changes),
    ),
    ...associations.flatMap((one) => reassociate(look.pair, right.id, one, announced)),
  ];
  return {
    plan: {
      operations,
      base: withDifferences(look, changes, withoutMade(announced, associations)),
      held: [],
      conflicts: [],
    },
    leftAlone,
    announcedBase: associations.length > 0 ? announced : null,
  };
}

/** Why a value is not taken back; null when it is. */
function whyNot(look: UndoLook, { side, field, before, after, later }: Wrote): string | null {
  const { pair, link, left, right } = look;
  const record = side === 'left' ? left : right;
  if (field === WHOLE_RECORD) return 'the run removed it or brought it back; do the opposite in its own system';
  if (!record) return 'the record is gone';
  if (!left || !right || link?.state !== 'linked') return 'its record is linked no more, so nothing keeps it in step';
  if (isLabelKey(field)) return 'the label of an association is what the mapping says; change it there';
  if (record.id !== (side === 'left' ? link.leftId : link.rightId))
    return 'the record was merged into another one since';
  if (later) return 'a later run wrote to it; undo that one first';
  if (isAssociationKey(field)) return associationWhyNot(look, field, after);
  if (field === (side === 'left' ? pair.reference : pair.rightReference)) {
    return 'it says which record it is linked with; "ledgerline unlink" ends that';
  }
  if (!fieldsToRead(pair, side).includes(field)) return 'the mapping does not have the field any more';
  const present = fieldValue(record, field);
  if (sameValue(present, after)) return null;
  return sameValue(present, before) ? AS_BEFORE : `it was changed since, and is ${shown(present)} now`;
}

/** Nothing is left to do: a person has put it back, or an earlier try of the same undo has. */
export const AS_BEFORE = 'it is what it was before the run already';

function associationWhyNot(look: UndoLook, key: string, after: Value): string | null {
  const present = referredTo(look, key);
  if (present === undefined) return 'the mapping does not have the association any more';
  return sameValue(present, after) ? null : `the record refers to ${shown(present)} since`;
}

/** What the right record refers to now; undefined when the mapping does not ask. */
function referredTo({ pair, right }: UndoLook, key: string): Value | undefined {
  const rule = pair.associations.find(({ to }) => associationKey(to) === key);
  return rule && right ? fieldValue(right, rule.right) : undefined;
}

function update(
  { pair }: UndoLook,
  side: Side,
  record: SyncRecord,
  rightId: string,
  taken: readonly Wrote[],
): Operation[] {
  const changes = taken.flatMap((one): FieldChange[] => {
    if (one.side !== side) return [];
    return [{ field: one.field, before: fieldValue(record, one.field), after: one.before, reason: UNDO, late: false }];
  });
  if (changes.length === 0) return [];
  const target = { id: record.id };
  return [{ kind: 'update', side, pair: pair.name, object: pair[side], target, rightId, changes, late: false }];
}

function reassociate(pair: Pair, rightId: string, { field, before, after }: Wrote, base: Fields): Operation[] {
  const to = pairOf(field);
  const rule = pair.associations.find((one) => one.to === to);
  const operation = (kind: 'associate' | 'dissociate', otherId: Value, leftId: Value = null): Operation[] => {
    if (otherId === null) return [];
    const other = { pair: to, rightId: String(otherId), ...(leftId !== null && { leftId: String(leftId) }) };
    const labels = rule && labelState(rule, base);
    const labelled = kind === 'associate' ? rule?.label && { label: rule.label } : labels?.made;
    return [{ kind, side: 'left', pair: pair.name, from: { pair: pair.name, rightId }, to: other, ...labelled }];
  };
  return [...operation('dissociate', after, base[madeKey(to)] ?? null), ...operation('associate', before)];
}

const pairOf = (key: string): string => key.slice(associationKey('').length);

/** What an association is made with is known again once it is made. */
function withoutMade(base: Fields, associations: readonly Wrote[]): Fields {
  const made = new Set(associations.map(({ field }) => madeKey(pairOf(field))));
  return Object.fromEntries(Object.entries(base).filter(([key]) => !made.has(key)));
}

/** The base once the values are back: of each field of the mapping, that both sides agree or that they differ. */
function withDifferences(look: UndoLook, changes: readonly Wrote[], base: Fields): Fields {
  const { pair } = look;
  const after = (side: Side): SyncRecord | null => {
    const record = look[side];
    const back = changes.filter((one) => one.side === side).map(({ field, before }) => [field, before] as const);
    return record && { ...record, fields: { ...record.fields, ...Object.fromEntries(back) } };
  };
  const both = { left: after('left'), right: after('right') };
  const next: Record<string, Value> = { ...base };
  for (const { side, field: name } of changes) {
    const reference = pair.associations.find((one) => side === 'right' && goesRight(one) && one.right === name);
    const field = fieldKeptIn(pair, side, name) ?? (reference && asField(reference));
    if (!field) continue;
    // What the left side says of an association was agreed on when the run wrote it to the right.
    const said = reference && both.left && withReference(both.left, reference, base[field.left] ?? null);
    const differs = difference(field, side, base[field.left], said ? { ...both, left: said } : both);
    delete next[standingKey(field.left)];
    if (differs) next[standingKey(field.left)] = standingText(differs);
  }
  return next;
}
