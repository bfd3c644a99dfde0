import type { App } from '../../projects.ts';
import type { Change, LinkChange, RecordChange } from '../changes.ts';
import type { Hub } from '../hub.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';
import { webhookValue } from '../objects/values.ts';
import { findProperty } from '../properties/catalog.ts';
import { deletionByPrivacy, deletionsByMerge } from './deletions.ts';
import {
  creation,
  deletion,
  type EventBody,
  isGeneric,
  merge,
  plain,
  privacyDeletion,
  propertyChange,
  type Stamp,
  type Subscription,
} from './events.ts';
import { associationChange, directionsOf } from './link-events.ts';

const EVENT_IDS = 2 ** 32;

/** The events that one change means for one app, in an order that HubSpot does not promise. */
export function bundleOf(hub: Hub, app: App, subscriptions: readonly Subscription[], change: Change): EventBody[] {
  const { portalId } = change;
  const listening = (event: string, type: ObjectType): Subscription[] =>
    subscriptions.filter((one) => listens(hub, portalId, one, event, type));
  const stamp: Stamp = {
    eventId: () => hub.random.below(EVENT_IDS),
    portalId,
    appId: app.registration.appId,
    occurredAt: hub.clock.now(),
  };
  return shuffled(hub, eventsOf(hub, stamp, listening, change));
}

type Listening = (event: string, type: ObjectType) => Subscription[];

/** `object.deletion` of an object type, or `contact.deletion`: does the subscription listen to this? */
function listens(hub: Hub, portalId: number, to: Subscription, event: string, type: ObjectType): boolean {
  if (!to.active || !to.subscriptionType.endsWith(`.${event}`)) return false;
  const spelling = isGeneric(to) ? to.objectType : to.subscriptionType.split('.')[0];
  return findTypeIn(hub, portalId, spelling ?? '')?.id === type.id;
}

function eventsOf(hub: Hub, stamp: Stamp, listening: Listening, change: Change): EventBody[] {
  const to = (event: string): Subscription[] =>
    'type' in change && 'id' in change ? listening(event, change.type) : [];
  switch (change.kind) {
    case 'created':
      return [
        ...to('creation').map((one) => creation(stamp, one, change)),
        ...propertyEvents(hub, stamp, to('propertyChange'), change),
      ];
    case 'changed':
      return propertyEvents(hub, stamp, to('propertyChange'), change);
    case 'deleted':
      return deletionEvents(stamp, listening, [change]);
    case 'restored':
      return to('restore').map((one) => plain(stamp, one, change));
    case 'privacyDeleted':
      return [
        ...to('privacyDeletion').map((one) => privacyDeletion(stamp, one, change, hub.settings.webhookPrivacyObjectId)),
        ...deletionEvents(stamp, listening, [deletionByPrivacy(change)]),
      ];
    case 'merged':
      return [
        ...listening('merge', change.type).map((one) => merge(stamp, one, change)),
        ...deletionEvents(stamp, listening, deletionsByMerge(hub, change)),
      ];
    case 'linked':
    case 'unlinked':
      return linkEvents(hub, stamp, listening, change);
    default:
      return [];
  }
}

const deletionEvents = (stamp: Stamp, listening: Listening, changes: readonly RecordChange[]): EventBody[] =>
  changes.flatMap((change) => listening('deletion', change.type).map((one) => deletion(stamp, one, change)));

/** HubSpot computes amounts after the write; whether that is told is not documented, so it is a setting. */
function propertyEvents(hub: Hub, stamp: Stamp, to: readonly Subscription[], change: RecordChange): EventBody[] {
  return to.flatMap((one) => {
    const name = one.propertyName ?? '';
    const value = change.values[name];
    const property = findProperty(hub.tables, change.portalId, change.type, name);
    if (value === undefined || (property?.calculated && !hub.settings.webhookCalculatedProperties)) return [];
    const isSensitive = (property?.dataSensitivity ?? 'non_sensitive') !== 'non_sensitive';
    const changed = { propertyName: name, propertyValue: webhookValue(property, value), isSensitive };
    return [propertyChange(stamp, one, change, changed)];
  });
}

/**
 * Each direction of a link is an event. A legacy subscription hears of the direction that begins at its object, a
 * generic one of both: HubSpot says that one for contacts is also triggered by DEAL_TO_CONTACT.
 */
function linkEvents(hub: Hub, stamp: Stamp, listening: Listening, change: LinkChange): EventBody[] {
  const withPrimary = hub.settings.webhookPrimaryFlag;
  const both = hub.settings.webhookBothDirections;
  return directionsOf(change).flatMap((direction) => {
    const own = listening('associationChange', direction.from.type);
    const others =
      direction.to.type.id === direction.from.type.id ? [] : listening('associationChange', direction.to.type);
    return [...own, ...(both ? others.filter(isGeneric) : [])].map((one) =>
      associationChange(stamp, one, change, direction, withPrimary),
    );
  });
}

/** HubSpot promises no order within a request, and the creation event is often not the first. */
function shuffled(hub: Hub, events: readonly EventBody[]): EventBody[] {
  const mixed = [...events];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = hub.random.below(last + 1);
    [mixed[last], mixed[other]] = [mixed[other] as EventBody, mixed[last] as EventBody];
  }
  return mixed;
}
