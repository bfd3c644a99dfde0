import { PgBoss } from 'pg-boss';
import type { ConstructorOptions } from 'pg-boss';
import type { Db } from '../store/db.ts';
import { jobsActiveFor, runsWithoutJob } from '../store/orphans.ts';
import type { Log } from './portal.ts';

/** What pg-boss is asked to do: hold jobs in the same store, and hand each to one worker of all processes. */
export interface JobQueue {
  /** Takes jobs in. Which of them are also done here, `work` says. */
  open(): Promise<void>;
  work(handlers: JobHandlers): Promise<void>;
  /** Gives back the jobs whose process is gone, and sends anew those that were never sent. */
  releaseOrphans(): Promise<void>;
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
/** pg-boss gives back by itself a job whose heartbeat was missed; 10 s is its least, and it looks as often. */
const HEARTBEAT_SECONDS = 10;
const DAY_SECONDS = 24 * 60 * 60;
const STOP_MS = 5000;
/** Notifications wake the workers at once; polling is for those that were lost. */
const POLL_SECONDS = 1;
/** A job that was fetched is begun within this time; whoever does not hold its lock then is gone. */
const BEGUN_SECONDS = 3;
/** A run is sent in the same moment in which it is begun. */
const SENT_SECONDS = 10;

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

/** Held while a job is being done, so that the end of its process is known at once. */
const lockOf = ({ portalId, runId }: { portalId: number; runId?: string }): string =>
  runId === undefined ? `drain ${portalId}` : `run ${runId}`;

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
  const sendRun: JobQueue['sendRun'] = async (portalId, runId, afterMs = 0) => {
    const later = afterMs > 0 ? { startAfter: new Date(Date.now() + afterMs) } : {};
    await boss.send(RUN, { portalId, runId }, { singletonKey: String(portalId), ...later });
  };
  boss.on('error', (error) => log.error({ err: error }, 'the job queue failed; its work is taken up again'));
  boss.on('warning', (warning) => log.warn({ warning }, 'the job queue warns'));
  return {
    async open() {
      // pg-boss makes its tables as it starts, and fails where two processes do so at the same moment.
      await db.exclusive('job queue', () => boss.start());
      for (const [name, options] of Object.entries(QUEUES)) {
        await boss.createQueue(name, options);
        // The folder lock says that no other process works here: what seems active belongs to a killed one.
        if (db.kind === 'pglite') await boss.deleteAllJobs(name);
      }
    },
    async work({ drain, run }) {
      const options = { pollingIntervalSeconds: POLL_SECONDS, notifyPollingIntervalSeconds: POLL_SECONDS };
      await boss.work<{ portalId: number }>(DRAIN, { ...options, localConcurrency: 4 }, async (jobs) => {
        for (const { data } of jobs) await db.unlessHeld(lockOf(data), () => drain(data.portalId));
      });
      await boss.work<{ portalId: number; runId: string }>(RUN, { ...options, localConcurrency: 2 }, async (jobs) => {
        for (const { data } of jobs) {
          const isOurs = await db.unlessHeld(lockOf(data), () => run(data.portalId, data.runId));
          // Somebody holds it who may be killed, or just looked whether anybody does: the job must outlive that.
          if (!isOurs) throw new Error(`The run ${data.runId} is in the hands of another process.`);
        }
      });
    },
    async releaseOrphans() {
      for (const { queue, id, data } of await jobsActiveFor(db, BEGUN_SECONDS)) {
        // A run is tried again by itself, and due looks wake the worker anew.
        await db.unlessHeld(lockOf(data), async () => {
          await boss.fail(queue, id, { message: 'its process is gone' });
          log.info({ queue, ...data }, 'took up the work of a process that is gone');
        });
      }
      for (const { portalId, runId } of await runsWithoutJob(db, SENT_SECONDS)) await sendRun(portalId, runId);
    },
    stop: () => boss.stop({ graceful: true, timeout: STOP_MS }),
    async wakeDrain(portalId) {
      await boss.send(DRAIN, { portalId }, { singletonKey: String(portalId) });
    },
    sendRun,
  };
}

/** pg-boss asks only for an object that executes SQL, so it works on whatever store there is. */
function bossDatabase(db: Db): NonNullable<ConstructorOptions['db']> {
  return {
    executeSql: async (text, values) => ({ rows: await db.script(text, values) }),
    async listen(channel, onNotification, onReconnect) {
      const close = await db.listen(channel, onNotification, onReconnect);
      onReconnect();
      return { close };
    },
  };
}
