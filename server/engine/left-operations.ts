import { labelState } from './association-label.ts';
import { associationKey, madeKey, operationsOf } from './associations.ts';
import type { LeftEnds, Said } from './left-ends.ts';
import type { Association, Pair } from './mapping.ts';
import type { FieldResult } from './merge-field.ts';
import type { Operation } from './operation.ts';
import type { OwnEnd } from './own-ends.ts';
import type { Fields, Value } from './record.ts';
import { sameValue } from './value.ts';

interface MergedLeft {
  readonly association: Association;
  readonly ends: LeftEnds;
  readonly said: Said;
  readonly result: FieldResult;
  readonly own: readonly OwnEnd[];
  /** The base as it was saved, with the label that the association was made with. */
  readonly saved: Fields | null;
}

/**
 * The associations that begin and end, for a direction of `both`, and the left record that the association leads to, null
 * until it is made. What people associated besides is left alone.
 */
export function leftOperations(
  pair: Pair,
  rightId: string,
  { association, ends, said, result, own, saved }: MergedLeft,
): { operations: Operation[]; made: string | null } {
  if (association.direction !== 'both') return { operations: [], made: said.leftId };
  const labels = labelState(association, saved);
  const operation = operationsOf(pair, rightId, association, labels);
  const change = result.change?.side === 'left' ? result.change : null;
  const value = change ? change.after : said.value;
  const linked = value === null ? null : (ends.leftIds.get(String(value)) ?? null);
  const isAgreed = saved !== null && sameValue(value, saved[associationKey(association.to)] ?? null);
  // With the link of the record that it stands for, the association goes to another one. What was undone stays where it is.
  const isMoved = !change && isAgreed && !result.standing && value !== null && linked !== said.leftId;
  const goes = change !== null || isMoved;
  const target = goes ? linked : said.leftId;
  const old = goes && said.open.length === 0 ? [{ rightId: said.value, leftId: said.leftId }] : [];
  const ended = [...old, ...own.filter(({ leftId }) => ends.ids.includes(leftId))];
  const isThere = target !== null && ends.ids.includes(target);
  const isWanted = value !== null && (goes || own.length > 0);
  const { unlabel } = labels.labelling;
  const isOld = unlabel !== undefined && target !== null && target === saved?.[madeKey(association.to)];
  const operations: Operation[] = onceEach(ended)
    .filter(({ leftId }) => leftId !== target)
    .map((one) => operation('dissociate', one.rightId, one.leftId));
  if (isWanted && !isThere) {
    operations.push(operation('associate', value, target, ...(isOld ? [labels.labelling] : [])));
  } else if (isThere && isOld) {
    operations.push({ ...operation('associate', value, target, labels.labelling), relabels: true });
  }
  return { operations, made: isWanted && !isThere ? null : target };
}

interface Ended {
  readonly rightId: Value;
  readonly leftId: string;
}

const onceEach = (ended: readonly { readonly rightId: Value; readonly leftId: string | null }[]): Ended[] => [
  ...new Map(
    ended.flatMap(({ rightId, leftId }) => (leftId === null ? [] : [[leftId, { rightId, leftId }] as const])),
  ).values(),
];
