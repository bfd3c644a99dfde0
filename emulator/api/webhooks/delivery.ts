import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { keepAttempt, startAttempt } from './attempts.ts';
import { configurationOf } from './configuration.ts';
import type { EventBody } from './events.ts';
import { happens, type Knobs } from './knobs.ts';
import { delivered, type Posted } from './post.ts';
import { retryOffsets } from './retries.ts';
import { nextNumber } from './sequence.ts';

/** Row of the table `deliveries`: one request that has not succeeded yet. */
export interface Delivery {
  readonly appId: number;
  readonly portalId: number;
  readonly events: readonly EventBody[];
  readonly attempt: number;
  /** When the first attempt was due: the retries are counted from it. */
  readonly firstAt: number;
  readonly dueAt: number;
  /** Drawn once, so that the times of the retries do not depend on which of several requests failed first. */
  readonly retrySeed: number;
}

export const DELIVERIES = 'deliveries';
const SEEDS = 2 ** 31;

/** Writes down a request to be sent, or what the knobs make of it, and answers the keys of the rows. */
export function writeDown(hub: Hub, app: App, portalId: number, events: readonly EventBody[], knobs: Knobs): string[] {
  if (happens(hub, knobs.drop)) {
    logDropped(hub, app, portalId, events);
    return [];
  }
  return Array.from({ length: happens(hub, knobs.duplicate) ? 2 : 1 }, () => {
    const dueAt = hub.clock.now() + (knobs.delayMs > 0 ? hub.random.below(knobs.delayMs + 1) : 0);
    const { appId } = app.registration;
    const retrySeed = hub.random.below(SEEDS);
    const row: Delivery = { appId, portalId, events, attempt: 0, firstAt: dueAt, dueAt, retrySeed };
    const key = String(nextNumber(hub, 'deliveries'));
    hub.tables.put(DELIVERIES, key, row);
    return key;
  });
}

function logDropped(hub: Hub, app: App, portalId: number, events: readonly EventBody[]): void {
  keepAttempt(hub, {
    ...startAttempt(hub),
    appId: app.registration.appId,
    portalId,
    url: configurationOf(hub, app).targetUrl ?? '',
    headers: {},
    body: JSON.stringify(events),
    attemptNumber: 0,
    status: null,
    error: 'dropped on purpose: the knob "drop" of the emulator',
    durationMs: 0,
    retryAt: null,
    replayed: false,
  });
}

export const bodyOf = (row: Delivery): string =>
  JSON.stringify(row.events.map((event) => ({ ...event, attemptNumber: row.attempt })));

/** After an attempt: gone, or due again. Answers when, and null when it is not tried again. */
export function conclude(hub: Hub, key: string, row: Delivery, posted: Posted): number | null {
  const offset = retryOffsets(hub.settings, row.retrySeed)[row.attempt];
  if (delivered(posted) || offset === undefined) {
    if (!delivered(posted))
      hub.log(`Webhook of app ${row.appId} to portal ${row.portalId}: given up after ${row.attempt} retries.`);
    hub.tables.remove(DELIVERIES, key);
    return null;
  }
  const dueAt = Math.max(row.firstAt + offset, hub.clock.now());
  hub.tables.put(DELIVERIES, key, { ...row, attempt: row.attempt + 1, dueAt });
  return dueAt;
}
