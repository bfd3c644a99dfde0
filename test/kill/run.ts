import { setTimeout as wait } from 'node:timers/promises';
import { account, allOf, atRest } from './account.ts';
import { startFlood } from './flood.ts';
import { pollsTooOften } from './polls.ts';
import { runToEnd, startKillSystem, type KillSystem } from './system.ts';

interface Options {
  /** `memory:`, or a PostgreSQL. */
  readonly target: string;
  readonly kills: number;
  /** Companies that are changed again and again. */
  readonly companies: number;
  /** New items, from one backfill to the next. */
  readonly items: number;
  readonly report?: (line: string) => void;
}

export interface Outcome {
  readonly processes: number;
  readonly kills: number;
  readonly accepted: number;
  readonly sentAgain: number;
  readonly companies: number;
  readonly items: number;
  readonly backfills: number;
  readonly seconds: number;
  /** What was lost, doubled, or is not as it was told. Nothing is. */
  readonly findings: readonly string[];
}

/** After a start there is work in every process before the next one is killed. */
const MOST_PAUSE_MS = 800;

/**
 * A flood of webhooks, one backfill after another, and one process after the other that is killed and started again. Then
 * everything comes to rest, and every record is accounted for.
 */
export async function killAgainAndAgain({
  target,
  kills,
  companies,
  items,
  report = () => {},
}: Options): Promise<Outcome> {
  const begun = performance.now();
  const system = await startKillSystem(target);
  try {
    await system.erp.query(
      `insert into customer (name, phone) select 'Old ' || n, 'none' from generate_series(1, $1::int) n`,
      [companies],
    );
    await runToEnd(system, 'sync');
    await atRest(system, 60_000);
    const flood = startFlood(
      system,
      (await allOf(system, 'companies')).map(({ id }) => id),
    );
    const backfills = backfillOnAndOn(system, items);
    for (let kill = 1; kill <= kills; kill += 1) {
      await wait(Math.random() * MOST_PAUSE_MS);
      const one = system.processes[Math.floor(Math.random() * system.processes.length)];
      await one?.kill();
      const since = performance.now();
      await one?.start();
      const ms = Math.round(performance.now() - since);
      report(
        `kill ${kill} of ${kills}: a ${one?.role}, up again in ${ms} ms; ${flood.figures.accepted} notices accepted`,
      );
    }
    await flood.stop();
    const done = await backfills.stop();
    const inbox = await atRest(system, 600_000);
    const findings = [...(await account(system, flood.phones)), ...(await pollsTooOften(system))];
    const held = Object.entries(inbox).filter(([, count]) => count > 0);
    return {
      processes: system.processes.length,
      kills,
      ...flood.figures,
      companies: flood.phones.size,
      items: done * items,
      backfills: done,
      seconds: Math.round((performance.now() - begun) / 1000),
      findings: [...findings, ...held.map(([kind, count]) => `The inbox holds ${count} ${kind}.`)],
    };
  } finally {
    await system.close();
  }
}

/** One backfill after another, each with new items; `stop` resolves to how many there were. */
function backfillOnAndOn(system: KillSystem, items: number) {
  const stopping = new AbortController();
  const all = (async () => {
    let done = 0;
    do {
      await system.erp.query("insert into item (name) select 'Item ' || n from generate_series(1, $1::int) n", [items]);
      await runToEnd(system, 'backfill', { pairs: ['item'] });
      done += 1;
    } while (!stopping.signal.aborted);
    return done;
  })();
  // Whoever awaits it hears of the failure.
  all.catch(() => {});
  return {
    stop(): Promise<number> {
      stopping.abort();
      return all;
    },
  };
}
