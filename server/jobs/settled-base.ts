import { associationKey, besideKey, labelKey, madeKey } from '../engine/associations.ts';
import { keptIn, mappedFields } from '../engine/fields.ts';
import { goesRight } from '../engine/mapping.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Operation } from '../engine/plan.ts';
import type { Fields, Value } from '../engine/record.ts';
import { standingKey } from '../engine/standing.ts';
import { sameFields } from '../engine/value.ts';
import { undone } from './fate.ts';
import type { Fate } from './fate.ts';

/**
 * The base to save: as planned, but what was not written keeps its old value or none, so that the next look plans it
 * again. Null when nothing new was agreed on, or there is no pair of records to agree.
 */
export function settledBase(fate: Fate): Fields | null {
  const { look, plan } = fate.planned;
  // What was announced is taken back by saving, also when nothing new was agreed on.
  const isWritten = fate.done.some(({ kind }) => kind === 'update' || kind === 'associate' || kind === 'dissociate');
  const mustSave = look.announced || isWritten || fate.refused !== null || plan.move?.kind === 'revive';
  const planned = plan.base ?? (mustSave ? (look.link?.base ?? null) : null);
  if (planned === null || fate.leftId === null || fate.rightId === null) return null;
  const created = plan.operations.find((operation) => operation.kind === 'create' || operation.kind === 'link');
  if (created && !fate.done.includes(created)) return null;
  const before = look.link?.base ?? null;
  const base: Record<string, Value> = { ...planned };
  const ended = fate.done.flatMap((one) => (one.kind === 'dissociate' ? keysOf(one.to.pair) : []));
  const missing = notRemade(fate);
  const keys = undone(fate).flatMap((operation) => baseKeys(look.pair, operation));
  for (const key of keys.flatMap((one) => [one, standingKey(one)])) {
    // The old association was ended although the new one could not be made: neither is agreed on.
    const old = ended.includes(key) || missing.includes(key) ? undefined : before?.[key];
    if (old === undefined) delete base[key];
    else base[key] = old;
  }
  for (const [pair, leftId] of fate.associatedWith) {
    const isAgreed = Object.hasOwn(base, associationKey(pair));
    if (isAgreed) base[madeKey(pair)] = leftId;
  }
  return before !== null && !mustSave && sameFields(before, base) ? null : base;
}

const keysOf = (pair: string): string[] => [associationKey(pair), madeKey(pair), labelKey(pair), besideKey(pair)];

/** What a person ended and could not be made again: it is not there, so nobody agrees on it. */
function notRemade(fate: Fate): string[] {
  const { lost, unlabelled } = fate.planned.look;
  return undone(fate).flatMap((one) => {
    if (one.kind !== 'associate') return [];
    const { pair } = one.to;
    return lost.has(pair) ? keysOf(pair) : unlabelled.has(pair) ? [labelKey(pair)] : [];
  });
}

function baseKeys(pair: Pair, operation: Operation): string[] {
  if (operation.kind === 'associate' || operation.kind === 'dissociate') {
    return keysOf(operation.to.pair);
  }
  if (operation.kind !== 'update') return [];
  const { side, changes } = operation;
  const changed = new Set(changes.map((change) => change.field));
  const fields = mappedFields(pair).filter((field) => keptIn(field, side).some((name) => changed.has(name)));
  const references = pair.associations.filter((one) => side === 'right' && goesRight(one) && changed.has(one.right));
  return [...fields.map((field) => field.left), ...references.flatMap(({ to }) => keysOf(to))];
}
