import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import type { Subscription } from './events.ts';

/** Row of the table `webhookSettings`, keyed by app id: what the API has set over the project's file. */
export interface SettingsRow {
  /** null: the settings were deleted, and nothing is sent. */
  readonly targetUrl: string | null;
  readonly maxConcurrentRequests: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** Row of the table `webhookSubscriptions/{appId}`, keyed by id: one made, changed or deleted by the API. */
export interface SubscriptionRow extends Subscription {
  readonly deleted: boolean;
  readonly eventTypeName: string | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export interface Configuration {
  readonly targetUrl: string | null;
  readonly maxConcurrentRequests: number;
  readonly subscriptions: readonly Subscription[];
}

export const SETTINGS_TABLE = 'webhookSettings';
export const subscriptionTable = (app: App): string => `webhookSubscriptions/${app.registration.appId}`;

export const settingsRow = (hub: Hub, app: App): SettingsRow | undefined =>
  hub.tables.rows<SettingsRow>(SETTINGS_TABLE).get(String(app.registration.appId));

const sameMeaning = (one: Subscription, other: Subscription): boolean =>
  one.subscriptionType === other.subscriptionType &&
  one.objectType === other.objectType &&
  one.propertyName === other.propertyName;

/** The project's subscriptions with what the API made of them, then those that only the API knows. */
export function currentSubscriptions(hub: Hub, app: App): readonly (Subscription | SubscriptionRow)[] {
  const rows = hub.tables.rows<SubscriptionRow>(subscriptionTable(app));
  if (rows.size === 0) return app.subscriptions;
  const own = new Set(app.subscriptions.map((one) => one.subscriptionId));
  // A project that was changed since may use the id for something else; then its file counts.
  const ofProject = app.subscriptions.map((one) => {
    const row = rows.get(String(one.subscriptionId));
    return row && sameMeaning(row, one) ? row : one;
  });
  const added = [...rows.values()].filter((row) => !own.has(row.subscriptionId));
  return [...ofProject, ...added].filter((one) => !('deleted' in one && one.deleted));
}

function currentConfiguration(hub: Hub, app: App): Configuration {
  const row = settingsRow(hub, app);
  return {
    targetUrl: row ? row.targetUrl : (app.webhooks?.targetUrl ?? null),
    maxConcurrentRequests: row?.maxConcurrentRequests ?? app.webhooks?.maxConcurrentRequests ?? 10,
    subscriptions: currentSubscriptions(hub, app),
  };
}

interface CacheRow extends Configuration {
  readonly takenAt: number;
}

/** What deliveries go by. HubSpot caches it for up to five minutes; here that is a setting. */
export function configurationOf(hub: Hub, app: App): Configuration {
  const keptFor = hub.settings.webhookSettingsCacheMs;
  if (keptFor === 0) return currentConfiguration(hub, app);
  const key = String(app.registration.appId);
  const cached = hub.tables.rows<CacheRow>('webhookSettingsCache').get(key);
  if (cached && hub.clock.now() < cached.takenAt + keptFor) return cached;
  const fresh = { ...currentConfiguration(hub, app), takenAt: hub.clock.now() };
  hub.tables.put('webhookSettingsCache', key, fresh);
  return fresh;
}
