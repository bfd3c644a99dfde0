import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startDemo } from '../demo/launch/demo.ts';
import { silentReport, type Report } from '../demo/launch/report.ts';
import type { Counts, Run } from '../demo/launch/admin.ts';
import type { Bench, Figure } from './figure.ts';
import { LIMIT, limitedRequests, windows } from './hubspot-requests.ts';
import { percentile } from './percentile.ts';

/** Long enough for the webhooks and the journal to have told of everything that the sync has written. */
const AFTER_MS = 20_000;

interface Timed {
  readonly fromMs: number;
  readonly toMs: number;
}

/** Times the bars titled "Plan" and "First sync", and remembers what the sync counted. */
function stopwatch(report: Report) {
  const seen = { bars: new Map<string, Timed>(), counts: null as Counts | null };
  const timed: Report = {
    ...report,
    async bar<T>(title: string, work: (progress: (run: Run) => void) => Promise<T>, detail: (result: T) => string) {
      const fromMs = Date.now();
      const result = await report.bar(title, work, detail);
      seen.bars.set(title, { fromMs, toMs: Date.now() });
      if (title === 'First sync') seen.counts = result as Counts;
      return result;
    },
  };
  const barOf = (title: string): Timed => {
    const bar = seen.bars.get(title);
    if (!bar) throw new Error(`The demo has shown no bar "${title}".`);
    return bar;
  };
  return { timed, seen, barOf };
}

async function run(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-bench-'));
  const { timed, seen, barOf } = stopwatch(silentReport);
  const demo = await startDemo(
    { edition: 'marketplace', ports: { server: 13000, emulator: 14000, erp: 15433 }, dataDir },
    timed,
  );
  try {
    await pause(AFTER_MS);
    const requests = await limitedRequests(demo.emulatorUrl);
    const [plan, sync] = [barOf('Plan'), barOf('First sync')];
    const between = ({ fromMs, toMs }: Timed) => requests.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs).length;
    const written = (seen.counts?.create ?? 0) + (seen.counts?.update ?? 0) + (seen.counts?.link ?? 0);
    const seconds = (sync.toMs - sync.fromMs) / 1000;
    const ofBoth = between(plan) + between(sync);
    const figure = (name: string, value: number, unit: string, reference: number | null = null): Figure => ({
      bench: 'backfill',
      figure: name,
      value,
      unit,
      reference,
    });
    return [
      figure('first sync of Northwind', seconds, 's'),
      figure('records created or updated', written, 'records'),
      figure(
        "records per second, beside what the limit's 11 requests a second are good for at this sync's requests per record",
        written / seconds,
        'records/s',
        (written / between(sync)) * (LIMIT / 10),
      ),
      figure(
        'requests in any 10 seconds of the sync, median, beside the limit',
        percentile(
          windows(requests, sync.fromMs, sync.toMs).toSorted((a, b) => a - b),
          0.5,
        ),
        'requests',
        LIMIT,
      ),
      figure('requests of plan and sync per changed record, beside the bar', ofBoth / written, 'requests', 0.05),
      figure(
        `requests of the ${AFTER_MS / 1000} s after it, when webhooks and journal tell of what it wrote`,
        between({ fromMs: sync.toMs, toMs: sync.toMs + AFTER_MS }),
        'requests',
      ),
      figure('answers 429', requests.filter(({ status }) => status === 429).length, 'answers'),
    ];
  } finally {
    await demo.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export const backfill: Bench = {
  name: 'backfill',
  about: "the first sync of the demo against the emulator at HubSpot's real limit",
  run,
};
