import { associationKey } from '../engine/associations.ts';
import { isConstant } from '../engine/fields.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Operation } from '../engine/plan.ts';
import type { Fields, Value } from '../engine/record.ts';
import { sameFields } from '../engine/value.ts';
import { undone } from './fate.ts';
import type { Fate } from './fate.ts';

/**
 * The base to save: as planned, but what was not written keeps its old value or none, so that the next look plans it
 * again. Null when nothing new was agreed on, or there is no pair of records to agree.
 */
export function settledBase(fate: Fate): Fields | null {
  const { look, plan } = fate.planned;
  if (plan.base === null || fate.leftId === null) return null;
  const created = plan.operations.find((operation) => operation.kind === 'create' || operation.kind === 'link');
  if (created && !fate.done.includes(created)) return null;
  const before = look.link?.base ?? null;
  const base: Record<string, Value> = { ...plan.base };
  for (const key of undone(fate).flatMap((operation) => baseKeys(look.pair, operation))) {
    const old = before?.[key];
    if (old === undefined) delete base[key];
    else base[key] = old;
  }
  return before !== null && sameFields(before, base) ? null : base;
}

function baseKeys(pair: Pair, operation: Operation): string[] {
  if (operation.kind === 'associate') return [associationKey(operation.to.pair)];
  if (operation.kind !== 'update') return [];
  const changed = new Set(operation.changes.map((change) => change.field));
  return pair.fields.flatMap((field) => {
    if (isConstant(field)) return [];
    return changed.has(operation.side === 'left' ? field.left : field.right) ? [field.left] : [];
  });
}
