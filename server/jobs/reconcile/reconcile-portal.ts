import { checkMapping } from '../../engine/check.ts';
import { can } from '../../engine/connector.ts';
import type { ObjectDescription } from '../../engine/connector.ts';
import { ConfigError } from '../../engine/error.ts';
import { createsOn } from '../../engine/mapping.ts';
import { subjectOf } from '../../engine/reconcile/subject.ts';
import type { Subject } from '../../engine/reconcile/subject.ts';
import type { ReconcileStore } from '../../store/reconcile-store.ts';
import type { Portal } from '../portal.ts';
import { createProgress, noCounts } from '../progress.ts';
import { readSides } from './read-sides.ts';
import type { Reconciling } from './reconciling.ts';
import { verifySuspects } from './verify.ts';

export interface ReconcileRun {
  readonly id: string;
  /** Names of the pairs; none: all. */
  readonly pairs: readonly string[];
  /** What is on its way between the systems arrives in this time; what differs is looked at again after it. */
  readonly settleMs: number;
}

/**
 * Compares both sides of the pairs and writes down what drifted, and the sums. It writes to neither system. A run that was
 * cut begins again, for what it had read is old by then.
 */
export async function reconcilePortal(
  portal: Portal,
  kept: ReconcileStore,
  run: ReconcileRun,
  signal: AbortSignal,
): Promise<void> {
  const subjects = await subjectsOf(portal, run.pairs);
  await kept.forgetResults(run.id);
  const progress = await createProgress(portal, run.id, false);
  const onRead = (records: number): Promise<void> => progress.add(noCounts, records);
  for (const [place, { subject, archives }] of subjects.entries()) {
    await kept.forgetCompared();
    await reconcilePair({ portal, kept, runId: run.id, subject, archives, signal, onRead }, place, run.settleMs);
    if (signal.aborted) return;
  }
  await kept.forgetCompared();
  await kept.forgetOldResults();
  await progress.save();
}

async function reconcilePair(reconciling: Reconciling, place: number, settleMs: number): Promise<void> {
  const { kept, runId, subject, signal } = reconciling;
  const { pair, amounts } = subject;
  await readSides(reconciling);
  await kept.markSuspects(pair.name, { creates: createsOn(pair, 'left') });
  await verifySuspects(reconciling, settleMs);
  if (signal.aborted) return;
  await kept.sumUp(
    runId,
    pair.name,
    amounts.map(({ left }) => left),
  );
  await kept.savePair(runId, pair.name, place, await kept.countCompared(runId, pair.name));
}

/** Throws ConfigError when there is nothing to compare yet. */
async function subjectsOf(
  { mapping, left, right, store }: Portal,
  names: readonly string[],
): Promise<{ subject: Subject; archives: boolean }[]> {
  const described = { left: await left.describe(), right: await right.describe() };
  const problems = checkMapping(mapping, described.left, described.right);
  if (problems.length > 0) {
    throw new ConfigError(`The mapping does not fit the systems: ${problems.join(' ')}`, 'Correct the mapping file.');
  }
  if (!(await store.hasFinishedSync())) {
    throw new ConfigError('Nothing was synced yet, so there is nothing to compare.', 'Run "ledgerline sync" first.');
  }
  const named = (objects: readonly ObjectDescription[], name: string) => objects.find((one) => one.name === name);
  return mapping.pairs
    .filter((pair) => names.length === 0 || names.includes(pair.name))
    .map((pair) => {
      const objects = { left: named(described.left, pair.left), right: named(described.right, pair.right) };
      const archives = objects.left !== undefined && can(objects.left, 'archive');
      return { subject: subjectOf(mapping, pair, objects), archives };
    });
}
