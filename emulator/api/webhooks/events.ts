import type { WebhookSubscription } from '../../app-registration.ts';
import type { ChangeActor } from '../../crm.ts';
import type { End } from '../associations/link.ts';
import type { AssociationType } from '../associations/types.ts';
import { findObjectType, type ObjectType } from '../objects/types.ts';

export interface RecordChange {
  readonly portalId: number;
  readonly type: ObjectType;
  readonly id: string;
  /** Changed values as REST would answer them, already in the form webhooks carry. */
  readonly values: Readonly<Record<string, string>>;
  readonly actor: ChangeActor;
}

export interface LinkChange {
  readonly portalId: number;
  readonly from: End;
  readonly to: End;
  readonly type: AssociationType;
  readonly removed: boolean;
  readonly actor: ChangeActor;
}

/** An event as it is sent, without what is only known when it is sent (attempt number, app, subscription). */
export type EventBody = Readonly<Record<string, unknown>>;

export interface Subscription extends WebhookSubscription {
  readonly subscriptionId: number;
}

const GENERIC = 'object.';

/** `object.deletion` of an object type, or `contact.deletion`: does the subscription listen to this? */
function listens(subscription: Subscription, event: string, type: ObjectType): boolean {
  if (!subscription.active || !subscription.subscriptionType.endsWith(`.${event}`)) return false;
  const generic = subscription.subscriptionType.startsWith(GENERIC);
  const spelling = generic ? (subscription.objectType ?? '') : subscription.subscriptionType.split('.')[0];
  return findObjectType(spelling ?? '') === type;
}

const typed = (subscription: Subscription, fields: object): object =>
  subscription.subscriptionType.startsWith(GENERIC) ? fields : {};

function recordEvent(subscription: Subscription, change: RecordChange, fields: object): EventBody {
  return {
    subscriptionType: subscription.subscriptionType,
    subscriptionId: subscription.subscriptionId,
    objectId: Number(change.id),
    ...typed(subscription, { objectTypeId: change.type.id }),
    ...fields,
    changeSource: change.actor.changeSource,
    sourceId: change.actor.sourceId,
  };
}

export function creationEvents(subscriptions: readonly Subscription[], change: RecordChange): EventBody[] {
  const creations = subscriptions
    .filter((one) => listens(one, 'creation', change.type))
    .map((one) => recordEvent(one, change, { changeFlag: 'CREATED' }));
  return [...propertyEvents(subscriptions, change), ...creations];
}

export function propertyEvents(subscriptions: readonly Subscription[], change: RecordChange): EventBody[] {
  return subscriptions
    .filter((one) => listens(one, 'propertyChange', change.type))
    .flatMap((one) => {
      const value = change.values[one.propertyName ?? ''];
      if (value === undefined) return [];
      const fields = { propertyName: one.propertyName, propertyValue: value };
      return [recordEvent(one, change, { ...fields, ...typed(one, { isSensitive: false }) })];
    });
}

export const deletionEvents = (subscriptions: readonly Subscription[], change: RecordChange): EventBody[] =>
  subscriptions
    .filter((one) => listens(one, 'deletion', change.type))
    .map((one) => recordEvent(one, change, { changeFlag: 'DELETED' }));

/** Generic subscriptions hear of both sides of a link, each from its own side. */
export function linkEvents(subscriptions: readonly Subscription[], change: LinkChange): EventBody[] {
  const { from, to, type } = change;
  return [
    ...oneSide(subscriptions, change, from, to, type.typeId),
    ...oneSide(subscriptions, change, to, from, type.inverseId),
  ];
}

function oneSide(
  subscriptions: readonly Subscription[],
  change: LinkChange,
  from: End,
  to: End,
  typeId: number,
): EventBody[] {
  return subscriptions
    .filter((one) => listens(one, 'associationChange', from.type))
    .map((one) => ({
      subscriptionType: one.subscriptionType,
      subscriptionId: one.subscriptionId,
      changeSource: change.actor.changeSource,
      associationType: `${from.type.singular}_TO_${to.type.singular}`.toUpperCase(),
      fromObjectId: Number(from.id),
      toObjectId: Number(to.id),
      associationRemoved: change.removed,
      isPrimaryAssociation: change.type.label === 'Primary',
      ...typed(one, {
        fromObjectTypeId: from.type.id,
        toObjectTypeId: to.type.id,
        associationTypeId: typeId,
        associationCategory: change.type.category,
      }),
      sourceId: change.actor.sourceId,
    }));
}
