import { z } from 'zod';
import { RetryLater } from '../engine/error.ts';
import type { Operation } from '../engine/plan.ts';
import type { Work } from '../engine/record.ts';
import type { StoreInTx } from '../store/portal-store.ts';
import type { UndoCounts } from '../store/runs.ts';
import type { LeftAlone, UndoTarget, WrittenRecord } from '../store/undo.ts';
import { ledgerEntries } from './ledger-entries.ts';
import { patiently } from './patient.ts';
import type { Portal } from './portal.ts';
import { createSlice, SLICE_MS } from './slice.ts';
import { archiveCreated } from './undo-creates.ts';
import { applyUndoPage, isOpen, leftAloneOf, planUndoPage, undoneLink } from './undo-page.ts';
import type { UndoneLook } from './undo-page.ts';

export interface UndoRun {
  readonly id: string;
  readonly kind: 'undo-plan' | 'undo';
  readonly target: UndoTarget;
}

const PAGE = 100;
const LOOK_AGAIN_MS = 1000;

const Kept = z.object({
  runId: z.string(),
  pair: z.string(),
  after: z.object({ side: z.enum(['left', 'right']), recordId: z.string() }),
});

/**
 * Takes back what a run wrote, or says what that would be. Records are read under the portal's lock, a page at a time, and
 * each page is saved as a whole with how far the undo has come: cut off anywhere, it goes on there.
 */
export async function undoPortal(
  portal: Portal,
  { id, kind }: Pick<UndoRun, 'id' | 'kind'>,
  signal: AbortSignal,
  sliceMs = SLICE_MS,
): Promise<void> {
  const before = await portal.store.getRun(id);
  if (!before?.target) throw new Error(`The undo ${id} does not say what it takes back.`);
  const slice = createSlice(portal.clock, sliceMs);
  const run: UndoRun = { id, kind, target: before.target };
  const pairs = await pairsOf(portal, run.target);
  const kept = await checkpointOf(portal, run);
  const progress = { counts: { undo: 0, undoCreate: 0, leftAlone: 0, ...before.counts }, done: before.done };
  const first = kept ? pairs.indexOf(kept.pair) : 0;
  for (const name of pairs.slice(first)) {
    let after: WrittenRecord | null = kept?.pair === name ? kept.after : null;
    while (!signal.aborted) {
      const page: WrittenRecord[] = await portal.store.writtenRecords(run.target, name, after, PAGE);
      after = page.at(-1) ?? null;
      if (after === null) break;
      const checkpoint = JSON.stringify({ runId: run.id, pair: name, after });
      const part: PageWork = { portal, run, name, page, progress, checkpoint };
      await patiently(slice.clock, () => portal.exclusive(() => onePage(part)), signal);
      slice.yieldIfOver();
    }
  }
}

/** What comes last in the mapping builds on what comes before it, so it goes first. */
async function pairsOf({ store, mapping }: Portal, target: UndoTarget): Promise<string[]> {
  const order = mapping.pairs.map(({ name }) => name);
  return (await store.writtenPairs(target)).toSorted((a, b) => order.indexOf(b) - order.indexOf(a));
}

const feedOf = ({ kind }: UndoRun): string => `run:${kind}`;

async function checkpointOf({ store }: Portal, run: UndoRun) {
  const text = await store.getCursor(feedOf(run));
  const kept = text === null ? null : Kept.parse(JSON.parse(text));
  return kept?.runId === run.id ? kept : null;
}

/** What was counted so far; each page adds to it when it is saved. */
interface Tally {
  readonly counts: UndoCounts;
  readonly done: number;
}

interface PageWork {
  readonly portal: Portal;
  readonly run: UndoRun;
  readonly name: string;
  readonly page: readonly WrittenRecord[];
  readonly progress: Tally;
  readonly checkpoint: string;
}

