import { expect, test } from '@jest/globals';
import type { BudgetView } from '../store/budget-view.ts';
import { watchBudgets } from './budget-metrics.ts';
import { createMetrics } from './metrics.ts';

test('the metrics tell of each limit what is used and left', async () => {
  const metrics = createMetrics();
  const calls = { card: 1, live: 2, backfill: 3 };
  const search: BudgetView = {
    portalId: 7,
    bucket: 'search',
    most: 4,
    used: 0,
    pausedUntil: '2026-11-26T02:31:00.000Z',
    day: null,
    calls: { card: 0, live: 0, backfill: 0 },
    refusals: 1,
  };
  const general = { ...search, bucket: 'general', most: 190, used: 12, pausedUntil: null, calls };
  const day = { limit: 625_000, left: 600_000, endsAt: null };
  watchBudgets(metrics, async () => [{ ...general, day }, search]);
  const lines = (await metrics.registry.metrics()).split('\n').filter((line) => line.startsWith('ledgerline_budget_'));
  expect(lines).toEqual(
    expect.arrayContaining([
      'ledgerline_budget_limit{portal="7",bucket="general"} 190',
      'ledgerline_budget_used{portal="7",bucket="general"} 12',
      'ledgerline_budget_day_limit{portal="7",bucket="general"} 625000',
      'ledgerline_budget_day_left{portal="7",bucket="general"} 600000',
      `ledgerline_budget_paused_until_timestamp_seconds{portal="7",bucket="search"} ${Date.parse('2026-11-26T02:31:00Z') / 1000}`,
      'ledgerline_budget_requests_total{portal="7",bucket="general",priority="backfill"} 3',
    ]),
  );
  expect(lines.filter((line) => line.includes('day'))).toHaveLength(2);
});
