import { labelState } from './association-label.ts';
import { associationKey, besideKey, chosenKey, labelKey, madeKey } from './associations.ts';
import { asField, withReference } from './association-field.ts';
import { madeWith, saidOnLeft } from './left-ends.ts';
import type { Ends, LeftEnds, Said } from './left-ends.ts';
import { leftOperations } from './left-operations.ts';
import { goesRight } from './mapping.ts';
import type { Association, Pair } from './mapping.ts';
import { mergeField } from './merge-field.ts';
import type { FieldResult } from './merge-field.ts';
import type { Conflict, FieldChange } from './merge.ts';
import type { Operation } from './operation.ts';
import { ownEnds, withoutOwn } from './own-ends.ts';
import type { OwnEnd } from './own-ends.ts';
import type { Fields, Pending, SyncRecord, Value } from './record.ts';
import { standingKey, standingOf, standingText } from './standing.ts';
import { fieldValue } from './value.ts';

export interface ReferenceState {
  readonly base: Fields | null;
  readonly pending?: readonly Pending[];
  /** Left out where the left system cannot say what a record is associated with. */
  readonly ends?: Ends;
}

export interface References {
  /** On the left. */
  readonly operations: Operation[];
  /** On the right. */
  readonly changes: FieldChange[];
  readonly base: Fields;
  readonly conflicts: Conflict[];
  /** What waits until a record has a counterpart, in sentences. */
  readonly waiting: string[];
  /** Pairs of which nothing is in doubt. */
  readonly settles: string[];
}

/** Nobody is associated with a record that is not there yet. */
const NONE: LeftEnds = { ids: [], rightIds: new Map(), leftIds: new Map(), isMadeGone: false };

/** What brings associations on the left and references on the right in step, where a change may come from the left. */
export function referencesOf(
  pair: Pair,
  left: SyncRecord | null,
  right: SyncRecord | null,
  state: ReferenceState,
): References {
  const all = pair.associations.filter(goesRight).map((association): References => {
    const ends = left === null ? NONE : state.ends?.get(association.to);
    if (ends === undefined) return { ...nothing, base: keptOf(association, state.base) };
    return referenceOf(pair, association, { left, right }, ends, state);
  });
  return {
    operations: all.flatMap((one) => one.operations),
    changes: all.flatMap((one) => one.changes),
    base: Object.assign({}, ...all.map((one) => one.base)) as Fields,
    conflicts: all.flatMap((one) => one.conflicts),
    waiting: all.flatMap((one) => one.waiting),
    settles: all.flatMap((one) => one.settles),
  };
}

const nothing: References = { operations: [], changes: [], base: {}, conflicts: [], waiting: [], settles: [] };

interface Records {
  readonly left: SyncRecord | null;
  readonly right: SyncRecord | null;
}

function referenceOf(
  pair: Pair,
  association: Association,
  records: Records,
  ends: LeftEnds,
  state: ReferenceState,
): References {
  const { left, right } = records;
  const merged = mergeReference(association, records, ends, state);
  const { said, result, own } = merged;
  if (isOpen(merged)) {
    const base = keptWhileOpen(association, merged.base, state.base);
    if (said.open.length === 1) return { ...nothing, base, waiting: [waitingFor(pair, association, left, said)] };
    return { ...nothing, base, conflicts: [severalOf(association, right, said, merged.base)] };
  }
  const toLeft = { association, ends, said, result, own, saved: state.base };
  const { operations, made } = right ? leftOperations(pair, right.id, toLeft) : { operations: [], made: said.leftId };
  const ended = operations.flatMap((one) => (one.kind === 'dissociate' ? [one.to.leftId] : []));
  const beside = ends.ids.filter((id) => !ended.includes(id));
  const waits = result.conflict?.winner === null;
  return {
    operations,
    changes: changesOf(association, right, result),
    base: waits ? keptOf(association, merged.base) : agreedOf(association, result, made, beside),
    conflicts: result.conflict ? [result.conflict] : [],
    waiting: [],
    settles: [association.to],
  };
}

