import { associationKey } from '../engine/associations.ts';
import type { Operation } from '../engine/plan.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import type { Fate } from './fate.ts';

/** Whose work the entries tell of. */
export interface Work {
  readonly runId: string;
  readonly actor: string;
}

/** One entry for every field change that was applied. */
export function ledgerEntries(work: Work, fate: Fate): LedgerEntry[] {
  const written = fate.done.flatMap((operation) => entriesOf(work, fate, operation));
  return [...appliedEntries(work, fate), ...written];
}

function entriesOf(work: Work, fate: Fate, operation: Operation): LedgerEntry[] {
  const { pair } = fate.planned.look;
  const { rightId } = fate;
  if (operation.kind === 'link') return [];
  const side = operation.side;
  const recordId = (side === 'left' ? fate.leftId : rightId) ?? '';
  const record = { ...work, pair: pair.name, side, object: pair[side], recordId };
  if ('from' in operation) {
    const { pair: other, rightId: otherId } = operation.to;
    const values = operation.kind === 'associate' ? { before: null, after: otherId } : { before: otherId, after: null };
    return [{ ...record, field: associationKey(other), ...values, reason: 'association' }];
  }
  const reference =
    operation.kind === 'create'
      ? [{ ...record, field: operation.referenceField, before: null, after: operation.reference, reason: 'create' }]
      : [];
  const changes = operation.changes.map(({ field, before, after, reason }) => ({
    ...record,
    field,
    before,
    after,
    reason,
  }));
  return [...reference, ...changes];
}

/** What an earlier try wrote and could not save is written down now. */
function appliedEntries(work: Work, fate: Fate): LedgerEntry[] {
  const { pair, leftId, rightId, applied } = fate.planned.look;
  return applied.map(({ side, field, before, after, reason }) => {
    const recordId = (side === 'left' ? leftId : rightId) ?? '';
    return { ...work, pair: pair.name, side, object: pair[side], recordId, field, before, after, reason };
  });
}
