import { expect, test } from '@jest/globals';
import type { ReconcileSummary } from '../jobs/sync-service.ts';
import { createMetrics } from './metrics.ts';
import { watchReconciles } from './reconcile-metrics.ts';

test('the metrics tell of each portal when it was compared and what drifted', async () => {
  const metrics = createMetrics();
  const summary = { portalId: 7, runId: 'r', startedAt: '', state: 'done', drifted: 3, explained: 2 } as const;
  let latest: ReconcileSummary[] = [];
  watchReconciles(metrics, async () => latest);
  const lines = async () =>
    (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('ledgerline_reconcile_'));
  expect(await lines()).toEqual([]);
  latest = [{ ...summary, endedAt: '2026-11-26T02:31:00.000Z' }];
  expect(await lines()).toEqual([
    `ledgerline_reconcile_last_timestamp_seconds{portal="7"} ${Date.parse('2026-11-26T02:31:00.000Z') / 1000}`,
    'ledgerline_reconcile_drift_records{portal="7"} 3',
    'ledgerline_reconcile_explained_records{portal="7"} 2',
  ]);
});
