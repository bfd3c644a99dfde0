import type { PortalStore } from '../store/portal-store.ts';
import type { RunKind, RunView } from '../store/runs.ts';
import { continuedTrace, inTrace } from '../trace.ts';
import { drainPortal } from './drain.ts';
import type { JobHandlers } from './job-queue.ts';
import { leftIsUp } from './open-portal.ts';
import type { OpenPortal } from './open-portal.ts';
import { unobserved } from './observer.ts';
import type { Observer } from './observer.ts';
import type { Log, Portal } from './portal.ts';
import { runPortal } from './run-portal.ts';
import { mayGoOn } from './stand-still.ts';
import { GoOnLater } from './slice.ts';
import { undoPortal } from './undo-portal.ts';
import { isExpected, retryDelayMs, sentence } from './trouble.ts';

interface WorkDeps {
  readonly openPortal: OpenPortal;
  readonly store: (portalId: number) => PortalStore;
  /** What runs of other kinds than plan and sync do. */
  readonly runs?: RunWorks;
  readonly log: Log;
  readonly observer?: Observer;
  readonly wake: (portalId: number) => Promise<void>;
  /** Queues the run once more, behind those of other portals. */
  readonly resume: (portalId: number, runId: string, afterMs: number) => Promise<void>;
  /** How long a run keeps its worker at a time. */
  readonly sliceMs?: number;
  readonly signal: AbortSignal;
}

type RunWork = (portal: Portal, runId: string, signal: AbortSignal) => Promise<void>;
export type RunWorks = Readonly<Partial<Record<RunKind, RunWork>>>;

/** What the jobs do. A drain never fails: what it could not do is in the store, with the time of the next try. */
export function createWork(deps: WorkDeps): JobHandlers {
  const { openPortal, store, runs, log, observer = unobserved, wake, resume, sliceMs, signal } = deps;
  const works: RunWorks = {
    plan: (portal, id) => runPortal(portal, { id, kind: 'plan' }, signal),
    sync: (portal, id) => runPortal(portal, { id, kind: 'sync' }, signal, sliceMs),
    'undo-plan': (portal, id) => undoPortal(portal, { id, kind: 'undo-plan' }, signal, sliceMs),
    undo: (portal, id) => undoPortal(portal, { id, kind: 'undo' }, signal, sliceMs),
    ...runs,
  };
  const failed = async (portalId: number, { id: runId, kind }: RunView, error: unknown): Promise<void> => {
    await store(portalId).endRun(runId, sentence(error));
    observer.failed(error, 'run');
    observer.runEnded(kind, 'failed');
    const details = { portalId, runId, ...(isExpected(error) ? {} : { err: error }) };
    log.error(details, `${kind} failed: ${sentence(error)}`);
  };
  const carryOut = async (portalId: number, run: RunView, perform: RunWork): Promise<void> => {
    const { id: runId, kind } = run;
    try {
      const portal = await openPortal(portalId, 'backfill');
      await perform(portal, runId, signal);
      // The job fails, so that it is taken up again at the next start; the run itself goes on being a running one.
      if (signal.aborted) throw new Error('The server stops; the run goes on when it is started again.');
      await leftIsUp(portal);
      await store(portalId).endRun(runId, null);
      observer.runEnded(kind, 'done');
      log.info({ portalId, runId }, `${kind} done`);
    } catch (error) {
      if (signal.aborted) throw error;
      if (error instanceof GoOnLater && (await mayGoOn(store(portalId), run, error))) {
        return await resume(portalId, runId, error.afterMs);
      }
      await failed(portalId, run, error instanceof GoOnLater ? error.cause : error);
    }
    await wake(portalId);
  };
  return {
    async drain(portalId) {
      if (signal.aborted) return;
      try {
        // Whoever still has work queues up again, behind the other portals.
        const card = () => openPortal(portalId, 'card');
        if (await drainPortal(await openPortal(portalId, 'live'), card, signal)) await wake(portalId);
      } catch (error) {
        observer.failed(error, 'look');
        await store(portalId).postponePortal(retryDelayMs(error, 0));
        log.error({ portalId, err: error }, `live changes wait: ${sentence(error)}`);
      }
    },
    async run(portalId, runId) {
      const run = await store(portalId).getRun(runId);
      const perform = run?.state === 'running' ? works[run.kind] : undefined;
      if (!run || !perform) return;
      await inTrace(continuedTrace([run.trace]), () =>
        observer.work(run.kind, { portalId }, () => carryOut(portalId, run, perform)),
      );
    },
  };
}
