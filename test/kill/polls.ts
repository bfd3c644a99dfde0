import { setTimeout as wait } from 'node:timers/promises';
import type { KillSystem } from './system.ts';

/** As often as the server that polls alone would. */
const POLL_MS = 1000;
const ENOUGH = 5;

/** However many processes there are, the ERP is asked once an interval. Resolves to a sentence for what is not so. */
export async function pollsTooOften(system: KillSystem): Promise<string[]> {
  const since = performance.now();
  const before = await polls(system);
  for (;;) {
    const count = (await polls(system)) - before;
    const ms = performance.now() - since;
    if (count > ms / POLL_MS + 1) return [`The ERP was polled ${count} times in ${Math.round(ms)} ms.`];
    if (count >= ENOUGH) return [];
    await wait(100);
  }
}

async function polls({ processes }: KillSystem): Promise<number> {
  const counts = processes.map(async ({ url }) => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/^ledgerline_work_seconds_count\{work="poll"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  });
  return (await Promise.all(counts)).reduce((sum, count) => sum + count, 0);
}
