import { setTimeout } from 'node:timers/promises';
import type { Deliveries } from '../../deliveries.ts';
import type { Change } from '../changes.ts';
import type { Hub } from '../hub.ts';
import { bundleOf } from './bundle.ts';
import { collect, flush, forget, waitingLanes } from './collect.ts';
import { configurationOf } from './configuration.ts';
import { createCourier } from './courier.ts';
import { createDeliveries } from './deliveries.ts';
import { DELIVERIES } from './delivery.ts';
import { appsReached, hearInstall, reaches } from './installed.ts';

/** Told of every change; collects, batches, sends and retries. All of it is in tables, except what is in flight. */
export interface Webhooks {
  hear(change: Change): void;
  /** Takes up what an earlier process, or the state that was brought back, had left to send. */
  resume(): void;
  /** Forgets what is in flight; the tables say what is to be sent. */
  reset(): void;
  /** Lets the requests in flight end. */
  settle(): Promise<void>;
  /** Waits for requests in flight; the rest is delivered after the next start. */
  close(): Promise<void>;
  readonly deliveries: Deliveries;
}

const GRACE_MS = 1000;

export function createWebhooks(hub: () => Hub): Webhooks {
  const courier = createCourier(hub);

  const sendAt = (dueAt: number, appId: number, portalId: number): void =>
    hub().clock.at(dueAt, () => {
      const app = hub().apps.find((one) => one.registration.appId === appId);
      if (!app) return forget(hub(), appId, portalId);
      for (const key of flush(hub(), app, portalId)) courier.expect(key);
    });

  const hear = (change: Change): void => {
    const { portalId } = change;
    if (change.kind === 'installed' || change.kind === 'uninstalled') {
      hearInstall(hub(), change);
      if (!reaches(hub(), change.appId, portalId)) forget(hub(), change.appId, portalId);
      return;
    }
    for (const app of appsReached(hub(), portalId)) {
      const { targetUrl, subscriptions } = configurationOf(hub(), app);
      const events = targetUrl === null ? [] : bundleOf(hub(), app, subscriptions, change);
      const dueAt = events.length === 0 ? null : collect(hub(), app, portalId, events);
      if (dueAt !== null) sendAt(dueAt, app.registration.appId, portalId);
    }
  };

  return {
    hear,
    resume() {
      for (const { dueAt, appId, portalId } of waitingLanes(hub())) sendAt(dueAt, appId, portalId);
      for (const key of hub().tables.rows(DELIVERIES).keys()) courier.expect(key);
    },
    reset: () => courier.reset(),
    settle: () => courier.settle(),
    async close() {
      // A receiver that does not answer must not hold up the end; its delivery is repeated after the next start.
      await Promise.race([courier.settle(), setTimeout(GRACE_MS, undefined, { ref: false })]);
      courier.reset();
    },
    deliveries: createDeliveries(hub),
  };
}
