import { checkMapping, fieldNeeds } from '../engine/check.ts';
import { ConfigError } from '../engine/error.ts';
import type { Pair } from '../engine/mapping.ts';
import { capExceeded } from '../engine/plan.ts';
import type { Counts } from '../engine/plan.ts';
import { saveCursor } from '../store/cursors.ts';
import type { SyncRecord } from '../engine/record.ts';
import { countLinked, linksByRight } from '../store/links.ts';
import { changesFeed } from './feed.ts';
import type { Work } from './ledger-entries.ts';
import { mirrorDocuments } from './mirror.ts';
import { patiently, patientPages } from './patient.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { createProgress } from './progress.ts';
import type { Progress } from './progress.ts';
import { rememberAllKeys } from './remember-keys.ts';
import { latePage, planPage, syncPage } from './run-page.ts';
import type { PlanSoFar } from './run-page.ts';

export interface Run {
  readonly id: string;
  readonly kind: 'plan' | 'sync';
}

/** Executes a plan or a full sync. Stopped in between it can be begun again: everything done is found done. */
export async function runPortal(portal: Portal, run: Run, signal: AbortSignal): Promise<void> {
  const problems = checkMapping(portal.mapping, await portal.left.describe(), await portal.right.describe());
  if (problems.length > 0) {
    throw new ConfigError(`The mapping does not fit the systems: ${problems.join(' ')}`, 'Correct the mapping file.');
  }
  const missing = (await portal.left.missing?.(fieldNeeds(portal.mapping))) ?? [];
  const unprovisioned = { ...portal, absent: new Set(missing.map((need) => `${need.object}.${need.name}`)) };
  const progress = createProgress(portal, run.id);
  if (run.kind === 'plan') {
    await planAll(unprovisioned, progress, signal);
  } else {
    await checkCap(unprovisioned, signal);
    if (missing.length > 0) await portal.left.provision?.(missing);
    await patiently(() => mirrorDocuments(portal, signal), signal);
    await syncAll(portal, { runId: run.id, actor: 'operator' }, progress, signal);
  }
  await progress.save();
}

async function planAll(portal: Portal, progress: Pick<Progress, 'add'>, signal: AbortSignal): Promise<void> {
  const soFar: PlanSoFar = { claims: new Map(), unlinked: new Set() };
  for (const pair of portal.mapping.pairs) {
    await eachPage(portal, pair, signal, (records) => planPage(portal, pair, records, soFar, progress));
  }
}

async function syncAll(portal: Portal, work: Work, progress: Progress, signal: AbortSignal): Promise<void> {
  const latePairs: Pair[] = [];
  const cursors = new Map<string, string>();
  for (const pair of portal.mapping.pairs) {
    let hasLate = false;
    const cursor = await eachPage(portal, pair, signal, async (records) => {
      if (await syncPage(portal, pair, records, work, progress)) hasLate = true;
    });
    if (hasLate) latePairs.push(pair);
    // Several pairs may read one object: changes since the first of these readings are what polling must find.
    if (cursor !== null && !cursors.has(pair.right)) cursors.set(pair.right, cursor);
  }
  for (const pair of latePairs) {
    await eachPage(portal, pair, signal, (records) => latePage(portal, pair, records, work, progress));
  }
  if (signal.aborted) return;
  for (const [object, cursor] of cursors) await saveCursor(portal.db, portal.id, changesFeed(object), cursor);
}

type OnePage = (records: Parameters<typeof planPage>[2]) => Promise<unknown>;

/** Page after page of a pair's right records; only one is in memory. Resolves to the last cursor. */
async function eachPage(portal: Portal, pair: Pair, signal: AbortSignal, work: OnePage): Promise<string | null> {
  const request = { object: pair.right, fields: fieldsOf(portal, pair, 'right'), cursor: null };
  const knowKeys = keysWhenNeeded(portal, pair, signal);
  let cursor: string | null = null;
  for await (const page of patientPages(portal.right, request, signal)) {
    await patiently(() => knowKeys(page.records), signal);
    await patiently(() => portal.exclusive(() => work(page.records)), signal);
    cursor = page.cursor;
    if (signal.aborted) break;
  }
  return cursor;
}

/** Keys serve to match what is not linked yet: only then the left records are listed, once, and a re-sync lists nothing. */
function keysWhenNeeded(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
): (records: readonly SyncRecord[]) => Promise<void> {
  let known = pair.match.length === 0;
  return async (records) => {
    if (known) return;
    const ids = records.map((record) => record.id);
    const links = await linksByRight(portal.db, portal.id, pair.name, ids);
    if (links.length === ids.length) return;
    await rememberAllKeys(portal, pair, () => signal.aborted);
    known = true;
  };
}

/** With a cap the whole plan is made first, because the pages before the last one would be written already. */
async function checkCap(portal: Portal, signal: AbortSignal): Promise<void> {
  if (portal.mapping.capPercent >= 100) return;
  const pages: Counts[] = [];
  await planAll(portal, { add: async (counts) => void pages.push(counts) }, signal);
  const total = (name: keyof Counts): number => pages.reduce((sum, counts) => sum + counts[name], 0);
  const linked = (await countLinked(portal.db)).find((one) => one.portalId === portal.id)?.linked ?? 0;
  const [first] = pages;
  if (!first || signal.aborted) return;
  const counts = Object.fromEntries(
    (Object.keys(first) as (keyof Counts)[]).map((name) => [name, total(name)]),
  ) as unknown as Counts;
  const refusal = capExceeded(portal.mapping, counts, linked);
  if (refusal !== null) throw new ConfigError(refusal, '');
}
