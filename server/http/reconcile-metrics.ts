import { Gauge } from 'prom-client';
import type { ReconcileSummary } from '../jobs/sync-service.ts';
import type { Metrics } from './metrics.ts';

/**
 * When each portal was last compared, and what drifted then: read from the store whenever somebody looks, so that every
 * process tells the same, also after a restart.
 */
export function watchReconciles(
  { registry }: Pick<Metrics, 'registry'>,
  latest: () => Promise<readonly ReconcileSummary[]>,
): void {
  const gauge = (name: string, help: string, value: (summary: ReconcileSummary) => number): void => {
    // It registers itself.
    void new Gauge({
      name,
      help,
      labelNames: ['portal'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const summary of await latest().catch(() => []))
          this.set({ portal: String(summary.portalId) }, value(summary));
      },
    });
  };
  gauge(
    'ledgerline_reconcile_last_timestamp_seconds',
    'When the latest finished reconcile of the portal ended.',
    ({ endedAt }) => (endedAt === null ? 0 : Date.parse(endedAt) / 1000),
  );
  gauge(
    'ledgerline_reconcile_drift_records',
    'Records that had drifted, without an explanation.',
    ({ drifted }) => drifted,
  );
  gauge(
    'ledgerline_reconcile_explained_records',
    'Records that differed because something waits for a person or to be looked at.',
    ({ explained }) => explained,
  );
}
