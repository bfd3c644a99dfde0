import { PORTAL, type Server } from './server.ts';
import type { MemoryStore } from './memory-store.ts';
import type { Random } from './random.ts';

/** What pg-boss does for the loop: one queued and one active drain, one run at a time, and back to another process when one ends. */
export interface Queue {
  wake(): void;
  /** Hands out what waits and has nobody at work on it. */
  hand(servers: readonly Server[]): void;
  /** A poll of the right side by one of the servers. */
  poll(servers: readonly Server[]): void;
  sendRun(runId: string): void;
  isIdle(): boolean;
}

interface Job {
  readonly server: Server;
}

export function createQueue(
  random: Random,
  store: MemoryStore,
  now: () => number,
  onFailure: (what: string, error: unknown) => void,
): Queue {
  let queued = false;
  let drain: Job | null = null;
  let polling: Job | null = null;
  let run: { readonly id: string; job: Job | null } | null = null;
  const start = (
    servers: readonly Server[],
    what: string,
    work: (server: Server) => Promise<void>,
    end: () => void,
  ): Job => {
    const server = random.pick(servers);
    work(server).then(end, (error: unknown) => {
      end();
      onFailure(what, error);
    });
    return { server };
  };
  const isDead = (job: Job | null): boolean => job !== null && !job.server.alive;
  return {
    wake() {
      queued = true;
    },
    hand(servers) {
      if (isDead(drain)) drain = null;
      if (isDead(polling)) polling = null;
      if (run && isDead(run.job)) run.job = null;
      // The sweep of the service: work is found although its wake-up was lost.
      const due = store.nextDue();
      if (due !== null && due <= now()) queued = true;
      if (queued && !drain) {
        queued = false;
        drain = start(
          servers,
          `drain ${PORTAL}`,
          (server) => server.drain(),
          () => void (drain = null),
        );
      }
      if (run && !run.job) {
        const { id } = run;
        run.job = start(
          servers,
          'run',
          (server) => server.run(id),
          () => void (run = null),
        );
      }
    },
    poll(servers) {
      polling ??= start(
        servers,
        'poll',
        (server) => server.poll(),
        () => void (polling = null),
      );
    },
    sendRun(runId) {
      run ??= { id: runId, job: null };
    },
    isIdle: () => !drain && !run && !polling && !queued,
  };
}
