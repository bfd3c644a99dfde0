import { labelState } from './association-label.ts';
import type { LabelState, Labelling } from './association-label.ts';
import { goesRight } from './mapping.ts';
import type { Association, Pair } from './mapping.ts';
import type { AssociationOperation, Operation } from './operation.ts';
import type { Fields, Pending, SyncRecord, Value } from './record.ts';
import { standingKey, standingOf, standingText } from './standing.ts';
import { fieldValue, sameValue } from './value.ts';

/** The base remembers an association as `@pair` -> right id of the other record. No field name of a system starts so. */
export const associationKey = (pair: string): string => `@${pair}`;

/** And as `@pair>` -> the left record that it was made with, which is another one once the links are. */
export const madeKey = (pair: string): string => `${associationKey(pair)}>`;

/** And as `@pair#` -> the label that it carries for us. */
export const labelKey = (pair: string): string => `${associationKey(pair)}#`;

/** And as `@pair?` -> the one of several left records that a person chose. */
export const chosenKey = (pair: string): string => `${associationKey(pair)}?`;

/** And as `@pair~` -> the left records that people associate although both sides agreed on none. */
export const besideKey = (pair: string): string => `${associationKey(pair)}~`;

export const isLabelKey = (key: string): boolean => isAssociationKey(key) && key.endsWith('#');

export const isAssociationKey = (key: string): boolean => key.startsWith('@');

export const targetKey = (pair: string, rightId: string): string => JSON.stringify([pair, rightId]);

/** Left ids by `targetKey`: whom the right records that are referred to are linked with now. */
export type Targets = ReadonlyMap<string, string>;

export interface AssociationState {
  readonly base: Fields | null;
  /**
   * Associations that an earlier try announced. Any of them may have been made, so those that are not wanted any more are
   * ended, and the wanted one is made once more; neither does harm when it is done already.
   */
  readonly pending?: readonly Pending[];
  readonly targets?: Targets;
  /** Pairs whose association, which we made, is not there any more although both of its records are. */
  readonly lost?: ReadonlySet<string>;
  /** Pairs whose association is there without the label that we gave it. */
  readonly unlabelled?: ReadonlySet<string>;
}

/** Makes the operations of one association of a record. */
export const operationsOf =
  (pair: Pair, fromId: string, { to, label }: Association, { made }: LabelState) =>
  (
    kind: AssociationOperation['kind'],
    rightId: Value,
    leftId: Value = null,
    labelling: Labelling = kind === 'dissociate' ? made : label === undefined ? {} : { label },
  ): AssociationOperation => ({
    kind,
    side: 'left',
    pair: pair.name,
    from: { pair: pair.name, rightId: fromId },
    to: { pair: to, rightId: String(rightId), ...(leftId !== null && { leftId: String(leftId) }) },
    ...labelling,
  });

/** What brings the left associations in step with what the right record refers to now, and what the base then holds. */
export function associationsOf(
  pair: Pair,
  right: SyncRecord,
  { base, pending = [], targets: linked, lost, unlabelled }: AssociationState,
) {
  const operations: Operation[] = [];
  const agreed: Record<string, Value> = {};
  for (const association of pair.associations) {
    if (goesRight(association)) continue;
    const { to, right: field, label } = association;
    const key = associationKey(to);
    const announced = pending.filter((one) => one.field === key).flatMap(({ before, after }) => [before, after]);
    const wanted = fieldValue(right, field);
    if (wanted !== null) agreed[key] = wanted;
    // What a person undid stays undone until the right record refers to yet another one.
    const standing = standingOf(base, key);
    const stands = standing !== null && sameValue(standing.right, wanted);
    if (stands) agreed[standingKey(key)] = standingText(standing);
    const before = standing ? standing.left : (base?.[key] ?? null);
    const after = stands ? standing.left : wanted;
    const made = base?.[madeKey(to)] ?? null;
    // Of those that are undone nobody asks: they are with whom they were made with.
    const targets = stands ? undefined : linked;
    const target = after === null || !targets ? null : (targets.get(targetKey(to, String(after))) ?? null);
    // With the records that it leads to now, it is made already: also when one of them goes by another id since.
    const isMade = made !== null && (targets ? made === target : sameValue(before, after));
    const isOld = made === null && sameValue(before, after);
    const isAgreed = announced.length === 0 && (isMade || isOld);
    const isLost = after !== null && lost?.has(to) === true;
    const labels = labelState(association, base, pending);
    const isRelabelled = after !== null && (labels.isNew || unlabelled?.has(to) === true);
    if (after !== null && label !== undefined) agreed[labelKey(to)] = label;
    if (isAgreed && !isLost && !isRelabelled) {
      if (made !== null) agreed[madeKey(to)] = made;
      continue;
    }
    const operation = operationsOf(pair, right.id, association, labels);
    if (isAgreed) {
      // A person ended it or its label, or the label is another one. With whom it is made again is known once it is.
      const again = operation('associate', after, target ?? made, labels.labelling);
      operations.push(isLost ? again : { ...again, relabels: true });
      continue;
    }
    const ended = isMade || (made === null && sameValue(before, after)) ? null : (before ?? made);
    if (ended !== null) operations.push(operation('dissociate', ended, made));
    const unwanted = announced.filter((one) => one !== null && !sameValue(one, after) && !sameValue(one, before));
    const madeBefore = stands ? made : null;
    operations.push(...[...new Set(unwanted)].map((rightId) => operation('dissociate', rightId, madeBefore)));
    // An earlier try may have made it with a record that the right one is not linked with any more.
    const tried = pending.flatMap((one) => (one.field === key && one.key === madeKey(to) ? [one.agreed ?? null] : []));
    const stale = tried.filter((leftId) => leftId !== null && leftId !== target && leftId !== made);
    if (targets) {
      operations.push(...[...new Set(stale)].map((leftId) => operation('dissociate', after ?? leftId, leftId)));
    }
    // An earlier try may have made this very one, and labelled it otherwise.
    const labelled = announced.length > 0 ? [labels.labelling] : [];
    if (after !== null) operations.push(operation('associate', after, target, ...labelled));
  }
  return { operations, base: agreed as Fields };
}
