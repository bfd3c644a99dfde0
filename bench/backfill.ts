import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startDemo } from '../demo/launch/demo.ts';
import { silentReport, type Report } from '../demo/launch/report.ts';
import type { Counts, Run } from '../demo/launch/admin.ts';
import type { Bench, Figure } from './figure.ts';

/** The most requests that any such span can hold: 110 in each rolling 10 seconds of one account (marketplace app). */
const ceiling = (seconds: number): number => 110 * (Math.floor(seconds / 10) + 1);
const Stats = z.object({ requests: z.number(), byStatus: z.record(z.string(), z.number()) });

async function statsOf(emulatorUrl: string) {
  return Stats.parse(await (await fetch(`${emulatorUrl}/_emulator/stats`)).json());
}

/** Times the bars titled "Plan" and "First sync", and remembers what it counted. */
function stopwatch(report: Report) {
  const seen = { plannedSeconds: 0, seconds: 0, counts: null as Counts | null };
  const timed: Report = {
    ...report,
    async bar<T>(title: string, work: (progress: (run: Run) => void) => Promise<T>, detail: (result: T) => string) {
      const startedAt = performance.now();
      const result = await report.bar(title, work, detail);
      const seconds = (performance.now() - startedAt) / 1000;
      if (title === 'Plan') seen.plannedSeconds = seconds;
      if (title === 'First sync') {
        seen.seconds = seconds;
        seen.counts = result as Counts;
      }
      return result;
    },
  };
  return { timed, seen };
}

async function run(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-bench-'));
  const { timed, seen } = stopwatch(silentReport);
  const demo = await startDemo(
    { edition: 'marketplace', ports: { server: 13000, emulator: 14000, erp: 15433 }, dataDir },
    timed,
  );
  try {
    const { requests, byStatus } = await statsOf(demo.emulatorUrl);
    const written = (seen.counts?.create ?? 0) + (seen.counts?.update ?? 0) + (seen.counts?.link ?? 0);
    const figure = (name: string, value: number, unit: string, reference: number | null): Figure => ({
      bench: 'backfill',
      figure: name,
      value,
      unit,
      reference,
    });
    return [
      figure('first sync of Northwind', seen.seconds, 's', null),
      figure('records created or updated', written, 'records', null),
      figure(
        'requests of plan and sync, beside what the limit lets through in that time',
        requests,
        'requests',
        ceiling(seen.plannedSeconds + seen.seconds),
      ),
      figure('requests per changed record, beside the bar', requests / written, 'requests', 0.05),
      figure('answers 429', byStatus['429'] ?? 0, 'answers', null),
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
