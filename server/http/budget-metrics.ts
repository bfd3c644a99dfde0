import { Gauge } from 'prom-client';
import type { BudgetView } from '../store/budget-view.ts';
import type { Metrics } from './metrics.ts';

/** What is left of HubSpot's limits, of the accounts that were called lately: with ten thousand of them most rest. */
export function watchBudgets(
  { registry }: Pick<Metrics, 'registry'>,
  budgets: () => Promise<readonly BudgetView[]>,
): void {
  const gauge = (name: string, help: string, value: (budget: BudgetView) => number | null): void => {
    // It registers itself.
    void new Gauge({
      name: `ledgerline_budget_${name}`,
      help,
      labelNames: ['portal', 'bucket'],
      registers: [registry],
      async collect() {
        this.reset();
        for (const budget of await budgets().catch(() => [])) {
          const { portalId, bucket } = budget;
          const now = value(budget);
          if (now !== null) this.set({ portal: String(portalId), bucket }, now);
        }
      },
    });
  };
  gauge('limit', "Requests that a window of HubSpot's limit holds.", ({ most }) => most);
  gauge('used', 'Requests in the window now.', ({ used }) => used);
  gauge('day_limit', 'Requests of a day, where there is such a limit.', ({ day }) => day?.limit ?? null);
  gauge('day_left', 'Requests that are left of the day.', ({ day }) => day?.left ?? null);
  gauge('paused_until_timestamp_seconds', 'Until when HubSpot asked for a pause; 0 without one.', ({ pausedUntil }) =>
    pausedUntil === null ? 0 : Date.parse(pausedUntil) / 1000,
  );
  void new Gauge({
    name: 'ledgerline_budget_requests_total',
    help: 'Requests since the app was installed, by their priority.',
    labelNames: ['portal', 'bucket', 'priority'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { portalId, bucket, calls } of await budgets().catch(() => [])) {
        for (const [priority, count] of Object.entries(calls)) {
          this.set({ portal: String(portalId), bucket, priority }, count);
        }
      }
    },
  });
}
