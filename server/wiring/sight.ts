import type { Logger } from 'pino';
import type { Config } from '../config.ts';
import { createMetrics, type Metrics } from '../http/metrics.ts';
import { createReadiness, type Readiness } from '../http/readiness.ts';
import { createWorkMetrics, type WorkMetrics } from '../http/work-metrics.ts';
import type { Observer } from '../jobs/observer.ts';
import type { Db } from '../store/db.ts';
import { pendingMigrations } from '../store/pending-migrations.ts';
import { noTracing, type Tracing } from '../tracing.ts';
import { createObserver } from './observer.ts';

/** All by which the server is seen from outside. */
export interface Sight {
  readonly metrics: Metrics;
  readonly workMetrics: WorkMetrics;
  readonly tracing: Tracing;
  readonly observer: Observer;
}

export async function openSight({ traces }: Pick<Config, 'traces'>, log: Logger): Promise<Sight> {
  const metrics = createMetrics();
  const workMetrics = createWorkMetrics(metrics.registry);
  // Whoever sends no traces does not pay for the packages that would.
  const tracing = traces === null ? noTracing : (await import('../open-telemetry.ts')).openTelemetry(traces);
  return { metrics, workMetrics, tracing, observer: createObserver({ metrics: workMetrics, tracing, log }) };
}

/** The worker looks for work every second, however long the work itself takes. */
const WORKER_SILENT_MS = 60_000;

const silence = (aliveAt: number): string | null =>
  Date.now() - aliveAt < WORKER_SILENT_MS ? null : 'has not looked for work in the last minute';

/** What must be well for this process to take work. `worker`: null where other processes do it. */
export function openReadiness(db: Db, worker: { aliveAt(): number } | null): Readiness {
  return createReadiness({
    store: () => db.query('select 1').then(() => null),
    schema: async () => {
      const [first] = await pendingMigrations(db);
      return first === undefined ? null : `lacks the migration ${first}: restart the server`;
    },
    ...(worker && { worker: () => silence(worker.aliveAt()) }),
  });
}
