import { setTimeout } from 'node:timers/promises';
import cliProgress from 'cli-progress';
import { interrupted, type Server } from './admin-client.ts';
import { Run } from './answers.ts';

const POLL_MS = 250;

export interface Following {
  readonly server: Server;
  readonly portalId: number;
  readonly runId: string;
  readonly title: string;
  readonly progress: NodeJS.WriteStream;
  readonly signal: AbortSignal;
}

/** Watches a run to its end, done or failed, with a bar where there is a terminal to draw it on. */
export async function follow({ server, portalId, runId, title, progress, signal }: Following): Promise<Run> {
  const bar = new cliProgress.SingleBar({
    format: (options, { value, total, progress: part, eta }, payload: { known?: boolean }) =>
      payload.known
        ? `${title} ${cliProgress.Format.BarFormat(part, options)} ${Math.floor(part * 100)} % of ${total} records, ` +
          `${cliProgress.Format.TimeFormat(eta, options, 5)} left`
        : `${title}: ${value} records`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 30,
    clearOnComplete: true,
    hideCursor: true,
    stream: progress,
    // Its own handler of Ctrl-C would keep the process from ending.
    gracefulExit: false,
  });
  bar.start(0, 0, { known: false });
  try {
    for (;;) {
      const run = await server.admin('GET', `/portals/${portalId}/runs/${encodeURIComponent(runId)}`, Run);
      bar.setTotal(Math.max(run.total ?? 0, run.done));
      bar.update(run.done, { known: run.total !== null });
      if (run.state !== 'running') return run;
      await setTimeout(POLL_MS, undefined, { signal }).catch(() => {
        throw interrupted();
      });
    }
  } finally {
    bar.stop();
  }
}
