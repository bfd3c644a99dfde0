import { checkMapping } from '../engine/check.ts';
import { ConfigError } from '../engine/error.ts';
import type { Pair } from '../engine/mapping.ts';
import { capExceeded } from '../engine/plan.ts';
import type { Counts } from '../engine/plan.ts';
import { changesFeed } from './feed.ts';
import type { Work } from './ledger-entries.ts';
import { mirrorDocuments } from './mirror.ts';
import { createCheckpoint, NOWHERE } from './checkpoint.ts';
import { eachPage } from './each-page.ts';
import type { OnePage } from './each-page.ts';
import type { Checkpoint, Reached } from './checkpoint.ts';
import { absentFrom, missingNeeds, provisionNeeds } from './provision.ts';
import { patiently } from './patient.ts';
import type { Portal } from './portal.ts';
import { createProgress } from './progress.ts';
import { countIn, EVERYTHING, pairsIn, recordsIn } from './scope.ts';
import type { Scope } from './scope.ts';
import type { Progress } from './progress.ts';
import { lookForAlone } from './alone.ts';
import { createSlice, SLICE_MS } from './slice.ts';
import type { Slice } from './slice.ts';
import { countGone, lookForGone } from './gone.ts';
import { allowanceFor } from './limit-removals.ts';
import type { Allowance } from './limit-removals.ts';
import { claimKey } from './plan-looks.ts';
import type { Wanted } from './read-looks.ts';
import { latePage, planPage, syncPage, wantedRecords } from './run-page.ts';
import type { PlanSoFar } from './run-page.ts';

export interface Run {
  readonly id: string;
  readonly kind: 'plan' | 'sync' | 'backfill';
  /** What a backfill is about. */
  readonly scope?: Scope;
}

/** The part of a checkpoint that says that the sync is past all that comes before its first page. */
const BEGUN = 'begun';

/**
 * Executes a plan, a full sync or a backfill. One that was cut goes on after its last finished page; it throws GoOnLater when it
 * is the turn of other portals.
 */
export async function runPortal(portal: Portal, run: Run, signal: AbortSignal, sliceMs = SLICE_MS): Promise<void> {
  const progress = await createProgress(portal, run.id, run.kind !== 'plan');
  try {
    if (run.kind === 'plan') await planAll(await prepared(portal, run, signal), EVERYTHING, progress, signal);
    else await sync(portal, run, createSlice(portal.clock, sliceMs), progress, signal);
  } finally {
    // What was done counts, also when the rest is done later, and when nobody knows how the trouble ends.
    await progress.save();
  }
}

async function sync(portal: Portal, run: Run, slice: Slice, progress: Progress, signal: AbortSignal): Promise<void> {
  const sliced = { ...portal, clock: slice.clock };
  const checkpoint = createCheckpoint(portal, run);
  const { scope = EVERYTHING } = run;
  if (!(await checkpoint.load(BEGUN)).done) {
    const unprovisioned = await prepared(sliced, run, signal);
    await checkCap(unprovisioned, scope, signal);
    await provisionNeeds(portal, unprovisioned.missing, signal);
    await patiently(slice.clock, () => mirrorDocuments(portal, signal), signal);
    await tellTotal(sliced, run, signal);
    if (run.kind === 'sync') await portal.store.forgetSeen();
    if (signal.aborted) return;
    await checkpoint.save(BEGUN, { ...NOWHERE, done: true });
  }
  const work = { runId: run.id, actor: 'operator' };
  const tools: Tools = { checkpoint, slice, progress, scope, isWhole: run.kind === 'sync' };
  await syncAll(sliced, work, tools, signal);
}

/** So that people see how much is left; what an earlier run tells is near enough for a whole one. */
async function tellTotal(portal: Portal, { id, kind, scope = EVERYTHING }: Run, signal: AbortSignal): Promise<void> {
  const run = await portal.store.getRun(id);
  if (kind === 'sync' && run?.total !== null) return;
  await portal.store.saveTotal(id, await countIn(portal, scope, signal));
}

interface Prepared extends Portal {
  readonly missing: Awaited<ReturnType<typeof missingNeeds>>;
}

/** The portal once the mapping was checked against both systems, with what the left one lacks. */
async function prepared(portal: Portal, run: Run, signal: AbortSignal): Promise<Prepared> {
  const problems = checkMapping(portal.mapping, await portal.left.describe(), await portal.right.describe());
  if (problems.length > 0) {
    throw new ConfigError(`The mapping does not fit the systems: ${problems.join(' ')}`, 'Correct the mapping file.');
  }
  const missing = await missingNeeds(portal, run.id, signal);
  return { ...portal, missing, absent: absentFrom(missing) };
}

async function planAll(
  portal: Portal,
  scope: Scope,
  progress: Pick<Progress, 'add'>,
  signal: AbortSignal,
): Promise<void> {
  const soFar: PlanSoFar = { claims: new Map(), claimed: new Map(), unlinked: new Set() };
  const isWhole = scope.since === null && scope.pairs.length === 0;
  if (isWhole) await portal.store.forgetSeen('plan');
  for (const pair of pairsIn(portal, scope)) {
    const look = (wanted: readonly Wanted[]): Promise<void> => planPage(portal, pair, wanted, soFar, progress);
    await eachPage(portal, pair, signal, async (records) => {
      await look(wantedRecords(recordsIn(records, scope)));
      const ids = records.map(({ id }) => id);
      if (isWhole) await portal.store.markSeen(pair.name, ids, 'plan');
    });
    if (isWhole) await lookForGone(portal, pair, signal, look, 'plan');
    await lookForAlone(portal, pair, signal, (wanted) =>
      look(wanted.filter(({ id }) => !soFar.claims.has(claimKey(pair.name, id)))),
    );
  }
}

