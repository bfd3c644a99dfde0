import type { App } from '../projects.ts';
import type { AssociationIndex } from './associations/index-of-links.ts';
import type { Changes } from './changes.ts';
import type { Clock } from './clock.ts';
import type { ClockOptions } from './control/clock.ts';
import type { Faults } from './control/faults.ts';
import type { RequestLog } from './control/request-log.ts';
import type { Snapshot } from './control/snapshots.ts';
import type { Stats } from './control/stats.ts';
import type { Limiters } from './limits/limiters.ts';
import type { RecordIds, RecordOrder, UniqueIndex } from './objects/indexes.ts';
import type { SearchLag } from './search/lag.ts';
import type { Random } from './random.ts';
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
  readonly origin: Origin;
  readonly log: (sentence: string) => void;
  readonly random: Random;
  readonly changes: Changes;

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
  readonly snapshots: Map<string, Snapshot>;
}

/** What the program was started with, and a reset goes back to. */
export interface Origin {
  readonly settings: Partial<Settings>;
  /** Without it, the machine's time. */
  readonly clock: ClockOptions | null;
  readonly randomSeed: number;
}

/** Row of the table `portals`, keyed by portal id. */
export interface PortalRow {
  readonly portalId: number;
  readonly name: string;
  readonly timezone: string;
  readonly currency: string;
  /** What was bought decides the limits; without it, Professional. */
  readonly tier?: Tier | undefined;
  /** API limit increases bought: 0, 1 or 2. */
  readonly apiLimitIncreases?: number | undefined;
}

export type Tier = 'free' | 'starter' | 'professional' | 'enterprise';
