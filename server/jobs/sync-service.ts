import { portalStore } from '../store/portal-store.ts';
import type { Db } from '../store/db.ts';
import type { Notice } from '../engine/record.ts';
import type { StatusView } from './sync-status.ts';
import { syncStatus } from './sync-status.ts';
import { forgetDeeds } from '../store/audit.ts';
import { forgetLedger } from '../store/forget.ts';
import { portalsWithDueHeld } from '../store/inbox.ts';
import type { InboxEntry } from '../store/inbox-entries.ts';
import type { StoredLedgerEntry } from '../store/ledger.ts';
import { portalsWithDueNotices } from '../store/notices.ts';
import { unfinishedRuns } from '../store/runs.ts';
import type { RunView } from '../store/runs.ts';
import { vacuum } from '../store/vacuum.ts';
import { linkByHand } from './link-by-hand.ts';
import type { LinkWanted } from './link-by-hand.ts';
import { createInboxService } from './inbox-service.ts';
import type { InboxService } from './inbox-service.ts';
import { systemClock } from './clock.ts';
import { adoptLinks } from './adopt-links.ts';
import type { AdoptedLink, Adoption } from './adopt-links.ts';
import { unlink } from './unlink.ts';
import type { UnlinkWanted } from './unlink.ts';
import { backfillRuns, createBackfillService } from './backfill.ts';
import type { BackfillService } from './backfill.ts';
import { AHEAD } from './feed.ts';
import { createInterval, createSharedInterval } from './interval.ts';
import { createLedgerService } from './ledger-service.ts';
import type { LedgerService } from './ledger-service.ts';
import { createJobQueue } from './job-queue.ts';
import { unobserved } from './observer.ts';
import { portalOpener } from './open-portal.ts';
import type { PortalDeps } from './open-portal.ts';
import { createMappingService } from './mapping-service.ts';
import type { MappingService } from './mapping-service.ts';
import { createPolling } from './polling.ts';
import { createWaker } from './waker.ts';
import { createWork } from './work.ts';
import { reconcileStore } from '../store/reconcile-store.ts';
import { firstSyncedAt } from '../store/runs.ts';
import { reconcileDue } from './reconcile/nightly.ts';
import type { TimeOfDay } from './reconcile/nightly.ts';
import { reconcileRuns } from './reconcile/run.ts';
import { createReconcileService } from './reconcile/service.ts';
import type { ReconcileReport, ReconcileService, ReconcileSummary } from './reconcile/service.ts';

export type { InboxEntry, ReconcileReport, ReconcileSummary, RunView, StatusView };
export type LedgerEntry = StoredLedgerEntry;

export interface SyncDeps extends Omit<PortalDeps, 'store'> {
  readonly db: Db;
  readonly pollSeconds: number;
  /** So long the ledger remembers changes; left out: for ever. */
  readonly ledgerDays?: number;
  /** In this time what is on its way between the systems arrives, before a reconcile calls it a drift. */
  readonly settleMs?: number;
  /** When every portal is reconciled; null: only when asked. */
  readonly reconcileAt?: TimeOfDay | null;
  /** How long a run keeps a worker at a time; tests have it short. */
  readonly sliceMs?: number;
  /** Active installs. */
  readonly portals: () => Promise<number[]>;
}

export interface SyncService
  extends Omit<InboxService, 'retryDue'>, BackfillService, LedgerService, ReconcileService, MappingService {
  start(): Promise<void>;
  /** Only takes in what is to be done; other processes of the store do it. */
  open(): Promise<void>;
  /** Ends the batches at hand; what is left is in the store and taken up at the next start. */
  stop(): Promise<void>;
  /** Stores the hints, one row a record, and wakes the worker. Resolves when they are durable. */
  accept(portalId: number, notices: readonly Notice[]): Promise<void>;
  /** The same for what a person waits for: it is looked at before everything else. */
  ask(portalId: number, notices: readonly Notice[]): Promise<void>;
  /** The id of the run, which works in the background; the one of this kind that is going on already, if there is one. */
  begin(portalId: number, kind: 'plan' | 'sync'): Promise<string>;
  runView(portalId: number, runId: string): Promise<RunView | null>;
  status(): Promise<StatusView>;
  /** When the worker last looked for work, in ms since 1970; 0 before it is started. */
  aliveAt(): number;
  /** Links two records by hand, and looks at them. Rejects with Refused. */
  link(portalId: number, wanted: LinkWanted): Promise<void>;
  /** Takes over pairs of records that are known already, all or none. */
  adopt(portalId: number, links: readonly AdoptedLink[], options: { readonly dryRun: boolean }): Promise<Adoption>;
  /** Ends a link and remembers that the two are not the same. Rejects with Refused. */
  unlink(portalId: number, wanted: UnlinkWanted): Promise<void>;
}

/** How soon work is found whose wake-up was lost, and looks that were put off. */
const SWEEP_MS = 1000;
/** Of a process that was killed; the embedded store has but one. */
const ORPHANS_MS = 1000;
const VACUUM_MS = 10 * 60_000;
const NIGHTLY_MS = 60_000;
const FORGET_MS = 60 * 60_000;

