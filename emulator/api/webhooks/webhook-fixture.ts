import type { Received } from '../../testing/receiver.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { HOOK_ORIGIN, PORTAL, writeProject } from '../../testing/project.ts';
import { startWithHub } from '../../start.ts';
import type { Change } from '../changes.ts';
import { findObjectType, type ObjectType } from '../objects/types.ts';
import { install } from '../oauth/installs.ts';
import type { Settings } from '../settings.ts';

interface Options {
  readonly subscriptions?: object;
  readonly auth?: 'oauth' | 'static';
  readonly limits?: Partial<Settings>;
  readonly answer?: (count: number) => number | Promise<number>;
  readonly randomSeed?: number;
  /** The receiver's address, when there is none to start. */
  readonly receiver?: string;
}

export const START = Date.UTC(2026, 10, 23, 12);

export const typeNamed = (name: string): ObjectType => {
  const type = findObjectType(name);
  if (!type) throw new Error(name);
  return type;
};

/** A receiver that answers nobody before `size` requests are waiting: how many may be in flight, on a slow machine too. */
export function crowd(size: number) {
  const full = Promise.withResolvers<void>();
  let waiting = 0;
  let most = 0;
  return {
    most: () => most,
    async answer(): Promise<number> {
      most = Math.max(most, (waiting += 1));
      if (waiting === size) full.resolve();
      await full.promise;
      // One too many would arrive now.
      await new Promise((resolve) => setTimeout(resolve, 20));
      waiting -= 1;
      return 204;
    },
  };
}

/** An emulator whose clock stands still, with one installed app and the receiver of its webhooks. */
export async function startHooked({
  subscriptions,
  auth = 'oauth',
  limits = {},
  answer,
  randomSeed,
  ...more
}: Options = {}) {
  const receiver = await startReceiver(answer);
  const registration = await writeProject({
    auth,
    receiver: more.receiver ?? receiver.url,
    maxConcurrentRequests: 3,
    ...(subscriptions ? { subscriptions } : {}),
  });
  const starting = startWithHub({
    port: 0,
    dataDir: null,
    apps: [registration],
    limits,
    clock: { mode: 'stepped', now: START },
    ...(randomSeed === undefined ? {} : { randomSeed }),
  });
  const emulator = await starting.catch(async (error: unknown) => {
    await receiver.close();
    throw error;
  });
  const { hub, url } = emulator;
  const [app] = hub.apps;
  if (!app) throw new Error('no app');
  if (auth === 'oauth') install(hub, app, PORTAL, app.scopes);
  const advance = async (advanceMs: number): Promise<void> => {
    const body = JSON.stringify({ advanceMs });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${url}/_emulator/clock?settle=true`, { method: 'POST', headers, body });
    await hub.webhooks.settle();
  };
  /** Tells changes and answers what arrives because of them. */
  const told = async (...changes: readonly Change[]): Promise<Received[]> => {
    const before = receiver.received.length;
    for (const change of changes) hub.changes.tell(change);
    await advance(hub.settings.webhookDelayMs);
    return receiver.received.slice(before);
  };
  return {
    hub,
    url,
    app,
    receiver,
    advance,
    told,
    origin: HOOK_ORIGIN,
    async close() {
      await emulator.close();
      await receiver.close();
    },
  };
}

export type Hooked = Awaited<ReturnType<typeof startHooked>>;
