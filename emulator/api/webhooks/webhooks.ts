import { setTimeout } from 'node:timers/promises';
import { installsIn } from '../oauth/installs.ts';
import { findProperty } from '../properties/catalog.ts';
import type { Hub } from '../hub.ts';
import { webhookValue } from '../objects/values.ts';
import { createCourier, type Delivery } from './deliver.ts';
import {
  creationEvents,
  deletionEvents,
  type EventBody,
  type LinkChange,
  linkEvents,
  propertyEvents,
  type RecordChange,
  type Subscription,
} from './events.ts';

/** Told of every change; collects, batches, sends and retries. */
export interface Webhooks {
  created(change: RecordChange): void;
  changed(change: RecordChange): void;
  deleted(change: RecordChange): void;
  associated(change: LinkChange): void;
  /** Takes up deliveries that an earlier process left. */
  resume(): void;
  reset(): void;
  /** Writes down what is collected (it is delivered after the next start) and waits for requests in flight. */
  close(): Promise<void>;
}

const GRACE_MS = 1000;

type Expand = (subscriptions: readonly Subscription[]) => EventBody[];

export function createWebhooks(hub: () => Hub): Webhooks {
  const courier = createCourier(hub);
  /** Bundles per app and portal: the events of one change stay in one request. */
  const collected = new Map<string, EventBody[][]>();
  let sequence = 0;
  let open = true;

  const flush = (lane: string): void => {
    const bundles = collected.get(lane) ?? [];
    collected.delete(lane);
    const [appId = 0, portalId = 0] = lane.split('/').map(Number);
    for (const events of batches(bundles, hub().settings.webhookBatch)) {
      const row: Delivery = { appId, portalId, events, attempt: 0, dueAt: hub().clock.now() };
      const key = `${row.dueAt}-${(sequence += 1)}`;
      hub().tables.put('deliveries', key, row);
      if (open) courier.send(key);
    }
  };

  const tell = (portalId: number, expand: Expand): void => {
    for (const app of installsIn(hub(), portalId)) {
      if (!app.webhooks) continue;
      const events = outOfOrder(expand(app.subscriptions)).map((event) => ({ ...stamp(hub()), ...event }));
      if (events.length === 0) continue;
      const lane = `${app.registration.appId}/${portalId}`;
      const bundles = collected.get(lane);
      if (bundles) bundles.push(events);
      else {
        collected.set(lane, [events]);
        hub().clock.at(hub().clock.now() + hub().settings.webhookDelayMs, () => flush(lane));
      }
    }
  };

  return {
    created: (change) => tell(change.portalId, (to) => creationEvents(to, forWebhook(hub(), change))),
    changed: (change) => tell(change.portalId, (to) => propertyEvents(to, forWebhook(hub(), change))),
    deleted: (change) => tell(change.portalId, (to) => deletionEvents(to, change)),
    associated: (change) => tell(change.portalId, (to) => linkEvents(to, change)),
    resume() {
      for (const [key, row] of hub().tables.rows<Delivery>('deliveries')) {
        hub().clock.at(row.dueAt, () => courier.send(key));
      }
    },
    reset() {
      collected.clear();
      courier.reset();
    },
    async close() {
      open = false;
      for (const lane of collected.keys()) flush(lane);
      // A receiver that does not answer must not hold up the end; its delivery is repeated after the next start.
      await Promise.race([courier.settle(), setTimeout(GRACE_MS, undefined, { ref: false })]);
      courier.reset();
    },
  };
}

const EVENT_IDS = 2 ** 32;

/** `eventId` is documented as not unique; `occurredAt` is the emulator's time. */
const stamp = (hub: Hub): object => ({
  eventId: Number.parseInt(hub.randomId().replaceAll('-', '').slice(0, 8), 16) % EVENT_IDS,
  occurredAt: hub.clock.now(),
});

/** HubSpot promises no order within a bundle, and the creation event is often not the first. */
function outOfOrder(events: readonly EventBody[]): readonly EventBody[] {
  return events.length < 3 ? events : [...events.slice(1), ...events.slice(0, 1)];
}

function forWebhook(hub: Hub, change: RecordChange): RecordChange {
  const values = Object.entries(change.values).map(([name, value]) => {
    const property = findProperty(hub.tables, change.portalId, change.type, name);
    return [name, webhookValue(property, value)] as const;
  });
  return { ...change, values: Object.fromEntries(values) };
}

/** Requests of at most `size` events; a bundle is split only when it alone is larger. */
function batches(bundles: readonly EventBody[][], size: number): EventBody[][] {
  const found: EventBody[][] = [];
  for (const bundle of bundles) {
    const last = found.at(-1);
    if (last && last.length + bundle.length <= size) last.push(...bundle);
    else for (let start = 0; start < bundle.length; start += size) found.push(bundle.slice(start, start + size));
  }
  return found;
}
