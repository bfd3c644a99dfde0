import { z } from 'zod';
import type { WebhookSubscription } from './app-registration.ts';
import { refusal } from './api/webhooks/event-types.ts';

const SubscriptionConfig = z
  .object({
    subscriptionType: z.string(),
    objectType: z.string().nullish(),
    /** What `objectType` was called before 2025. */
    objectName: z.string().nullish(),
    propertyName: z.string().nullable().default(null),
    active: z.boolean().default(false),
  })
  .transform(({ objectType, objectName, ...rest }) => ({ ...rest, objectType: objectType ?? objectName ?? null }));
const list = z.array(SubscriptionConfig).default([]);

const Config = z.object({
  settings: z.object({ targetUrl: z.url(), maxConcurrentRequests: z.number().int().positive().default(10) }),
  subscriptions: z.object({ crmObjects: list, legacyCrmObjects: list, hubEvents: list }),
});

export interface WebhooksConfig {
  readonly targetUrl: string;
  readonly maxConcurrentRequests: number;
  readonly subscriptions: readonly WebhookSubscription[];
}

const MOST = 1000;

/** A `webhooks` component; what HubSpot would refuse at the upload is refused here, with the reason. */
export function webhooksConfig(config: unknown, auth: 'static' | 'oauth'): WebhooksConfig {
  const { settings, subscriptions: kinds } = Config.parse(config);
  const subscriptions = [...kinds.crmObjects, ...kinds.legacyCrmObjects, ...kinds.hubEvents];
  if (subscriptions.length > MOST) throw new Error(`An app has at most ${MOST} webhook subscriptions.`);
  for (const one of subscriptions) {
    const reason = refusal(one, auth);
    if (reason !== null) throw new Error(`webhooks: ${reason} (${JSON.stringify(one)})`);
  }
  return { ...settings, subscriptions };
}
