import type { DeliveryAttempt } from '../../deliveries.ts';
import type { App } from '../../projects.ts';
import { notFound } from '../http/errors.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { keepAttempt, startAttempt } from './attempts.ts';
import { configurationOf, currentSubscriptions } from './configuration.ts';
import { type EventBody, head, type Subscription } from './events.ts';
import { post } from './post.ts';

/** What the button "Test" beside a subscription sends: one event of a record that there is not, with HubSpot's constants. */
export function sampleEvent(hub: Hub, app: App, portalId: number, to: Subscription): EventBody {
  const { appId } = app.registration;
  return {
    ...head({ eventId: () => 100, portalId, appId, occurredAt: hub.clock.now() }, to),
    objectId: 123,
    ...(to.propertyName === null ? {} : { propertyName: to.propertyName, propertyValue: 'sample-value' }),
    changeSource: 'CRM',
    changeFlag: 'NEW',
  };
}

/** Sends it at once, once: nobody waits for a repetition of a test. The portal need not have the app. */
export async function sendSample(hub: Hub, appId: string, subscriptionId: string): Promise<DeliveryAttempt> {
  const app = hub.apps.find((one) => String(one.registration.appId) === appId);
  const to = app && currentSubscriptions(hub, app).find((one) => String(one.subscriptionId) === subscriptionId);
  const url = app && configurationOf(hub, app).targetUrl;
  if (!app || !to || !url)
    throw notFound(`App ${appId} has no subscription ${subscriptionId} with an address to test.`);
  const [portal] = hub.tables.rows<PortalRow>('portals').values();
  const portalId = portal?.portalId ?? 0;
  const attempt = startAttempt(hub);
  const posted = await post(hub, app, url, JSON.stringify([sampleEvent(hub, app, portalId, to)]));
  const rest = { appId: app.registration.appId, portalId, attemptNumber: 0, retryAt: null, replayed: false };
  return keepAttempt(hub, { ...attempt, ...posted, ...rest });
}
