import { PgBoss } from 'pg-boss';
import type { ConstructorOptions } from 'pg-boss';
import type { Db } from '../store/db.ts';
import type { Log } from './portal.ts';

/** What pg-boss is asked to do: hold jobs in the same store, and hand each to one worker of all processes. */
export interface JobQueue {
  start(handlers: JobHandlers): Promise<void>;
  /** Waits for the jobs at hand, which must end by themselves. */
  stop(): Promise<void>;
  wakeDrain(portalId: number): Promise<void>;
  /** `afterMs`: not before this time has passed. */
  sendRun(portalId: number, runId: string, afterMs?: number): Promise<void>;
}
export interface JobHandlers {
  readonly drain: (portalId: number) => Promise<void>;
  readonly run: (portalId: number, runId: string) => Promise<void>;
}

/** One queued and one active drain a portal: a hint that comes during a drain leads to exactly one more. */
const DRAIN = 'drain';
const RUN = 'run';
/** pg-boss notices by a missed heartbeat that the process of a job is gone; 10 s is its least. */
const HEARTBEAT_SECONDS = 10;
const DAY_SECONDS = 24 * 60 * 60;
const STOP_MS = 5000;
/** Notifications wake the workers at once; polling is for those that were lost. */
const POLL_SECONDS = 1;

const QUEUES = {
  [DRAIN]: {
    policy: 'stately',
    retryLimit: 0,
    expireInSeconds: 600,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: 60,
    notify: true,
  },
  [RUN]: {
    policy: 'singleton',
    retryLimit: 100,
    retryDelay: 1,
    expireInSeconds: DAY_SECONDS - 1,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: DAY_SECONDS,
    notify: true,
  },
} as const;

export function createJobQueue(db: Db, log: Log): JobQueue {
  const boss = new PgBoss({
    db: bossDatabase(db),
    backend: db.kind,
    useListenNotify: true,
    schedule: false,
    superviseIntervalSeconds: 10,
    monitorIntervalSeconds: 10,
    // The embedded store is vacuumed by us, and has nothing that a server's vacuum settings say.
    monitorVacuum: db.kind === 'postgres',
    reindex: db.kind === 'postgres',
    registerInstance: false,
  });
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed; its work is taken up again'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
  return {
    async start({ drain, run }) {
      await boss.start();
      for (const [name, options] of Object.entries(QUEUES)) {
        await boss.createQueue(name, options);
        // The folder lock says that no other process works here: what seems active belongs to a killed one.
        if (db.kind === 'pglite') await boss.deleteAllJobs(name);
      }
      const options = { pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };
      await boss.work<{ portalId: number }>(DRAIN, { ...options, localConcurrency: 4 }, async (jobs) => {
        for (const job of jobs) await drain(job.data.portalId);
      });
      await boss.work<{ portalId: number; runId: string }>(RUN, { ...options, localConcurrency: 2 }, async (jobs) => {
        for (const job of jobs) await run(job.data.portalId, job.data.runId);
      });
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS }),
    async wakeDrain(portalId) {
      await boss.send(DRAIN, { portalId }, { singletonKey: String(portalId) });
    },
    async sendRun(portalId, runId, afterMs = 0) {
      const later = afterMs > 0 ? { startAfter: new Date(Date.now() + afterMs) } : {};
      await boss.send(RUN, { portalId, runId }, { singletonKey: String(portalId), ...later });
    },
  };
}

/** pg-boss asks only for an object that executes SQL, so it works on whatever store there is. */
function bossDatabase(db: Db): NonNullable<ConstructorOptions['db']> {
  return {
    executeSql: async (text, values) => ({ rows: await db.script(text, values) }),
    async listen(channel, onNotification, onReconnect) {
      const close = await db.listen(channel, onNotification);
      onReconnect();
      return { close };
    },
  };
}
