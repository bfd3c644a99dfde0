import type { Pair } from '../../engine/mapping.ts';
import type { StoredDrift } from '../../store/reconcile-report.ts';
import type { Work } from '../ledger-entries.ts';
import type { Portal } from '../portal.ts';

/**
 * Archives the second left record of one right record, unless it was linked in the meantime. What the system refuses stays
 * where it is, and the next reconcile tells of it again.
 */
export async function archiveDoubles(
  portal: Portal,
  pair: Pair,
  drift: readonly StoredDrift[],
  work: Work,
): Promise<void> {
  const ids = drift.flatMap(({ repair, leftId }) => (repair === 'archive' && leftId !== null ? [leftId] : []));
  const linked = new Set((await portal.store.linksByLeft(pair.name, ids)).map(({ leftId }) => leftId));
  const doubles = ids.filter((id) => !linked.has(id));
  if (doubles.length === 0) return;
  const object = pair.left;
  const outcomes = await portal.left.write(doubles.map((id) => ({ kind: 'archive' as const, object, id })));
  portal.afterWrite();
  const archived = doubles.filter((_, index) => outcomes[index]?.status === 'done');
  await portal.store.appendLedger(
    archived.map((recordId) => ({
      ...work,
      pair: pair.name,
      side: 'left' as const,
      object,
      recordId,
      field: '$id',
      before: recordId,
      after: null,
      reason: 'double',
    })),
  );
}
