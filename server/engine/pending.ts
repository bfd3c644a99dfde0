import { associationKey, isAssociationKey, labelKey, madeKey } from './associations.ts';
import { fieldKeptIn } from './fields.ts';
import { goesRight } from './mapping.ts';
import type { Pair } from './mapping.ts';
import { isRemoval } from './operation.ts';
import type { AssociationOperation, Operation } from './operation.ts';
import type { Fields, Pending, Side, SyncRecord, Value, Work } from './record.ts';
import type { Both } from './merge-field.ts';
import { isStandingKey, standingKey } from './standing.ts';
import { fieldValue, sameFields, sameValue } from './value.ts';

/** The reason of writes that take back what a run wrote. */
export const UNDO = 'undo';

/** The writes of a plan, to be kept before they are sent. `base`: what both sides agree on once they are done. */
export function pendingOf(pair: Pair, operations: readonly Operation[], base: Fields | null, by?: Work): Pending[] {
  const writes = writesOf(pair, operations, base);
  return by === undefined ? writes : writes.map((one) => ({ ...one, by }));
}

function writesOf(pair: Pair, operations: readonly Operation[], base: Fields | null): Pending[] {
  return operations.flatMap((operation): Pending[] => {
    if (operation.kind === 'link' || isRemoval(operation)) return [];
    const { side } = operation;
    if ('from' in operation) {
      const { rightId, leftId } = operation.to;
      const values =
        operation.kind === 'associate' ? { before: null, after: rightId } : { before: rightId, after: null };
      const made =
        operation.kind === 'associate' && leftId !== undefined
          ? { key: madeKey(operation.to.pair), agreed: leftId }
          : {};
      const association = { side, field: associationKey(operation.to.pair), ...values, reason: 'association', ...made };
      return operation.kind === 'associate' ? [association, ...labelsOf(operation)] : [association];
    }
    const changes = operation.changes.map(({ field, before, after, reason }): Pending => {
      const own = fieldKeptIn(pair, side, field)?.left ?? referenceKey(pair, side, field);
      // An undone value is not agreed on: what is remembered is that the sides differ.
      const standing = own !== undefined && reason === UNDO ? standingKey(own) : '';
      const key = base && Object.hasOwn(base, standing) ? standing : own;
      const agreed = key === undefined ? undefined : base?.[key];
      return { side, field, before, after, reason, ...(key !== undefined && agreed !== undefined && { key, agreed }) };
    });
    if (operation.kind === 'update') return changes;
    const { referenceField: field, reference: after } = operation;
    return [{ side, field, before: null, after, reason: 'create' }, ...changes];
  });
}

/** What the base calls a right field that an association is carried over to. */
export function referenceKey(pair: Pair, side: Side, field: string): string | undefined {
  const found = side === 'right' ? pair.associations.find((one) => goesRight(one) && one.right === field) : undefined;
  return found && associationKey(found.to);
}

/** Every label that an association may carry for us once it is written, or if it is not. */
function labelsOf({ to, label, unlabel = [] }: AssociationOperation): Pending[] {
  const field = labelKey(to.pair);
  const labels = [...(label === undefined ? [] : [label]), ...unlabel];
  return labels.map((after) => ({ side: 'left', field, before: null, after, reason: 'association' }));
}

export interface Recovered {
  readonly base: Fields | null;
  /** The writes that took effect. */
  readonly applied: readonly Pending[];
}

/**
 * A process may end between a write and the saving of its base. What it had announced and is found in the record was
 * written by us: without this, our own write would look like an edit by a person, and could win over a real one that was
 * made on the other side since.
 */
export function recoverPending(pair: Pair, pending: readonly Pending[], base: Fields | null, both: Both): Recovered {
  const applied = pending.filter(({ side, field, after }) => {
    if (isAssociationKey(field)) return false;
    const record: SyncRecord | null = both[side];
    return record !== null && sameValue(fieldValue(record, field), after);
  });
  const recovered: Record<string, Value> = { ...base };
  for (const { key, agreed } of applied) {
    if (key === undefined || agreed === undefined) continue;
    recovered[key] = agreed;
    if (!isStandingKey(key)) delete recovered[standingKey(key)];
    // Which left record stands for it shows in what is associated now.
    if (isAssociationKey(key)) delete recovered[madeKey(key.slice(1))];
  }
  // Whether an association was made does not show in the record: nothing is agreed on, and it is made once more. Where the
  // direction leads to the right as well, what is associated is read, and our own writes are known among it.
  const read = pair.associations.filter(goesRight).flatMap(({ to }) => [associationKey(to), labelKey(to)]);
  for (const { field } of pending) if (isAssociationKey(field) && !read.includes(field)) delete recovered[field];
  return { base: base !== null && sameFields(base, recovered) ? base : recovered, applied };
}
