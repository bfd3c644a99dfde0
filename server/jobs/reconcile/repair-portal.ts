import { associationKey } from '../../engine/associations.ts';
import { ConfigError } from '../../engine/error.ts';
import type { Pair } from '../../engine/mapping.ts';
import { capExceeded, countPlans } from '../../engine/plan.ts';
import type { Pending } from '../../engine/record.ts';
import type { StoredDrift } from '../../store/reconcile-report.ts';
import type { ReconcileStore } from '../../store/reconcile-store.ts';
import { patiently } from '../patient.ts';
import type { Portal } from '../portal.ts';
import { createProgress, noCounts } from '../progress.ts';
import { fieldsOf } from '../portal.ts';
import { latePage, syncPage } from '../run-page.ts';
import { archiveDoubles } from './archive-doubles.ts';

export interface RepairRun {
  readonly id: string;
  /** The reconcile whose drift is repaired. */
  readonly of: string;
}

const BATCH = 100;

/**
 * Repairs what a reconcile found, as its report says: every record is looked at as if it had just changed, so the rules of
 * the mapping decide again, on what is there now. Before that, a link whose left record is gone is ended, so that the
 * record is made again, and associations that are wrong are announced to end.
 */
export async function repairPortal(
  portal: Portal,
  kept: ReconcileStore,
  run: RepairRun,
  signal: AbortSignal,
): Promise<void> {
  await checkCap(portal, kept, run.of);
  const progress = await createProgress(portal, run.id, false);
  const work = { runId: run.id, actor: 'operator' };
  const late: { pair: Pair; rightIds: readonly string[] }[] = [];
  for (const pair of portal.mapping.pairs) {
    await eachBatch(portal, kept, run.of, pair, signal, async (drift) => {
      await archiveDoubles(portal, pair, drift, work);
      const rightIds = await prepare(portal, kept, pair, drift);
      const wanted = rightIds.map((id) => ({ side: 'right' as const, id, record: null, notice: null }));
      if (wanted.length === 0) return;
      if (await syncPage(portal, pair, wanted, work, progress)) late.push({ pair, rightIds });
    });
  }
  for (const { pair, rightIds } of signal.aborted ? [] : late) {
    const again = async (): Promise<void> => {
      const request = { object: pair.right, ids: rightIds, fields: fieldsOf(portal, pair, 'right') };
      await latePage(portal, pair, await portal.right.get(request), work, progress);
    };
    await patiently(portal.clock, () => portal.exclusive(again), signal);
  }
  await progress.add(noCounts, 0);
  await progress.save();
}

async function eachBatch(
  portal: Portal,
  kept: ReconcileStore,
  of: string,
  pair: Pair,
  signal: AbortSignal,
  work: (drift: readonly StoredDrift[]) => Promise<void>,
): Promise<void> {
  for (let afterId = 0; !signal.aborted;) {
    const drift = await kept.driftPage(of, { afterId, limit: BATCH, pair: pair.name, repairable: true });
    const last = drift.at(-1);
    if (!last) return;
    await patiently(portal.clock, () => portal.exclusive(() => work(drift)), signal);
    afterId = last.id;
  }
}

/** What comes before the look. Resolves to the right ids to look at. */
async function prepare(
  portal: Portal,
  kept: ReconcileStore,
  pair: Pair,
  drift: readonly StoredDrift[],
): Promise<string[]> {
  const rightIdsOf = (some: readonly StoredDrift[]) => [...new Set(some.flatMap(({ rightId }) => rightId ?? []))];
  await kept.endLinks(
    pair.name,
    await stillGone(
      portal,
      pair,
      drift.filter(({ repair }) => repair === 'recreate'),
    ),
  );
  const associations = drift.filter(({ repair }) => repair === 'associate');
  const announced = new Map<string, Pending[]>();
  for (const { rightId, field, wrong } of associations) {
    if (rightId === null || field === null) continue;
    announced.set(rightId, [...(announced.get(rightId) ?? []), ...endings(field, wrong)]);
  }
  const links = await portal.store.linksByRight(pair.name, [...announced.keys()]);
  await portal.store.announceWrites(
    links.flatMap(({ rightId, pending = [] }) =>
      rightId === null ? [] : [{ pair: pair.name, rightId, pending: [...pending, ...(announced.get(rightId) ?? [])] }],
    ),
  );
  return rightIdsOf(drift.filter(({ repair }) => repair !== 'archive'));
}

/** As if an earlier try had announced them: they are ended at the look, and the right one is made (engine/associations.ts). */
const endings = (field: string, wrong: readonly string[]): Pending[] =>
  (wrong.length === 0 ? [null] : wrong).map((before) => ({
    side: 'left',
    field: field.startsWith('@') ? field : associationKey(field),
    before,
    after: null,
    reason: 'reconcile',
  }));

/** Between the report and its repair somebody may have restored the record. */
async function stillGone(portal: Portal, pair: Pair, drift: readonly StoredDrift[]): Promise<string[]> {
  const leftIds = drift.flatMap(({ leftId }) => leftId ?? []);
  if (leftIds.length === 0) return [];
  const there = await portal.left.get({ object: pair.left, ids: leftIds, fields: [] });
  const found = new Set(there.map(({ id }) => id));
  return drift.flatMap(({ leftId, rightId }) => (rightId !== null && !found.has(leftId ?? '') ? [rightId] : []));
}

/** The mapping's cap holds here as well: a broken view of the ERP must not be written over everything. */
async function checkCap({ mapping, store }: Portal, kept: ReconcileStore, of: string): Promise<void> {
  const counts = await kept.repairCounts(of);
  const update = counts.reduce((sum, { records }) => sum + records, 0);
  const refusal = capExceeded(mapping, { ...countPlans([]), update }, await store.linkedCount());
  if (refusal !== null) throw new ConfigError(refusal, '');
}
