import { setTimeout as pause } from 'node:timers/promises';
import { createLimiters } from '../emulator/api/limits/limiters.ts';
import type { Budget } from '../server/connectors/hubspot/budget/budget.ts';
import type { Priority } from '../server/engine/priority.ts';
import { openTestStore } from '../server/store/test-store.ts';
import { termsOf } from '../server/wiring/budget-terms.ts';
import { portalBudget } from '../server/wiring/budgets.ts';
import type { Bench, Figure } from './figure.ts';
import { percentile } from './percentile.ts';

const LIMIT = 110;
const WINDOW_MS = 10_000;
/** Of each half: a backfill alone, and one with cards and live changes beside it. */
const HALF_MS = 40_000;
const CALLERS = 6;
/** The way to HubSpot takes a few milliseconds, or so many more. */
const JITTER_MS = 80;

/** The limiter of the emulator, and callers of a portal on two stores' connections, as two processes have them. */
async function setUp() {
  const { db, close } = await openTestStore('memory:');
  const limiters = createLimiters(() => performance.now());
  const terms = termsOf('marketplace', { limitPer10Seconds: null, leftToOthers: 0.1 });
  const sent: number[] = [];
  const waits: Readonly<Record<Priority, number[]>> = { card: [], live: [], backfill: [] };
  const elsewhere: number[] = [];
  let refused = 0;
  const of = (portalId: number) =>
    portalBudget({
      db,
      portalId,
      terms,
      askDayEnd: () => {},
      waited: (priority, seconds) => void (portalId === 1 ? waits[priority] : elsewhere).push(seconds * 1000),
    });
  const call = async (budget: Budget, portalId = 1): Promise<void> => {
    const told = await budget.acquire('general');
    await pause(5 + Math.random() * JITTER_MS);
    const { allowed, remaining } = limiters.take(String(portalId), LIMIT, WINDOW_MS);
    if (portalId === 1) sent.push(performance.now());
    if (!allowed) refused += 1;
    const headers = new Headers({
      'X-HubSpot-RateLimit-Max': `${LIMIT}`,
      'X-HubSpot-RateLimit-Remaining': `${remaining}`,
    });
    await told({ status: allowed ? 200 : 429, headers, body: null });
  };
  return { of, call, sent, waits, elsewhere, refused: () => refused, close };
}

/** Requests of each whole window that begins with a second of the span. */
function windows(sent: readonly number[], from: number, to: number): number[] {
  const counts: number[] = [];
  for (let start = from; start + WINDOW_MS <= to; start += 1000) {
    counts.push(sent.filter((at) => at >= start && at < start + WINDOW_MS).length);
  }
  return counts.toSorted((a, b) => a - b);
}

async function run(): Promise<Figure[]> {
  const { of, call, sent, waits, elsewhere, refused, close } = await setUp();
  const from = performance.now();
  const middle = from + HALF_MS;
  const to = middle + HALF_MS;
  const until = async (end: number, work: () => Promise<void>): Promise<void> => {
    while (performance.now() < end) await work();
  };
  const beside = async (priority: Priority, portalId: number, everyMs: number): Promise<void> => {
    const budget = of(portalId)(priority);
    await pause(HALF_MS);
    await until(to, async () => {
      await call(budget, portalId);
      await pause(everyMs);
    });
  };
  const backfills = [of(1), of(1)].flatMap((process) =>
    Array.from({ length: CALLERS }, () => until(to, () => call(process('backfill')))),
  );
  await Promise.all([...backfills, beside('card', 1, 700), beside('live', 1, 900), beside('backfill', 2, 500)]);
  await close();
  const sorted = (values: readonly number[]) => values.toSorted((a, b) => a - b);
  const figure = (name: string, value: number, unit: string, reference: number | null = null): Figure => ({
    bench: 'budget',
    figure: name,
    value,
    unit,
    reference,
  });
  // The first window fills from none.
  const alone = windows(sent, from + WINDOW_MS, middle);
  const spacing = WINDOW_MS / LIMIT;
  return [
    figure('requests in 10 s of a backfill alone, median, beside the limit', percentile(alone, 0.5), 'requests', LIMIT),
    figure('the same, least', percentile(alone, 0), 'requests', LIMIT),
    figure(
      'requests in 10 s with cards and live changes, median',
      percentile(windows(sent, middle, to), 0.5),
      'requests',
      LIMIT,
    ),
    figure('wait of a card, p95, beside the spacing of the limit', percentile(sorted(waits.card), 0.95), 'ms', spacing),
    figure('wait of a card, longest', percentile(sorted(waits.card), 1), 'ms', spacing),
    figure('wait of a live change, p95', percentile(sorted(waits.live), 0.95), 'ms', spacing),
    figure('wait of another portal, p95', percentile(sorted(elsewhere), 0.95), 'ms', spacing),
    figure('answers 429', refused(), 'answers'),
  ];
}

export const budgetBench: Bench = {
  name: 'budget',
  about: "callers of three priorities in two processes against the emulator's limiter, 110 requests in 10 s",
  run,
};
