import { checkMapping } from '../engine/check.ts';
import { ConfigError } from '../engine/error.ts';
import type { Pair } from '../engine/mapping.ts';
import { capExceeded } from '../engine/plan.ts';
import type { Counts } from '../engine/plan.ts';
import type { SyncRecord } from '../engine/record.ts';
import { changesFeed } from './feed.ts';
import type { Work } from './ledger-entries.ts';
import { mirrorDocuments } from './mirror.ts';
import { createCheckpoint } from './checkpoint.ts';
import { createPages } from './pages.ts';
import { absentFrom, missingNeeds, provisionNeeds } from './provision.ts';
import { patiently } from './patient.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { createProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { rememberAllKeys } from './remember-keys.ts';
import { lookForAlone } from './alone.ts';
import { lookForGone } from './gone.ts';
import { claimKey } from './plan-looks.ts';
import type { Wanted } from './read-looks.ts';
import { latePage, planPage, syncPage, wantedRecords } from './run-page.ts';
import type { PlanSoFar } from './run-page.ts';

export interface Run {
  readonly id: string;
  readonly kind: 'plan' | 'sync';
}

/** Executes a plan or a full sync. A sync that was cut goes on after its last finished page. */
export async function runPortal(portal: Portal, run: Run, signal: AbortSignal): Promise<void> {
  const problems = checkMapping(portal.mapping, await portal.left.describe(), await portal.right.describe());
  if (problems.length > 0) {
    throw new ConfigError(`The mapping does not fit the systems: ${problems.join(' ')}`, 'Correct the mapping file.');
  }
  const missing = await missingNeeds(portal, run.id, signal);
  const unprovisioned = { ...portal, absent: absentFrom(missing) };
  const progress = await createProgress(portal, run.id, run.kind === 'sync');
  if (run.kind === 'plan') {
    await planAll(unprovisioned, progress, signal);
  } else {
    await checkCap(unprovisioned, signal);
    await provisionNeeds(portal, missing, signal);
    await patiently(portal.clock, () => mirrorDocuments(portal, signal), signal);
    await syncAll(portal, { runId: run.id, actor: 'operator' }, progress, signal);
  }
  await progress.save();
}

async function planAll(portal: Portal, progress: Pick<Progress, 'add'>, signal: AbortSignal): Promise<void> {
  const soFar: PlanSoFar = { claims: new Map(), unlinked: new Set() };
  for (const pair of portal.mapping.pairs) {
    const look = (wanted: readonly Wanted[]): Promise<void> => planPage(portal, pair, wanted, soFar, progress);
    await eachPage(portal, pair, signal, (records) => look(wantedRecords(records)));
    await lookForAlone(portal, pair, signal, (wanted) =>
      look(wanted.filter(({ id }) => !soFar.claims.has(claimKey(pair.name, id)))),
    );
  }
}

async function syncAll(portal: Portal, work: Work, progress: Progress, signal: AbortSignal): Promise<void> {
  const latePairs: Pair[] = [];
  const cursors = new Map<string, string>();
  const checkpoint = createCheckpoint(portal, work.runId);
  const starts = new Map<Pair, string | null>();
  for (const pair of portal.mapping.pairs) starts.set(pair, await checkpoint.start(pair));
  const resumed = [...starts.values()].some((start) => start !== null);
  if (!resumed) await portal.store.forgetSeen();
  for (const pair of portal.mapping.pairs) {
    const start = starts.get(pair) ?? null;
    // What an earlier try left to the later pass is not known any more.
    let hasLate = start !== null && pair.fields.some((field) => field.late);
    const look = async (wanted: readonly Wanted[]): Promise<void> => {
      if (await syncPage(portal, pair, wanted, work, progress)) hasLate = true;
    };
    const onPage: OnePage = async (records, next) => {
      await look(wantedRecords(records));
      await portal.store.markSeen(
        pair.name,
        records.map((record) => record.id),
      );
      await checkpoint.save(pair, next);
    };
    const cursor = await eachPage(portal, pair, signal, onPage, start);
    await lookForGone(portal, pair, signal, look);
    await lookForAlone(portal, pair, signal, look);
    if (hasLate) latePairs.push(pair);
    // Several pairs may read one object: changes since the first of these readings are what polling must find.
    if (cursor !== null && !cursors.has(pair.right)) cursors.set(pair.right, cursor);
  }
  for (const pair of latePairs) {
    await eachPage(portal, pair, signal, (records) => latePage(portal, pair, records, work, progress));
  }
  if (signal.aborted) return;
  await portal.store.forgetSeen();
  for (const [object, cursor] of cursors) await portal.store.saveCursor(changesFeed(object), cursor);
}

/** `next`: the cursor after this page. */
type OnePage = (records: readonly SyncRecord[], next: string) => Promise<unknown>;

/** Page after page of a pair's right records; only one is in memory. Resolves to the last cursor. */
async function eachPage(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  work: OnePage,
  start: string | null = null,
): Promise<string | null> {
  const pages = createPages(portal.right, {
    object: pair.right,
    fields: fieldsOf(portal, pair, 'right'),
    cursor: start,
  });
  let keysKnown = pair.match.length === 0;
  // Read and worked on under one lock: what a page says must not be older than a base that another batch saved since.
  const onePage = async (): Promise<'end' | 'next' | 'keys'> => {
    const page = await pages.read();
    if (page === null) return 'end';
    if (!keysKnown && (await hasUnlinked(portal, pair, page.records))) return 'keys';
    await work(page.records, page.cursor);
    pages.finished(page);
    return 'next';
  };
  while (!signal.aborted) {
    const came = await patiently(portal.clock, () => portal.exclusive(onePage), signal);
    if (came === 'end') break;
    if (came === 'next') continue;
    // Keys serve to match what is not linked yet: only then the left records are listed, once, and a re-sync lists nothing.
    await rememberAllKeys(portal, pair, signal);
    keysKnown = true;
  }
  return pages.cursor;
}

async function hasUnlinked(portal: Portal, pair: Pair, records: readonly SyncRecord[]): Promise<boolean> {
  const ids = records.map((record) => record.id);
  return (await portal.store.linksByRight(pair.name, ids)).length < ids.length;
}

/** With a cap the whole plan is made first, because the pages before the last one would be written already. */
async function checkCap(portal: Portal, signal: AbortSignal): Promise<void> {
  if (portal.mapping.capPercent >= 100) return;
  const pages: Counts[] = [];
  await planAll(portal, { add: async (counts) => void pages.push(counts) }, signal);
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
