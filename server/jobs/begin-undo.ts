import type { PortalStore } from '../store/portal-store.ts';
import type { UndoTarget } from '../store/undo.ts';
import { Refused } from './refused.ts';

/** What a person wants taken back: a run, or what was last written to a record or to one of its fields. */
export interface UndoAsked {
  readonly runId?: string | undefined;
  readonly object?: string | undefined;
  readonly recordId?: string | undefined;
  readonly field?: string | undefined;
}

/** Begins the undo, or with `plan` the look at what it would do. Throws Refused. */
export async function beginUndo(
  store: PortalStore,
  asked: UndoAsked,
  plan: boolean,
): Promise<{ readonly id: string; readonly isNew: boolean }> {
  const target = await targetOf(store, asked);
  const total = await store.countWrittenRecords(target);
  if (total === 0) {
    throw new Refused(
      `Run ${target.runId} wrote nothing of this, as far as the ledger goes back. There is nothing to undo.`,
    );
  }
  const run = await store.startRun(plan ? 'undo-plan' : 'undo', { target, total });
  if (run.isNew) return run;
  const running = (await store.getRun(run.id))?.target;
  if (JSON.stringify(sorted(running)) === JSON.stringify(sorted(target))) return run;
  throw new Refused(`Another undo is going on (run ${run.id}). Wait for its end, then try again.`);
}

const sorted = (target: UndoTarget | undefined) =>
  Object.entries(target ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));

async function targetOf(store: PortalStore, { runId, object, recordId, field }: UndoAsked): Promise<UndoTarget> {
  const record = object !== undefined && recordId !== undefined ? { object, recordId } : null;
  const of = { ...record, ...(field !== undefined && { field }) };
  if (runId !== undefined) {
    const run = await store.getRun(runId);
    if (!run) throw new Refused(`There is no run ${runId}. "ledgerline runs" lists them.`);
    if (run.state === 'running') throw new Refused(`Run ${runId} is still going on. Wait for its end, then undo it.`);
    return { runId, ...of };
  }
  if (!record) throw new Refused('Say what to undo: a run, or a record by its object and id.');
  const last = await store.lastWriter({ ...record, field });
  const what = field === undefined ? `${object} ${recordId}` : `\`${field}\` of ${object} ${recordId}`;
  if (last === null) throw new Refused(`Ledgerline has not written to ${what}, as far as the ledger goes back.`);
  return { runId: last, ...of };
}
