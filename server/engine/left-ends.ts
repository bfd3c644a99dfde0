import { associationKey, besideKey, chosenKey, madeKey } from './associations.ts';
import type { Association } from './mapping.ts';
import type { Fields, Value } from './record.ts';
import type { Standing } from './standing.ts';

/** What a left record is associated with, for an association whose direction leads to the right. */
export interface LeftEnds {
  /** Left ids; where the mapping has a label, of those that carry it. */
  readonly ids: readonly string[];
  /** Right ids by the left ones that they are linked with. */
  readonly rightIds: ReadonlyMap<string, string>;
  /** And the other way round, of whatever the right record refers to or referred to. */
  readonly leftIds: ReadonlyMap<string, string>;
  /** The record that both sides agreed on was archived, and took the association along. */
  readonly isMadeGone: boolean;
}

/** By the name of the pair that the association leads to. */
export type Ends = ReadonlyMap<string, LeftEnds>;

/** What a left record says by its associations, in the words of the right side. */
export interface Said {
  /** The right id; words where there is none. */
  readonly value: Value;
  /** The left record that it stands for. */
  readonly leftId: string | null;
  /** It cannot be carried over: one that is not linked, or several. */
  readonly open: readonly string[];
}

/** What is known of an association besides what is there now. */
export interface Known {
  readonly base: Fields | null;
  readonly standing: Standing | null;
}

/** What the left side held when both last agreed, or when it was undone. */
export const heldBefore = ({ to }: Association, { base, standing }: Known): Value =>
  standing ? standing.left : (base?.[associationKey(to)] ?? null);

/** The left record that stood for it. */
export function madeWith(association: Association, known: Known, leftIds: ReadonlyMap<string, string>): string | null {
  const made = known.base?.[madeKey(association.to)] ?? null;
  const before = heldBefore(association, known);
  if (typeof made === 'string' || before === null) return made === null ? null : String(made);
  return leftIds.get(String(before)) ?? null;
}

/** What was there when both agreed on none says nothing new. */
function areBeside({ to }: Association, ids: readonly string[], { base }: Known): boolean {
  const beside = base?.[besideKey(to)];
  if (typeof beside !== 'string') return false;
  const known = new Set(JSON.parse(beside) as string[]);
  return ids.every((id) => known.has(id));
}

/**
 * `referred`: what the right record refers to. One reference stands for any number of associations: as long as the record that both agreed on is among them, or the
 * one that the right record refers to now, the others are besides. `ids`: with whom it is associated but for our own writes.
 */
export function saidOnLeft(
  association: Association,
  ends: LeftEnds,
  ids: readonly string[],
  known: Known & { readonly referred: Value },
): Said {
  const { rightIds, leftIds, isMadeGone } = ends;
  const before = heldBefore(association, known);
  const made = madeWith(association, known, leftIds);
  const one = (leftId: string): Said => {
    const rightId = rightIds.get(leftId);
    return rightId === undefined
      ? { value: `${leftId} (without counterpart)`, leftId, open: [leftId] }
      : { value: rightId, leftId, open: [] };
  };
  const chosen = known.base?.[chosenKey(association.to)] ?? null;
  if (chosen !== null && ids.includes(String(chosen))) return one(String(chosen));
  const isKept = before !== null && made !== null && (ids.length === 0 ? isMadeGone : ids.includes(made));
  // Where the left side alone decides, a record that is linked with another one by now means that one.
  const isStill = association.direction === 'both' || leftIds.get(String(before)) === made;
  if (isKept && isStill) return { value: before, leftId: made, open: [] };
  const [only] = ids;
  if (only === undefined || (before === null && areBeside(association, ids, known))) {
    return { value: null, leftId: null, open: [] };
  }
  const referred = known.referred === null ? undefined : leftIds.get(String(known.referred));
  if (referred !== undefined && ids.includes(referred)) return { value: known.referred, leftId: referred, open: [] };
  if (ids.length === 1) return one(only);
  const several = ids.toSorted();
  return { value: several.join(' or '), leftId: null, open: several };
}
