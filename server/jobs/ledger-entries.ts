import { associationKey } from '../engine/associations.ts';
import { planLook } from '../engine/plan.ts';
import type { Operation } from '../engine/plan.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
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
  return fate.planned.look.recovered ? [...recoveredEntries(work, fate), ...written] : written;
}

function entriesOf(work: Work, fate: Fate, operation: Operation): LedgerEntry[] {
  const { pair, rightId } = fate.planned.look;
  if (operation.kind === 'link') return [];
  const side = operation.side;
  const recordId = (side === 'left' ? fate.leftId : rightId) ?? '';
  const record = { ...work, pair: pair.name, side, object: pair[side], recordId };
  if (operation.kind === 'associate') {
    const { pair: other, rightId: after } = operation.to;
    return [{ ...record, field: associationKey(other), before: null, after, reason: 'association' }];
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

/** The create was applied by a try that could not write it down: what of it is still there is written down now. */
function recoveredEntries(work: Work, fate: Fate): LedgerEntry[] {
  const { look } = fate.planned;
  const { left, link } = look;
  if (!left || !link) return [];
  const create = planLook({ ...look, left: null, link: { ...link, state: 'reserved', leftId: null } }).operations[0];
  if (create?.kind !== 'create') return [];
  const changes = create.changes.filter((change) => sameValue(fieldValue(left, change.field), change.after));
  return entriesOf(work, fate, { ...create, changes });
}
