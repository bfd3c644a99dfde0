import { RecordError } from '../engine/error.ts';
import type { Held } from '../engine/plan.ts';
import { countPlans } from '../engine/plan.ts';
import type { StoredNotice } from '../store/notices.ts';
import { continuedTrace, inTrace } from '../trace.ts';
import { applyLooks } from './apply-looks.ts';
import type { Fate } from './fate.ts';
import type { Work } from './ledger-entries.ts';
import { limitRemovals } from './limit-removals.ts';
import { lookResult, truePlan } from './look-result.ts';
import { planLooks } from './plan-looks.ts';
import type { Portal } from './portal.ts';
import { readAndFollow } from './follow-merges.ts';
import { waitingNotices } from './notice-referring.ts';
import type { OpenLook } from './read-looks.ts';
import { saveLooks } from './save-looks.ts';
import { isExpected, retryDelayMs, sentence } from './trouble.ts';

const BATCH = 100;

/** After so many batches it is the turn of other portals. */
const BATCHES_A_TURN = 5;

/**
 * Looks at what a portal was hinted at and that is due. What people wait for is looked at by itself, with the portal that
 * `openForCard` gives. Resolves to whether there may be more than one turn allows.
 */
export async function drainPortal(
  portal: Portal,
  openForCard: () => Promise<Portal>,
  signal: AbortSignal,
): Promise<boolean> {
  // Hints that come before the first full sync wait for its end: until then fields may be missing and nothing is linked.
  if (!(await portal.store.hasFinishedSync())) return false;
  for (let batch = 1; batch <= BATCHES_A_TURN; batch += 1) {
    if (signal.aborted || !(await portal.exclusive(() => drainBatch(portal, openForCard)))) return false;
  }
  return true;
}

/** Whether there may be more. */
async function drainBatch(portal: Portal, openForCard: () => Promise<Portal>): Promise<boolean> {
  const notices = await portal.store.dueNotices(BATCH);
  if (notices.length === 0) return false;
  const isAsked = notices.some(({ asked }) => asked);
  const opened = isAsked ? await openForCard() : portal;
  await inTrace(continuedTrace(notices.map((notice) => notice.trace)), () =>
    portal.observer.work('look', { portalId: portal.id }, () => lookAt(opened, notices)),
  );
  return isAsked || notices.length === BATCH;
}

async function lookAt(portal: Portal, notices: readonly StoredNotice[]): Promise<void> {
  try {
    const looks = await openLooks(portal, notices);
    const { fates, error } = await applyLooks(portal, await limitRemovals(portal, await planLooks(portal, looks)), {
      late: true,
    });
    portal.afterWrite();
    await saveBatch(portal, notices, fates, error);
    if (error !== null) logTrouble(portal, error);
  } catch (error) {
    if (error instanceof RecordError) await separate(portal, notices, error);
    else {
      await portal.store.postponeNotices(notices, retryDelayMs(error, triesOf(notices)));
      logTrouble(portal, error);
    }
  }
}

/** A record may take part in several pairs (line items of orders and of invoices): it is looked at in each. */
async function openLooks(portal: Portal, notices: readonly StoredNotice[]): Promise<OpenLook[]> {
  const looks: OpenLook[] = [];
  for (const pair of portal.mapping.pairs) {
    const wanted = notices.filter((notice) => pair[notice.side] === notice.object);
    if (wanted.length === 0) continue;
    const ofPair = wanted.map((notice) => ({ side: notice.side, id: notice.id, record: null, notice }));
    looks.push(...(await readAndFollow(portal, pair, ofPair)));
  }
  return looks;
}

async function saveBatch(
  portal: Portal,
  notices: readonly StoredNotice[],
  fates: readonly Fate[],
  error: unknown,
): Promise<void> {
  const again = new Map<StoredNotice, number>();
  for (const fate of fates) {
    const { againAfterMs } = lookResult(fate);
    if (againAfterMs === null) continue;
    const delay = error === null ? againAfterMs : retryDelayMs(error, triesOf(notices));
    for (const notice of fate.planned.look.notices) again.set(notice, Math.max(delay, again.get(notice) ?? 0));
  }
  const waiting = await waitingNotices(portal, fates);
  const work = await liveRun(portal, fates);
  await saveLooks(portal, fates, work, async (store) => {
    const finished = notices.filter((notice) => !again.has(notice));
    await store.finishNotices(finished);
    await store.acceptNotices(waiting);
    for (const delay of new Set(again.values())) {
      const later = [...again].flatMap(([notice, after]) => (after === delay ? [notice] : []));
      await store.postponeNotices(later, delay);
    }
  });
}

/** A batch that changed nothing leaves no run behind. */
async function liveRun(portal: Portal, fates: readonly Fate[]): Promise<Work> {
  if (!fates.some((fate) => fate.done.length > 0 || fate.planned.look.applied.length > 0))
    return { runId: '', actor: 'live' };
  const { id } = await portal.store.startRun('live');
  await portal.store.saveProgress(id, { counts: countPlans(fates.map(truePlan)), done: fates.length });
  await portal.store.endRun(id, null);
  return { runId: id, actor: 'live' };
}

/** One record spoiled the whole batch: alone it is set aside, and the others go on without it. */
async function separate(portal: Portal, notices: readonly StoredNotice[], error: RecordError): Promise<void> {
  if (notices.length > 1) {
    for (const notice of notices) await lookAt(portal, [notice]);
    return;
  }
  portal.observer.failed(error, 'record');
  const held = notices.flatMap((notice) => setAsideBy(portal, notice, error));
  await portal.store.tx(async (store) => {
    await store.holdRecords(held);
    await store.finishNotices(notices);
  });
}

const setAsideBy = (portal: Portal, notice: StoredNotice, error: RecordError): Held[] =>
  portal.mapping.pairs
    .filter((pair) => pair[notice.side] === notice.object)
    .map((pair) => ({
      kind: 'set-aside',
      pair: pair.name,
      side: notice.side,
      recordId: notice.id,
      reason: error.reason,
      fix: 'Correct the record, then retry.',
      detail: { record: error.record },
    }));

const triesOf = (notices: readonly StoredNotice[]): number => Math.max(0, ...notices.map((notice) => notice.tries));

function logTrouble(portal: Portal, error: unknown): void {
  portal.observer.failed(error, 'look');
  const details = { portalId: portal.id, err: error };
  if (isExpected(error)) portal.log.warn({ portalId: portal.id }, `looks put off: ${sentence(error)}`);
  else portal.log.error(details, 'looks put off by an unexpected failure');
}
