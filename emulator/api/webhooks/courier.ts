import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { keepAttempt, startAttempt } from './attempts.ts';
import { configurationOf } from './configuration.ts';
import { bodyOf, conclude, DELIVERIES, type Delivery } from './delivery.ts';
import { reaches } from './installed.ts';
import { post } from './post.ts';

/** Sends deliveries that are due, at most `maxConcurrentRequests` per app and portal at once. */
export interface Courier {
  /** Sends it when its time has come. */
  expect(key: string): void;
  /** Lets requests in flight end. */
  settle(): Promise<void>;
  reset(): void;
}

interface Ready {
  readonly row: Delivery;
  readonly app: App;
  readonly url: string;
  readonly most: number;
}

export function createCourier(hub: () => Hub): Courier {
  const flights = new Map<string, Promise<void>>();
  const perLane = new Map<string, number>();
  let waiting: string[] = [];
  let generation = 0;
  const lane = (row: Delivery): string => `${row.appId}/${row.portalId}`;

  const next = (): void => {
    waiting = waiting.filter((key) => {
      const ready = readyToSend(hub(), key);
      if (!ready || flights.has(key)) return false;
      const busy = perLane.get(lane(ready.row)) ?? 0;
      if (busy >= ready.most) return true;
      perLane.set(lane(ready.row), busy + 1);
      flights.set(key, fly(key, ready));
      return false;
    });
  };

  const fly = async (key: string, { row, app, url }: Ready): Promise<void> => {
    const mine = generation;
    const attempt = startAttempt(hub());
    const posted = await post(hub(), app, url, bodyOf(row));
    // A reset came in between: what was in flight belongs to a state that is gone.
    if (mine !== generation) return;
    flights.delete(key);
    perLane.set(lane(row), (perLane.get(lane(row)) ?? 1) - 1);
    const still = hub().tables.rows(DELIVERIES).has(key);
    const dueAt = still ? conclude(hub(), key, row, posted) : null;
    const { appId, portalId } = row;
    const retryAt = dueAt === null ? null : iso(dueAt);
    keepAttempt(hub(), {
      ...attempt,
      appId,
      portalId,
      ...posted,
      attemptNumber: row.attempt,
      retryAt,
      replayed: false,
    });
    if (dueAt !== null) expect(key);
    next();
  };

  const expect = (key: string): void => {
    const dueAt = hub().tables.rows<Delivery>(DELIVERIES).get(key)?.dueAt;
    if (dueAt === undefined) return;
    const send = (): void => {
      waiting.push(key);
      next();
    };
    if (dueAt <= hub().clock.now()) send();
    else hub().clock.at(dueAt, send);
  };

  return {
    expect,
    settle: async () => {
      while (flights.size > 0) await Promise.all(flights.values());
    },
    reset() {
      generation += 1;
      waiting = [];
      flights.clear();
      perLane.clear();
    },
  };
}

/** Undefined when there is nothing to send any more: the app, its target or its install is gone. */
function readyToSend(hub: Hub, key: string): Ready | undefined {
  const row = hub.tables.rows<Delivery>(DELIVERIES).get(key);
  const app = row && hub.apps.find((one) => one.registration.appId === row.appId);
  if (!row || !app) return undefined;
  const { targetUrl, maxConcurrentRequests } = configurationOf(hub, app);
  if (targetUrl !== null && reaches(hub, row.appId, row.portalId)) {
    return { row, app, url: targetUrl, most: maxConcurrentRequests };
  }
  hub.tables.remove(DELIVERIES, key);
  return undefined;
}
