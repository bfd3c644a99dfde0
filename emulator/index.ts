import { z } from 'zod';
import { AppRegistration } from './app-registration.ts';
import { changeClock, ClockOptions, clockView } from './api/control/clock.ts';
import { Fault } from './api/control/fault.ts';
import { type PortalView, portalViews } from './api/control/portals.ts';
import type { LoggedRequest } from './api/control/request-log.ts';
import { restoreSnapshot, takeSnapshot } from './api/control/snapshots.ts';
import type { StatsView } from './api/control/stats.ts';
import { resetHub } from './api/create-hub.ts';
import type { Hub } from './api/hub.ts';
import type { Seed, SeedPortal } from './api/seed.ts';
import type { Settings } from './api/settings.ts';
import { checked } from './checked.ts';
import { checkedSeed } from './seed-file.ts';
import { startWithHub } from './start.ts';

export interface CreateOptions {
  /** One portal, of which everything may be left out; `seed` is for more than one. */
  readonly portal?: Partial<z.input<typeof SeedPortal>>;
  /** The seed itself, or a YAML or JSON file. Without `portal` and `seed`: a small portal with a few records. */
  readonly seed?: z.input<typeof Seed> | string;
  readonly apps?: readonly z.input<typeof AppRegistration>[];
  /** Figures of `api/settings.ts` that differ from HubSpot's. */
  readonly limits?: Partial<Settings>;
  readonly clock?: ClockOptions;
  /** Of tokens, correlation ids and shuffles. */
  readonly randomSeed?: number;
  /** Folder of the durable state; without it, memory only. */
  readonly dataDir?: string | null;
  /** Any free one when it is not said. */
  readonly port?: number;
  readonly log?: (sentence: string) => void;
}

/** An emulator of one's own, in this process. Everything but `url` is also an address under `/_emulator`. */
export interface CreatedEmulator {
  readonly url: string;
  /** The first portal with a token that has every scope. */
  readonly portal: PortalView;
  readonly portals: () => readonly PortalView[];
  readonly clock: {
    now(): number;
    /** Answers when the timers that became due have run; with `settle`, when the webhooks they sent have arrived too. */
    advance(ms: number, options?: { readonly settle?: boolean }): Promise<void>;
    set(change: {
      readonly mode?: ClockOptions['mode'];
      readonly factor?: number;
      readonly to?: number | string;
    }): Promise<void>;
    view(): ReturnType<typeof clockView>;
  };
  readonly faults: {
    add(...faults: readonly z.input<typeof Fault>[]): void;
    list(): readonly object[];
    clear(id?: string): void;
  };
  requests(): readonly LoggedRequest[];
  stats(): StatsView;
  snapshot(name?: string): void;
  restore(name?: string): void;
  reset(): void;
  /** Waits for the webhooks in flight. */
  settle(): Promise<void>;
  readonly close: () => Promise<void>;
}

/** HubSpot on a free port, in milliseconds: a test file may have its own. */
export async function createEmulator(options: CreateOptions = {}): Promise<CreatedEmulator> {
  const { port = 0, dataDir = null, apps = [], portal, seed, clock, ...rest } = options;
  const { hub, url, close } = await startWithHub({
    ...rest,
    ...(clock ? { clock: checked(ClockOptions, clock, 'The clock cannot run like this') } : {}),
    port,
    dataDir,
    apps: checked(z.array(AppRegistration), apps, 'The apps are not valid registrations'),
    ...seedOf(portal, seed),
  });
  const [first] = portalViews(hub);
  if (!first) throw new Error('The emulator has no portal: the data folder was emptied of them; reset it.');
  return { url, close, portal: first, portals: () => portalViews(hub), ...controlOf(hub) };
}

const USUAL_PORTAL = { portalId: 12_345_678, name: 'Emulated portal', timezone: 'UTC', currency: 'EUR' };

function seedOf(portal: CreateOptions['portal'], seed: CreateOptions['seed']): { seed?: Seed; seedFile?: string } {
  if (portal && seed !== undefined) throw new Error('Give createEmulator a portal or a seed, not both.');
  if (typeof seed === 'string') return { seedFile: seed };
  if (portal) return { seed: checkedSeed({ portals: [{ ...USUAL_PORTAL, ...portal }] }, 'The portal') };
  return seed === undefined ? {} : { seed: checkedSeed(seed) };
}

type Control = Omit<CreatedEmulator, 'url' | 'portal' | 'portals' | 'close'>;

const controlOf = (hub: Hub): Control => ({
  clock: {
    now: () => hub.clock.now(),
    advance: (ms, { settle = false } = {}) => changeClock(hub, { advanceMs: ms }, settle),
    set: ({ mode, factor, to }) =>
      changeClock(hub, { mode, factor, setTo: to === undefined ? undefined : new Date(to).getTime() }, false),
    view: () => clockView(hub),
  },
  faults: {
    add: (...faults) => faults.forEach((fault) => hub.faults.add(Fault.parse(fault))),
    list: () => hub.faults.all(),
    clear: (id) => hub.faults.clear(id),
  },
  requests: () => hub.requests.all(),
  stats: () => hub.stats.view(),
  snapshot: (name = 'default') => void takeSnapshot(hub, name),
  restore(name = 'default') {
    const snapshot = hub.snapshots.get(name);
    if (!snapshot) throw new Error(`There is no snapshot "${name}": take one with snapshot("${name}").`);
    restoreSnapshot(hub, snapshot);
  },
  reset: () => resetHub(hub),
  settle: () => hub.webhooks.settle(),
});
