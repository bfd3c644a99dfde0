import { randomUUID } from 'node:crypto';
import type { App } from '../projects.ts';
import { createAssociationIndex } from './associations/index-of-links.ts';
import { createClock } from './clock.ts';
import { createFaults } from './control/faults.ts';
import { createRequestLog } from './control/request-log.ts';
import { createStats } from './control/stats.ts';
import type { Hub } from './hub.ts';
import { createLimiters } from './limits/limiters.ts';
import { createRecordIds, createRecordOrder, createUniqueIndex } from './objects/indexes.ts';
import { createSearchLag } from './search/lag.ts';
import type { Seed } from './seed.ts';
import { fillFromSeed } from './seeding.ts';
import { HUBSPOT_SETTINGS, type Settings } from './settings.ts';
import { openLog } from './store/log.ts';
import { createTables } from './store/tables.ts';
import { createWebhooks } from './webhooks/webhooks.ts';

export interface HubOptions {
  /** Folder of the durable state; null = memory only. */
  readonly dataDir: string | null;
  readonly seed: Seed;
  readonly apps: readonly App[];
  readonly limits?: Partial<Settings>;
  readonly log: (sentence: string) => void;
}

export interface OpenHub {
  readonly hub: Hub;
  close(): Promise<void>;
}

export async function createHub(options: HubOptions): Promise<OpenHub> {
  const tables = createTables();
  const clock = createClock();
  const settings: Settings = { ...HUBSPOT_SETTINGS, ...options.limits };
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
    log: options.log,
    randomId: randomUUID,
    limiters: createLimiters(() => clock.now()),
    faults: createFaults(),
    stats: createStats(),
    requests: createRequestLog(),
    webhooks: createWebhooks(() => hub),
  };
  const durable = options.dataDir === null ? null : await openLog(options.dataDir, tables);
  clock.setOffset(tables.rows<{ offsetMs: number }>('clock').get('offset')?.offsetMs ?? 0);
  if (tables.rows('portals').size === 0) fillFromSeed(hub);
  hub.lag.cleared();
  hub.webhooks.resume();
  return {
    hub,
    async close() {
      await hub.webhooks.close();
      clock.clear();
      durable?.close();
    },
  };
}

/** Back to the seed: records, installs, tokens, clock, counters, faults, limits and webhooks on their way. */
export function resetHub(hub: Hub): void {
  hub.webhooks.reset();
  hub.clock.clear();
  hub.clock.setOffset(0);
  hub.tables.clear();
  hub.limiters.reset();
  hub.faults.clear();
  hub.requests.reset();
  fillFromSeed(hub);
  hub.stats.reset();
}

export function advanceClock(hub: Hub, ms: number): void {
  const offsetMs = hub.clock.offset() + ms;
  hub.tables.put('clock', 'offset', { offsetMs });
  hub.clock.setOffset(offsetMs);
}
