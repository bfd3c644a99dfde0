import { associationKey } from '../../engine/associations.ts';
import { ConfigError } from '../../engine/error.ts';
import type { Pair } from '../../engine/mapping.ts';
import { capExceeded, countPlans } from '../../engine/plan.ts';
import type { Pending } from '../../engine/record.ts';
import type { StoredDrift } from '../../store/reconcile-report.ts';
import type { ReconcileStore } from '../../store/reconcile-store.ts';
import { createCheckpoint, NOWHERE } from '../checkpoint.ts';
import type { Checkpoint, Reached } from '../checkpoint.ts';
import { patiently } from '../patient.ts';
import { createSlice, SLICE_MS } from '../slice.ts';
import type { Slice } from '../slice.ts';
import type { Portal } from '../portal.ts';
import { createProgress } from '../progress.ts';
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
 * record is made again, and associations that are wrong are announced to end. Cut off anywhere, it goes on after its last
 * finished batch; it throws GoOnLater when it is the turn of other portals.
 */
export async function repairPortal(
  whole: Portal,
  kept: ReconcileStore,
  run: RepairRun,
  signal: AbortSignal,
  sliceMs = SLICE_MS,
): Promise<void> {
  const slice = createSlice(whole.clock, sliceMs);
  const portal = { ...whole, clock: slice.clock };
  const checkpoint = createCheckpoint(portal, { id: run.id, kind: 'repair' });
  const work = { runId: run.id, actor: 'operator' };
  if (!(await checkpoint.load(BEGUN)).done) {
    await checkCap(portal, kept, run.of);
    await checkpoint.save(BEGUN, { ...NOWHERE, done: true });
  }
  const progress = await createProgress(portal, run.id, true);
  const batches: Batches = { portal, kept, of: run.of, checkpoint, slice, signal };
  const latePairs: Pair[] = [];
  try {
    for (const pair of portal.mapping.pairs) {
      const { hasLate } = await eachBatch(batches, pair, pair.name, async (drift) => {
        await archiveDoubles(portal, pair, drift, work);
        const rightIds = await prepare(portal, kept, pair, drift);
        const wanted = rightIds.map((id) => ({ side: 'right' as const, id, record: null, notice: null }));
        return wanted.length > 0 && (await syncPage(portal, pair, wanted, work, progress));
      });
      if (hasLate) latePairs.push(pair);
    }
    for (const pair of latePairs) {
      await eachBatch(batches, pair, `${pair.name} late`, async (drift) => {
        const ids = rightIdsOf(drift);
        const request = { object: pair.right, ids, fields: fieldsOf(portal, pair, 'right') };
        if (ids.length > 0) await latePage(portal, pair, await portal.right.get(request), work, progress);
        return false;
      });
    }
  } finally {
    await progress.save();
  }
}

/** The part of a checkpoint that says that the cap was asked. */
const BEGUN = 'begun';

interface Batches {
  readonly portal: Portal;
  readonly kept: ReconcileStore;
  readonly of: string;
  readonly checkpoint: Checkpoint;
  readonly slice: Slice;
  readonly signal: AbortSignal;
}

/** `work` resolves to whether late updates were left for later. */
async function eachBatch(
  { portal, kept, of, checkpoint, slice, signal }: Batches,
  pair: Pair,
  part: string,
  work: (drift: readonly StoredDrift[]) => Promise<boolean>,
): Promise<Reached> {
  let reached = await checkpoint.load(part);
  while (!reached.done && !signal.aborted) {
    const page = { afterId: Number(reached.cursor ?? 0), limit: BATCH, pair: pair.name, repairable: true };
    const drift = await kept.driftPage(of, page);
    const last = drift.at(-1);
    if (last) {
      const isLate = await patiently(portal.clock, () => portal.exclusive(() => work(drift)), signal);
      reached = { ...reached, cursor: String(last.id), hasLate: reached.hasLate || isLate };
    } else reached = { ...reached, done: true };
    await checkpoint.save(part, reached);
    if (last) slice.yieldIfOver();
  }
  return reached;
}

const rightIdsOf = (drift: readonly StoredDrift[]): string[] => [
  ...new Set(drift.flatMap(({ rightId }) => rightId ?? [])),
];

/** What comes before the look. Resolves to the right ids to look at. */
async function prepare(
  portal: Portal,
  kept: ReconcileStore,
  pair: Pair,
  drift: readonly StoredDrift[],
): Promise<string[]> {
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
