import { associationKey, labelKey } from '../engine/associations.ts';
import { isRemoval } from '../engine/plan.ts';
import type { Operation } from '../engine/plan.ts';
import { WHOLE_RECORD } from '../engine/record.ts';
import type { Work } from '../engine/record.ts';
import type { LedgerEntry } from '../store/ledger.ts';
import { traceId } from '../trace.ts';
import type { Fate } from './fate.ts';

export type { Work };

/** `left companies 5`: the hint that led to the look; null when a full sync came across the record. */
function hintOf({ planned }: Fate): string | null {
  const hints = planned.look.notices.map(({ side, object, id }) => `${side} ${object} ${id}`);
  return hints.length === 0 ? null : hints.join(', ');
}

/** Of the first hint; of the run where a full sync came across the record. */
export function traceOf({ planned }: Fate): { readonly trace?: string } {
  const trace = planned.look.notices.find((notice) => notice.trace !== undefined)?.trace ?? traceId();
  return trace === null ? {} : { trace };
}

export { WHOLE_RECORD } from '../engine/record.ts';

/** One entry for every field change that was applied. `recovered`: whose the writes are that an earlier try could not save. */
export function ledgerEntries(work: Work, fate: Fate, recovered: Work = work): LedgerEntry[] {
  const written = fate.done.flatMap((operation) => entriesOf(work, fate, operation));
  return [...appliedEntries(recovered, fate), ...written];
}

function entriesOf(work: Work, fate: Fate, operation: Operation): LedgerEntry[] {
  const { pair } = fate.planned.look;
  const { rightId } = fate;
  if (operation.kind === 'link') return [];
  if (isRemoval(operation)) {
    const { side, object, id: recordId, reason } = operation;
    const [before, after] = operation.kind === 'restore' ? ['archived', 'present'] : ['present', `${operation.kind}d`];
    return [
      {
        ...work,
        ...traceOf(fate),
        notice: hintOf(fate),
        pair: pair.name,
        side,
        object,
        recordId,
        field: WHOLE_RECORD,
        before,
        after,
        reason,
      },
    ];
  }
  const side = operation.side;
  const recordId = (side === 'left' ? fate.leftId : rightId) ?? '';
  const hint = { ...traceOf(fate), notice: hintOf(fate) };
  const record = { ...work, ...hint, pair: pair.name, side, object: pair[side], recordId };
  if ('from' in operation) {
    const { pair: other, rightId: otherId } = operation.to;
    const values = operation.kind === 'associate' ? { before: null, after: otherId } : { before: otherId, after: null };
    const association = { ...record, field: associationKey(other), ...values, reason: 'association' };
    if (operation.kind === 'dissociate') return [association];
    const { label = null, unlabel: [before = null] = [], relabels } = operation;
    const labelled = { ...record, field: labelKey(other), before, after: label, reason: 'label' };
    return [...(relabels ? [] : [association]), ...(label === null && before === null ? [] : [labelled])];
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
  return applied.map(({ side, field, before, after, reason, by }) => {
    const recordId = (side === 'left' ? leftId : rightId) ?? '';
    const hint = { ...traceOf(fate), notice: hintOf(fate) };
    const record = { ...(by ?? work), ...hint, pair: pair.name, side, recordId };
    return { ...record, object: pair[side], field, before, after, reason };
  });
}