/** What a sync works with besides its portal. */
interface Tools {
  readonly checkpoint: Checkpoint;
  readonly slice: Slice;
  readonly progress: Progress;
  readonly scope: Scope;
  /** Everything is read, so what was not come across is missing. */
  readonly isWhole: boolean;
}

async function syncAll(portal: Portal, work: Work, tools: Tools, signal: AbortSignal): Promise<void> {
  const latePairs: Pair[] = [];
  const cursors = new Map<string, string>();
  for (const pair of pairsIn(portal, tools.scope)) {
    const { cursor, hasLate } = await syncPair(portal, pair, work, tools, signal);
    if (signal.aborted) return;
    if (hasLate) latePairs.push(pair);
    // Several pairs may read one object: changes since the first of these readings are what polling must find.
    if (cursor !== null && !cursors.has(pair.right)) cursors.set(pair.right, cursor);
  }
  for (const pair of latePairs) await lateUpdates(portal, pair, work, tools, signal);
  if (signal.aborted || !tools.isWhole) return;
  await portal.store.forgetSeen();
  for (const [object, cursor] of cursors) await portal.store.saveCursor(changesFeed(object), cursor);
}

async function syncPair(portal: Portal, pair: Pair, work: Work, tools: Tools, signal: AbortSignal): Promise<Reached> {
  const { checkpoint, progress, scope, isWhole } = tools;
  let reached = await checkpoint.load(pair.name);
  let pages = 0;
  if (reached.done) return reached;
  let allowance: Allowance | null = null;
  const look = async (wanted: readonly Wanted[]): Promise<void> => {
    if (await syncPage(portal, pair, wanted, work, progress, allowance)) reached = { ...reached, hasLate: true };
  };
  const onPage: OnePage = async (records, next) => {
    await look(wantedRecords(recordsIn(records, scope)));
    const ids = records.map((record) => record.id);
    if (isWhole) await portal.store.markSeen(pair.name, ids);
    reached = { ...reached, ...next };
    await checkpoint.save(pair.name, reached);
    pages += 1;
    if (isPowerOfTwo(pages)) await portal.store.refreshStatistics();
  };
  await eachPage(portal, pair, signal, onPage, reached, tools);
  if (isWhole) {
    allowance = await allowanceFor(portal, await countGone(portal, pair, signal));
    await lookForGone(portal, pair, signal, look);
    allowance = null;
    await lookForTheAlone(portal, pair, signal, tools, look);
  }
  if (signal.aborted) return reached;
  reached = { ...reached, done: true };
  await checkpoint.save(pair.name, reached);
  return reached;
}

async function lookForTheAlone(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  { checkpoint, slice }: Tools,
  look: (wanted: readonly Wanted[]) => Promise<unknown>,
): Promise<void> {
  const part = `${pair.name} alone`;
  const { cursor: from } = await checkpoint.load(part);
  const onPage = async (cursor: string): Promise<void> => {
    await checkpoint.save(part, { ...NOWHERE, cursor });
    slice.yieldIfOver();
  };
  await lookForAlone(portal, pair, signal, look, { from, onPage });
}

/** What other records had to be there for is written in a pass of its own. */
async function lateUpdates(portal: Portal, pair: Pair, work: Work, tools: Tools, signal: AbortSignal): Promise<void> {
  const { checkpoint, progress, scope } = tools;
  const part = `${pair.name} late`;
  const reached = await checkpoint.load(part);
  const onPage: OnePage = async (records, next) => {
    await latePage(portal, pair, recordsIn(records, scope), work, progress);
    await checkpoint.save(part, { ...reached, ...next });
  };
  if (!reached.done) await eachPage(portal, pair, signal, onPage, reached, tools);
  if (!signal.aborted) await checkpoint.save(part, { ...reached, done: true });
}

/** Often at first, when tables grow by a multiple, and rarely later. */
const isPowerOfTwo = (count: number): boolean => Number.isInteger(Math.log2(count));

/** With a cap the whole plan is made first, because the pages before the last one would be written already. */
async function checkCap(portal: Portal, scope: Scope, signal: AbortSignal): Promise<void> {
  if (portal.mapping.capPercent >= 100) return;
  const pages: Counts[] = [];
  await planAll(portal, scope, { add: async (counts) => void pages.push(counts) }, signal);
  const total = (name: keyof Counts): number => pages.reduce((sum, counts) => sum + counts[name], 0);
  const linked = await portal.store.linkedCount();
  const [first] = pages;
  if (!first || signal.aborted) return;
  const counts = Object.fromEntries(
    (Object.keys(first) as (keyof Counts)[]).map((name) => [name, total(name)]),
  ) as unknown as Counts;
  const refusal = capExceeded(portal.mapping, counts, linked);
  if (refusal !== null) throw new ConfigError(refusal, '');
}