async function onePage(work: PageWork): Promise<void> {
  const { portal, run, name, page } = work;
  const pair = portal.mapping.pairs.find((one) => one.name === name);
  if (!pair)
    return portal.store.tx((store) =>
      savePage(
        work,
        store,
        { undo: 0, undoCreate: 0 },
        page.map((one) => unmapped(name, one)),
      ),
    );
  const planned = await planUndoPage(portal, pair, run.target, page, run.id);
  if (run.kind === 'undo-plan') {
    const values = planned.flatMap(({ undo }) => undo.plan.operations).reduce((sum, one) => sum + valuesOf(one), 0);
    const leftAlone = planned.flatMap((one) => leftAloneOf(one));
    const undoCreate = planned.filter(({ create }) => create?.why === null).length;
    return portal.store.tx((store) => savePage(work, store, { undo: values, undoCreate }, leftAlone));
  }
  const by = { runId: run.id, actor: 'operator' };
  const creates = await archiveCreated(
    portal,
    planned.flatMap(({ create }) => create ?? []),
    by,
  );
  const { looks, error } = await applyUndoPage(portal, planned, by);
  await saveUndone(work, looks, creates, by);
  if (error !== null) throw error;
  if (looks.some(({ fate }) => isOpen(fate))) {
    throw new RetryLater('A system has not answered for every record.', LOOK_AGAIN_MS);
  }
}

const valuesOf = (operation: Operation): number => (operation.kind === 'update' ? operation.changes.length : 1);

const unmapped = (pair: string, { recordId }: WrittenRecord): LeftAlone => ({
  object: pair,
  recordId,
  field: '*',
  reason: 'the mapping does not have its pair any more',
});

/** Bases and ledger; and how far the undo has come, once every record of the page is settled. */
async function saveUndone(
  work: PageWork,
  looks: readonly UndoneLook[],
  { archived, leftAlone }: { archived: number; leftAlone: readonly LeftAlone[] },
  by: Work,
): Promise<void> {
  const fates = looks.flatMap(({ fate }) => fate ?? []);
  const done = fates.flatMap((fate) => fate.done).reduce((sum, operation) => sum + valuesOf(operation), 0);
  const settled = looks.reduce((sum, look) => sum + look.settled, 0);
  await work.portal.store.tx(async (store) => {
    const others = await runOfOthers(store, looks, by);
    await store.saveLinks(looks.flatMap(undoneLink));
    await store.appendLedger(fates.flatMap((fate) => ledgerEntries(by, fate, others)));
    if (looks.some(({ fate }) => isOpen(fate))) return;
    await savePage(work, store, { undo: settled + done, undoCreate: archived }, [
      ...leftAlone,
      ...looks.flatMap((one) => leftAloneOf(one)),
    ]);
  });
}

/** What a look before had written, and could not save, is told as what it was: no part of the undo. */
async function runOfOthers(store: StoreInTx, looks: readonly UndoneLook[], by: Work): Promise<Work> {
  if (looks.every(({ look }) => look.applied.every((one) => one.by !== undefined))) return by;
  const { id } = await store.startRun('live');
  await store.endRun(id, null);
  return { runId: id, actor: 'live' };
}

async function savePage(
  work: PageWork,
  store: StoreInTx,
  { undo, undoCreate }: Pick<UndoCounts, 'undo' | 'undoCreate'>,
  leftAlone: readonly LeftAlone[],
): Promise<void> {
  const { run, progress, page, checkpoint } = work;
  const { counts } = progress;
  const next = {
    ...counts,
    undo: counts.undo + undo,
    undoCreate: counts.undoCreate + undoCreate,
    leftAlone: counts.leftAlone + leftAlone.length,
  };
  await store.addLeftAlone(run.id, leftAlone);
  await store.saveProgress(run.id, { counts: next, done: progress.done + page.length });
  await store.saveCursor(feedOf(run), checkpoint);
  Object.assign(progress, { counts: next, done: progress.done + page.length });
}
