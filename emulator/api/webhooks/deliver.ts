import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import type { EventBody } from './events.ts';
import { signatureHeaders, throughProxy } from './sign.ts';

/** Row of the table `deliveries`: one request that has not succeeded yet. */
export interface Delivery {
  readonly appId: number;
  readonly portalId: number;
  readonly events: readonly EventBody[];
  readonly attempt: number;
  readonly dueAt: number;
}

/** HubSpot retries up to 10 times, spread over 24 h; the first ones soon, so that a restart of the receiver heals. */
const RETRY_AFTER_SECONDS = [3, 10, 30, 120, 600, 1800, 3600, 10_800, 21_600, 43_200];

/** Sends deliveries that are due, at most `maxConcurrentRequests` per app and portal at once. */
export interface Courier {
  send(key: string): void;
  /** Lets requests in flight end. */
  settle(): Promise<void>;
  reset(): void;
}

export function createCourier(hub: () => Hub): Courier {
  const flights = new Map<string, Promise<void>>();
  const perLane = new Map<string, number>();
  let waiting: string[] = [];
  let generation = 0;
  const lane = (row: Delivery): string => `${row.appId}/${row.portalId}`;

  const next = (): void => {
    const { tables, apps } = hub();
    waiting = waiting.filter((key) => {
      const row = tables.rows<Delivery>('deliveries').get(key);
      const app = row && apps.find((one) => one.registration.appId === row.appId);
      if (!row || !app?.webhooks) return false;
      const busy = perLane.get(lane(row)) ?? 0;
      if (busy >= app.webhooks.maxConcurrentRequests) return true;
      perLane.set(lane(row), busy + 1);
      flights.set(key, fly(key, row, app));
      return false;
    });
  };

  const fly = async (key: string, row: Delivery, app: App): Promise<void> => {
    const mine = generation;
    const delivered = await post(hub(), row, app);
    if (mine !== generation) return;
    flights.delete(key);
    perLane.set(lane(row), (perLane.get(lane(row)) ?? 1) - 1);
    conclude(hub(), key, row, delivered, send);
    next();
  };

  const send = (key: string): void => {
    waiting.push(key);
    next();
  };
  return {
    send,
    settle: async () => void (await Promise.all(flights.values())),
    reset() {
      generation += 1;
      waiting = [];
      flights.clear();
      perLane.clear();
    },
  };
}

/** Any answer but 2xx within the time limit is a failure, client errors included. */
async function post(hub: Hub, row: Delivery, app: App): Promise<boolean> {
  const url = app.webhooks?.targetUrl ?? '';
  const events = row.events.map((event) => ({
    ...event,
    portalId: row.portalId,
    appId: row.appId,
    attemptNumber: row.attempt,
  }));
  const body = JSON.stringify(events);
  try {
    const answer = await fetch(throughProxy(url, app.registration.proxy), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...signatureHeaders(app.registration.clientSecret, 'POST', url, body, Date.now()),
      },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(hub.settings.webhookTimeoutMs),
    });
    await answer.body?.cancel();
    return answer.ok;
  } catch {
    return false;
  }
}

function conclude(hub: Hub, key: string, row: Delivery, delivered: boolean, send: (key: string) => void): void {
  const wait = RETRY_AFTER_SECONDS[row.attempt];
  if (delivered || wait === undefined) {
    if (!delivered)
      hub.log(`Webhook of app ${row.appId} to portal ${row.portalId}: given up after ${row.attempt} retries.`);
    hub.tables.remove('deliveries', key);
    return;
  }
  const dueAt = hub.clock.now() + wait * 1000;
  hub.tables.put('deliveries', key, { ...row, attempt: row.attempt + 1, dueAt });
  hub.clock.at(dueAt, () => send(key));
}