export function createSyncService(deps: SyncDeps): SyncService {
  const { db, log, observer = unobserved } = deps;
  const stopping = new AbortController();
  const queue = createJobQueue(db, log);
  const store = (portalId: number) => portalStore(db, portalId);
  const openPortal = portalOpener({ ...deps, store });
  const wake = createWaker(queue);
  const runs = reconcileRuns({
    kept: (portalId: number) => reconcileStore(db.fenced(portalId), portalId),
    // A change on the right is noticed within a poll; what it leads to takes about as long again.
    settleMs: deps.settleMs ?? deps.pollSeconds * 2000,
    ...(deps.sliceMs !== undefined && { sliceMs: deps.sliceMs }),
  });
  const work = createWork({
    openPortal,
    store,
    runs: { ...runs, ...backfillRuns(db, deps.sliceMs) },
    log,
    observer,
    wake: wake.soon,
    resume: (portalId, runId, afterMs) => queue.sendRun(portalId, runId, afterMs),
    signal: stopping.signal,
    ...(deps.sliceMs !== undefined && { sliceMs: deps.sliceMs }),
  });
  const onError = (message: string) => (error: unknown) => log.error({ err: error }, message);
  let aliveAt = 0;
  const sweep = createInterval(
    SWEEP_MS,
    () => {
      aliveAt = Date.now();
      return sweepOnce(deps, inbox, wake.soon);
    },
    onError('the search for due work failed'),
  );
  const polling = createPolling({ ...deps, observer, openPortal, wake: wake.soon });
  const orphans = createSharedInterval(
    db,
    'orphans',
    ORPHANS_MS,
    () => queue.releaseOrphans(),
    onError('the work of processes that are gone could not be taken up'),
  );
  const vacuuming = createInterval(VACUUM_MS, () => vacuum(db), onError('the store could not be vacuumed'));
  const sendRun = (portalId: number, runId: string): Promise<void> => queue.sendRun(portalId, runId);
  const reconciling = createReconcileService({ ...deps, store, sendRun });
  const nightly = createSharedInterval(
    db,
    'nightly',
    NIGHTLY_MS,
    () => reconcileNightly(deps, reconciling),
    onError('the nightly reconcile could not be begun'),
  );
  const forgetting = createSharedInterval(
    db,
    'forget',
    FORGET_MS,
    (signal) => forgetOnce(deps, signal),
    onError('old entries of the ledger could not be forgotten'),
  );
  const inbox = createInboxService({ ...deps, store, openPortal, wake: wake.soon });
  return {
    ...inbox,
    ...reconciling,
    ...createBackfillService({ ...deps, store, sendRun }),
    ...createMappingService({ mapping: deps.mapping, openPortal }),
    ...createLedgerService({ db, store, openPortal, queue }),
    aliveAt: () => aliveAt,
    async start() {
      await queue.open();
      await queue.work({
        async drain(portalId) {
          wake.taken(portalId);
          await work.drain(portalId);
        },
        run: work.run,
      });
      // On the embedded store nobody else can be at work on them, and on PostgreSQL the job itself comes back.
      if (db.kind === 'pglite') for (const run of await unfinishedRuns(db)) await queue.sendRun(run.portalId, run.id);
      sweep.start();
      if (db.kind === 'postgres') orphans.start();
      polling.start();
      vacuuming.start();
      nightly.start();
      forgetting.start();
    },
    open: () => queue.open(),
    async stop() {
      stopping.abort();
      await Promise.all([
        sweep.stop(),
        orphans.stop(),
        polling.stop(),
        vacuuming.stop(),
        nightly.stop(),
        forgetting.stop(),
      ]);
      await queue.stop();
    },
    async accept(portalId, notices) {
      await store(portalId).acceptNotices(notices, AHEAD);
      await wake.soon(portalId);
    },
    async ask(portalId, notices) {
      await store(portalId).acceptNotices(notices, AHEAD, true);
      await wake.soon(portalId);
    },
    async begin(portalId, kind) {
      const run = await store(portalId).startRun(kind);
      // Also when it is not new: a process may have ended before it sent the job. One job too many finds nothing to do.
      await queue.sendRun(portalId, run.id);
      return run.id;
    },
    runView: (portalId, runId) => store(portalId).getRun(runId),
    status: async () => syncStatus(db, await deps.portals(), (deps.clock ?? systemClock).now()),
    async link(portalId, wanted) {
      await linkByHand(await openPortal(portalId, 'card'), wanted);
      await wake.soon(portalId);
    },
    async adopt(portalId, links, options) {
      const adoption = await adoptLinks(await openPortal(portalId, 'card'), links, options);
      await wake.soon(portalId);
      return adoption;
    },
    async unlink(portalId, wanted) {
      await unlink(await openPortal(portalId, 'card'), wanted);
      await wake.soon(portalId);
    },
  };
}

async function forgetOnce({ db, portals, ledgerDays, log }: SyncDeps, signal: AbortSignal): Promise<void> {
  if (ledgerDays === undefined) return;
  await forgetDeeds(db, ledgerDays);
  for (const portalId of await portals()) {
    const entries = await forgetLedger(db, portalId, ledgerDays, signal);
    if (entries > 0) log.info({ portalId, entries }, `forgot what the ledger had of more than ${ledgerDays} days ago`);
  }
}

async function sweepOnce(
  deps: SyncDeps,
  { retryDue }: Pick<InboxService, 'retryDue'>,
  wake: (portalId: number) => Promise<void>,
): Promise<void> {
  const active = new Set(await deps.portals());
  for (const portalId of await portalsWithDueHeld(deps.db)) if (active.has(portalId)) await retryDue(portalId);
  for (const portalId of await portalsWithDueNotices(deps.db)) if (active.has(portalId)) await wake(portalId);
}

async function reconcileNightly(
  { db, portals, reconcileAt = null, clock }: SyncDeps,
  service: ReconcileService,
): Promise<void> {
  if (reconcileAt === null) return;
  await reconcileDue({
    at: reconcileAt,
    now: () => (clock ?? systemClock).now(),
    portals,
    syncedAt: (portalId) => firstSyncedAt(db, portalId),
    reports: (portalId) => service.reconcileReports(portalId),
    begin: (portalId) => service.reconcile(portalId, []),
  });
}
