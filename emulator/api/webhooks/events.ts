import type { WebhookSubscription } from '../../app-registration.ts';
import type { MergeChange, RecordChange } from '../changes.ts';
import { GENERIC } from './event-types.ts';

/** An event as it is sent, without what is only known when it is sent (attempt number). */
export type EventBody = Readonly<Record<string, unknown>>;

export interface Subscription extends WebhookSubscription {
  readonly subscriptionId: number;
}

/** What all events of one change have in common; HubSpot sends the same `occurredAt` in all of them. */
export interface Stamp {
  readonly eventId: () => number;
  readonly portalId: number;
  readonly appId: number;
  readonly occurredAt: number;
}

/** The fields that every event begins with, in the order of captured requests. */
export const head = (stamp: Stamp, subscription: Subscription): object => ({
  eventId: stamp.eventId(),
  subscriptionId: subscription.subscriptionId,
  portalId: stamp.portalId,
  appId: stamp.appId,
  occurredAt: stamp.occurredAt,
  subscriptionType: subscription.subscriptionType,
  attemptNumber: 0,
});

export const isGeneric = (subscription: Subscription): boolean => subscription.subscriptionType.startsWith(GENERIC);

function record(stamp: Stamp, subscription: Subscription, change: RecordChange, fields: object): EventBody {
  return {
    ...head(stamp, subscription),
    objectId: Number(change.id),
    ...(isGeneric(subscription) ? { objectTypeId: change.type.id } : {}),
    ...fields,
    changeSource: change.actor.changeSource,
    sourceId: change.actor.sourceId,
  };
}

export const creation = (stamp: Stamp, to: Subscription, change: RecordChange): EventBody =>
  record(stamp, to, change, { changeFlag: 'CREATED' });

export const deletion = (stamp: Stamp, to: Subscription, change: RecordChange): EventBody =>
  record(stamp, to, change, { changeFlag: 'DELETED' });

/** Whom a privacy deletion is about may be what must not be told any longer; not documented. */
export function privacyDeletion(stamp: Stamp, to: Subscription, change: RecordChange, withId: boolean): EventBody {
  const event = record(stamp, to, change, {});
  return withId ? event : Object.fromEntries(Object.entries(event).filter(([name]) => name !== 'objectId'));
}

/** "No new payload properties were added for restore": the fields that all events have. */
export const plain = (stamp: Stamp, to: Subscription, change: RecordChange): EventBody => record(stamp, to, change, {});

export interface ChangedProperty {
  readonly propertyName: string;
  readonly propertyValue: string;
  readonly isSensitive: boolean;
}

/** Only generic subscriptions say whether the value is sensitive; legacy ones get REDACTED instead of it. */
export function propertyChange(
  stamp: Stamp,
  to: Subscription,
  change: RecordChange,
  { propertyName, propertyValue, isSensitive }: ChangedProperty,
): EventBody {
  if (isGeneric(to)) return { ...record(stamp, to, change, { propertyName, propertyValue }), isSensitive };
  return record(stamp, to, change, { propertyName, propertyValue: isSensitive ? 'REDACTED' : propertyValue });
}

export const merge = (stamp: Stamp, to: Subscription, change: MergeChange): EventBody => ({
  ...head(stamp, to),
  objectId: Number(change.primaryId),
  ...(isGeneric(to) ? { objectTypeId: change.type.id } : {}),
  primaryObjectId: Number(change.primaryId),
  mergedObjectIds: change.mergedIds.map(Number),
  newObjectId: Number(change.newId),
  numberOfPropertiesMoved: change.movedProperties,
  changeSource: change.actor.changeSource,
  sourceId: change.actor.sourceId,
});
