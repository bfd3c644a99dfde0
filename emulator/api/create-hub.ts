import type { App } from '../projects.ts';
import { createAssociationIndex } from './associations/index-of-links.ts';
import { createChanges } from './changes.ts';
import { createClock } from './clock.ts';
import { type ClockOptions, startClock } from './control/clock.ts';
import { createFaults } from './control/faults.ts';
import { createRequestLog } from './control/request-log.ts';
import { applySettings, checkedSettings } from './control/settings.ts';
import { createStats } from './control/stats.ts';
import type { Hub, Origin } from './hub.ts';
import { hearForJournal } from './journal/hear.ts';
import { resumeJobs } from './jobs.ts';
import { createLimiters } from './limits/limiters.ts';
import { createRecordIds, createRecordOrder, createUniqueIndex } from './objects/indexes.ts';
import { createSearchLag } from './search/lag.ts';
import { createRandom } from './random.ts';
import type { Seed } from './seed.ts';
import { fillFromSeed } from './seeding.ts';
import { HUBSPOT_SETTINGS, type Settings } from './settings.ts';
import { lockFolder } from './store/folder-lock.ts';
import { openLog, type StateLog } from './store/log.ts';
import { createTables, type Tables } from './store/tables.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

export interface HubOptions {
  /** Folder of the durable state; null = memory only. */
  readonly dataDir: string | null;
  readonly seed: Seed;
  readonly apps: readonly App[];
  readonly limits?: Partial<Settings>;
  readonly clock?: ClockOptions;
  /** Of everything that looks random; runs with one seed and one order of requests answer the same bytes. */
  readonly randomSeed?: number;
  readonly log: (sentence: string) => void;
}

export interface OpenHub {
  readonly hub: Hub;
  readonly close: () => Promise<void>;
}

const RANDOM_SEED = 20_260_901;

/** A second start on the same folder must not give out the tokens of the first. */
function restartRandom({ tables, random, origin }: Hub): void {
  const starts = (tables.rows<{ count: number }>('starts').get('count')?.count ?? -1) + 1;
  tables.put('starts', 'count', { count: starts });
  random.restart(origin.randomSeed + starts);
}

export async function createHub(options: HubOptions): Promise<OpenHub> {
  const tables = createTables();
  const clock = createClock();
  const settings: Settings = { ...HUBSPOT_SETTINGS };
  const origin: Origin = {
    settings: checkedSettings({ ...options.limits }),
    clock: options.clock ?? null,
    randomSeed: options.randomSeed ?? RANDOM_SEED,
  };
  const indexes = {
    ids: createRecordIds(),
    order: createRecordOrder(),
    uniques: createUniqueIndex(tables),
    links: createAssociationIndex(),
    lag: createSearchLag(
      () => clock.now(),
      () => settings.searchLagMs,
    ),
  };
  for (const index of Object.values(indexes)) tables.listen(index);
  const hub: Hub = {
    tables,
    clock,
    settings,
    ...indexes,
    apps: options.apps,
    seed: options.seed,
    origin,
    log: options.log,
    random: createRandom(origin.randomSeed),
    changes: createChanges(),
    limiters: createLimiters(() => clock.now()),
    faults: createFaults(tables),
    stats: createStats(),
    requests: createRequestLog(),
    webhooks: createWebhooks(() => hub),
    snapshots: new Map(),
  };
  hub.changes.listen((change) => hub.webhooks.hear(change));
  hub.changes.listen((change) => hearForJournal(hub, change));
  const durable = options.dataDir === null ? null : await openFolder(options.dataDir, tables);
  startHub(hub);
  if (tables.rows('portals').size === 0) fillOrLeaveEmpty(hub, durable);
  hub.lag.cleared();
  hub.webhooks.resume();
  resumeJobs(hub);
  return {
    hub,
    async close() {
      await hub.webhooks.close();
      clock.clear();
      durable?.close();
    },
  };
}

/** Half a seed must not be what the next start finds. */
function fillOrLeaveEmpty(hub: Hub, durable: StateLog | null): void {
  try {
    fillFromSeed(hub);
  } catch (error) {
    hub.tables.clear();
    durable?.close();
    throw error;
  }
}

async function openFolder(dataDir: string, tables: Tables): Promise<StateLog> {
  const unlock = lockFolder(dataDir);
  try {
    const log = await openLog(dataDir, tables);
    return {
      close() {
        log.close();
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Time, settings and the random sequence: what the first write needs. */
function startHub(hub: Hub): void {
  applySettings(hub);
  startClock(hub);
  restartRandom(hub);
}

/** Back to the seed: records, installs, tokens, clock, settings, counters, faults, limits and webhooks on their way. */
export function resetHub(hub: Hub): void {
  hub.webhooks.reset();
  hub.clock.clear();
  hub.tables.clear();
  startHub(hub);
  hub.limiters.reset();
  hub.requests.reset();
  fillFromSeed(hub);
  hub.stats.reset();
}
