import { PORTAL, type Server } from './server.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Random } from './random.ts';
import type { JobKind, Workers } from './workers.ts';

/** What pg-boss does for the loop: one queued and one active drain, one run at a time, and back to another process when one ends. */
export interface Queue {
  wake(): void;
  /** Hands out what waits and has nobody at work on it. */
  hand(servers: readonly Server[]): void;
  /** A poll of the right side by one of the servers. */
  poll(servers: readonly Server[]): void;
  sendRun(runId: string, afterMs?: number): void;
  /** Nothing is being done, and nothing is to be done now. */
  isIdle(): boolean;
  /** When the next run that was put off is due; null without one. */
  readonly nextDue: () => number | null;
}

interface Job {
  readonly server: Server;
}
interface QueuedRun {
  readonly id: string;
  readonly dueAt: number;
}

export interface QueueDeps {
  readonly random: Random;
  readonly store: MemoryStore;
  readonly workers: Workers;
  readonly now: () => number;
  readonly onFailure: (what: string, error: unknown) => void;
}

export function createQueue({ random, store, workers, now, onFailure }: QueueDeps): Queue {
  let queued = false;
  let drain: Job | null = null;
  let polling: Job | null = null;
  let waiting: QueuedRun[] = [];
  let run: { readonly id: string; readonly job: Job } | null = null;
  const portal = {};
  const start = (
    servers: readonly Server[],
    what: string,
    work: (server: Server) => Promise<void>,
    end: () => void,
  ) => {
    const server = random.pick(servers);
    work(server).then(end, (error: unknown) => {
      end();
      onFailure(what, error);
    });
    return { server };
  };
  const isDead = (job: Job | null | undefined): boolean => job !== null && job !== undefined && !job.server.alive;
  const takes = (kind: JobKind): boolean => workers.take(kind, portal);
  const comeBack = (): void => {
    if (isDead(polling)) polling = null;
    if (isDead(drain)) {
      drain = null;
      workers.end('drain');
    }
    if (!run || !isDead(run.job)) return;
    waiting.unshift({ id: run.id, dueAt: now() });
    run = null;
    workers.end('run');
  };
  const handRun = (servers: readonly Server[]): void => {
    const next = waiting.find(({ dueAt }) => dueAt <= now());
    if (!next || run || !takes('run')) return;
    const { id } = next;
    waiting = waiting.filter((one) => one !== next);
    const end = (): void => {
      run = null;
      workers.end('run');
    };
    run = { id, job: start(servers, 'run', (server) => server.run(id), end) };
  };
  return {
    wake() {
      queued = true;
    },
    hand(servers) {
      comeBack();
      // The sweep of the service: work is found although its wake-up was lost.
      const due = store.nextDue();
      if (due !== null && due <= now()) queued = true;
      if (queued && !drain && takes('drain')) {
        queued = false;
        const end = (): void => {
          drain = null;
          workers.end('drain');
        };
        drain = start(servers, `drain ${PORTAL}`, (server) => server.drain(), end);
      }
      handRun(servers);
    },
    poll(servers) {
      polling ??= start(
        servers,
        'poll',
        (server) => server.poll(),
        () => void (polling = null),
      );
    },
    sendRun(runId, afterMs = 0) {
      if (waiting.every(({ id }) => id !== runId)) waiting.push({ id: runId, dueAt: now() + afterMs });
    },
    isIdle: () => !drain && !run && !polling && !queued && waiting.every(({ dueAt }) => dueAt > now()),
    nextDue: () => (waiting.length === 0 ? null : Math.min(...waiting.map(({ dueAt }) => dueAt))),
  };
}
