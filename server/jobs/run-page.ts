import type { StoreInTx } from '../store/portal-store.ts';
import type { Pair } from '../engine/mapping.ts';
import { countPlans, isClaim } from '../engine/plan.ts';
import type { Operation } from '../engine/plan.ts';
import type { Link, Notice, Side, SyncRecord } from '../engine/record.ts';
import { applyLooks } from './apply-looks.ts';
import type { Fate } from './fate.ts';
import type { Work } from './ledger-entries.ts';
import { limitRemovals } from './limit-removals.ts';
import type { Allowance } from './limit-removals.ts';
import { lookResult, truePlan } from './look-result.ts';
import { claimKey, planLooks } from './plan-looks.ts';
import type { PlannedLook } from './plan-looks.ts';
import type { Portal } from './portal.ts';
import { noCounts } from './progress.ts';
import type { Progress } from './progress.ts';
import { readAndFollow } from './follow-merges.ts';
import type { Promised } from './read-ends.ts';
import { readLooks } from './read-looks.ts';
import type { Wanted } from './read-looks.ts';
import { saveLooks } from './save-looks.ts';

export const wantedRecords = (records: readonly SyncRecord[], side: Side = 'right'): Wanted[] =>
  records.map((record) => ({ side, id: record.id, record, notice: null }));

/** What a plan has decided so far; a sync has it in the store. */
export interface PlanSoFar {
  /** Left records promised to a right one. */
  readonly claims: Map<string, Link>;
  /** The same by the right ones. */
  readonly claimed: Map<string, string>;
  /** Right records that stay without a link: what refers to them cannot be associated, now or by a second run. */
  readonly unlinked: Set<string>;
}

/** A page of a plan: the same path, stopped before anything is written. */
export async function planPage(
  portal: Portal,
  pair: Pair,
  wanted: readonly Wanted[],
  soFar: PlanSoFar,
  progress: Pick<Progress, 'add'>,
): Promise<void> {
  const looks = await readLooks(portal, pair, wanted, promisedBy(soFar));
  const planned = await planLooks(portal, looks, soFar.claims);
  for (const { look, plan } of planned) {
    if (look.link === null && look.right && plan.operations.length === 0 && look.roles.length === 0) {
      soFar.unlinked.add(claimKey(pair.name, look.right.id));
    }
    for (const operation of plan.operations) {
      if (!isClaim(operation)) continue;
      const { leftId, rightId } = operation;
      soFar.claimed.set(claimKey(pair.name, rightId), leftId);
      soFar.claims.set(claimKey(pair.name, leftId), { pair: pair.name, leftId, rightId, state: 'linked', base: null });
    }
  }
  const plans = planned.map(({ plan }) => ({ ...plan, operations: plan.operations.filter(possible(soFar.unlinked)) }));
  await progress.add(countPlans(plans), wanted.length);
}

const promisedBy = ({ claims, claimed }: PlanSoFar): Promised => ({
  leftId: (pair, rightId) => claimed.get(claimKey(pair, rightId)) ?? null,
  rightId: (pair, leftId) => claims.get(claimKey(pair, leftId))?.rightId ?? null,
});

const possible =
  (unlinked: ReadonlySet<string>) =>
  (operation: Operation): boolean =>
    operation.kind !== 'associate' || !unlinked.has(claimKey(operation.to.pair, operation.to.rightId));

/**
 * A page of a sync. `allowance`: what is known of the removals of all pages. Resolves to whether late updates
 * were left to a later pass.
 */
export async function syncPage(
  portal: Portal,
  pair: Pair,
  wanted: readonly Wanted[],
  work: Work,
  progress: Progress,
  allowance: Allowance | null = null,
): Promise<boolean> {
  const looks = await readAndFollow(portal, pair, wanted);
  const planned = await limitRemovals(portal, await planLooks(portal, looks), allowance);
  const fates = await write(portal, planned, work, { late: false });
  await progress.add(countPlans(fates.map(truePlan)), wanted.length);
  return fates.some((fate) => fate.deferred.length > 0);
}

/** The later pass writes only what is late; everything else was counted and done in the first one. */
export async function latePage(
  portal: Portal,
  pair: Pair,
  records: readonly SyncRecord[],
  work: Work,
  progress: Progress,
): Promise<void> {
  const looks = await readAndFollow(portal, pair, wantedRecords(records));
  const planned = await planLooks(portal, looks);
  const late = planned.filter(({ plan }) => plan.operations.some((one) => one.kind === 'update' && one.late));
  const fates = await write(portal, late, work, { late: true });
  const { setAside } = countPlans(fates.map(truePlan));
  await progress.add({ ...noCounts, setAside }, 0);
}

async function write(
  portal: Portal,
  planned: readonly PlannedLook[],
  work: Work,
  options: { late: boolean },
): Promise<Fate[]> {
  const { fates, error } = await applyLooks(portal, planned, options);
  portal.afterWrite();
  await saveLooks(portal, fates, work, (store) => noticeUnfinished(portal, store, fates));
  if (error !== null) throw error;
  return fates;
}

/** What could not be finished is looked at again as a live change, after the run. */
async function noticeUnfinished(portal: Portal, store: StoreInTx, fates: readonly Fate[]): Promise<void> {
  const delays = new Map<number, Notice[]>();
  for (const fate of fates) {
    const { againAfterMs } = lookResult(fate);
    const { pair, leftId, left, right } = fate.planned.look;
    if (againAfterMs === null) continue;
    const { rightId } = fate;
    if (rightId === null && leftId === null) continue;
    // By the record that is there: of the other one alone, nothing might be known.
    const side = (right === null && left !== null) || rightId === null ? 'left' : 'right';
    const notice: Notice = { side, object: pair[side], id: (side === 'left' ? leftId : rightId) ?? '' };
    delays.set(againAfterMs, [...(delays.get(againAfterMs) ?? []), notice]);
  }
  for (const [delay, notices] of delays) await store.acceptNotices(notices, delay);
}