interface Merged {
  readonly said: Said;
  readonly result: FieldResult;
  readonly own: readonly OwnEnd[];
  /** What both agreed on before; nothing where the mapping has another label since. */
  readonly base: Fields | null;
}

function mergeReference(
  association: Association,
  { left, right }: Records,
  ends: LeftEnds,
  { base: saved, pending = [] }: ReferenceState,
): Merged {
  const key = associationKey(association.to);
  const base = labelState(association, saved).isNew ? null : saved;
  const standing = standingOf(base, key);
  const known = { base, standing, referred: right ? fieldValue(right, association.right) : null };
  const own = ownEnds(association, pending, ends, known);
  const ids = withoutOwn(ends.ids, own, madeWith(association, known, ends.leftIds));
  // An undo that was cut has said what the left side is to hold.
  const undone = standing && own.length > 0 ? standing.left : undefined;
  const said =
    undone === undefined
      ? saidOnLeft(association, ends, ids, known)
      : { value: undone, leftId: ends.leftIds.get(String(undone)) ?? null, open: [] };
  const both = { left: left && withReference(left, association, said.value), right };
  const agreed = base !== null && Object.hasOwn(base, key) ? base[key] : undefined;
  return { said, base, own, result: mergeField(asField(association), agreed, both, standing) };
}

/** The left side wins, or may win, with something that the right one has no name for. */
const isOpen = ({ said, result: { change, conflict } }: Merged): boolean =>
  said.open.length > 0 && (change?.side === 'right' || (change === undefined && conflict !== undefined));

function changesOf(association: Association, right: SyncRecord | null, { change }: FieldResult): FieldChange[] {
  if (change?.side !== 'right') return [];
  const { after, reason } = change;
  const before = right ? fieldValue(right, association.right) : null;
  return [{ field: association.right, before, after, reason: right ? reason : 'create', late: false }];
}

function agreedOf(
  { to, label }: Association,
  { agreed, standing }: FieldResult,
  made: string | null,
  beside: readonly string[],
): Fields {
  const key = associationKey(to);
  const base: Record<string, Value> = {};
  if (standing) base[standingKey(key)] = standingText(standing);
  if (agreed !== undefined) base[key] = agreed;
  if (agreed === undefined && !standing) return base;
  if (label !== undefined) base[labelKey(to)] = label;
  if (made !== null) base[madeKey(to)] = made;
  const held = standing ? standing.left : agreed;
  if (held === null && beside.length > 0) base[besideKey(to)] = JSON.stringify(beside.toSorted());
  return base;
}

/** What the base has of an association. */
function keptOf({ to }: Association, base: Fields | null): Fields {
  const key = associationKey(to);
  const names = [key, madeKey(to), labelKey(to), besideKey(to), standingKey(key)];
  return Object.fromEntries(Object.entries(base ?? {}).filter(([name]) => names.includes(name)));
}

function keptWhileOpen(association: Association, base: Fields | null, saved: Fields | null): Fields {
  const key = chosenKey(association.to);
  const chosen = saved?.[key];
  return { ...keptOf(association, base), ...(chosen !== undefined && { [key]: chosen }) };
}

function severalOf(association: Association, right: SyncRecord | null, said: Said, base: Fields | null): Conflict {
  const { left, right: field, rule } = asField(association);
  const rightValue = right ? fieldValue(right, field) : null;
  const values = { base: base?.[left] ?? null, leftValue: said.value, rightValue };
  return { left, right: field, ...values, winner: null, rule, candidates: said.open };
}

function waitingFor(pair: Pair, { to, right }: Association, left: SyncRecord | null, { open: [id] }: Said): string {
  return `${pair.left} ${left?.id} is associated with ${to} ${id}, which has no counterpart, so \`${right}\` is not written yet`;
}
