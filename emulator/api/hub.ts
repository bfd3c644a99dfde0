import type { App } from '../projects.ts';
import type { AssociationIndex } from './associations/index-of-links.ts';
import type { Clock } from './clock.ts';
import type { Faults } from './control/faults.ts';
import type { RequestLog } from './control/request-log.ts';
import type { Stats } from './control/stats.ts';
import type { Limiters } from './limits/limiters.ts';
import type { RecordIds, RecordOrder, UniqueIndex } from './objects/indexes.ts';
import type { SearchLag } from './search/lag.ts';
import type { Seed } from './seed.ts';
import type { Settings } from './settings.ts';
import type { Tables } from './store/tables.ts';
import type { Webhooks } from './webhooks/webhooks.ts';

/** The emulator's one object: durable state in `tables`, what follows from it in indexes, and what a restart forgets. */
export interface Hub {
  readonly tables: Tables;
  readonly clock: Clock;
  readonly settings: Settings;
  readonly apps: readonly App[];
  readonly seed: Seed;
  readonly log: (sentence: string) => void;
  readonly randomId: () => string;

  readonly ids: RecordIds;
  readonly order: RecordOrder;
  readonly uniques: UniqueIndex;
  readonly links: AssociationIndex;
  readonly lag: SearchLag;

  readonly limiters: Limiters;
  readonly faults: Faults;
  readonly stats: Stats;
  readonly requests: RequestLog;
  readonly webhooks: Webhooks;
}

/** Row of the table `portals`, keyed by portal id. */
export interface PortalRow {
  readonly portalId: number;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
}
