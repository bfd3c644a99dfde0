import type { AppChange, Change, LinkChange, MergeChange, RecordChange } from '../changes.ts';
import type { Hub } from '../hub.ts';
import { iso } from '../objects/record.ts';
import { installsIn } from '../oauth/installs.ts';
import { type Direction, directionsOf } from '../webhooks/link-events.ts';
import { LIFECYCLE, lifecycleEvent, objectEvent, propertyChanges } from './events.ts';
import { passes } from './filters.ts';
import { write } from './publish.ts';
import { type SubscriptionRow, subscriptionsOf } from './rows.ts';

const ACTIONS = {
  created: 'CREATE',
  changed: 'UPDATE',
  deleted: 'DELETE',
  restored: 'RESTORE',
  privacyDeleted: 'GDPR_DELETE',
} as const;

/** Told of every change; only what an app subscribed to gets into its journal, once however many subscriptions match. */
export function hearForJournal(hub: Hub, change: Change): void {
  if ('appId' in change) return hearLifecycle(hub, change);
  for (const { registration } of installsIn(hub, change.portalId)) {
    const { appId } = registration;
    const all = subscriptionsOf(hub, appId).filter((one) => one.portalId === change.portalId);
    if (all.length === 0) continue;
    if (change.kind === 'merged') hearMerge(hub, appId, all, change);
    else if ('from' in change) hearLink(hub, appId, all, change);
    else hearRecord(hub, appId, all, change);
  }
}

/** No journal event that was seen says who made the change; whether none does is not documented. */
const sourceOf = (hub: Hub, { actor }: RecordChange | MergeChange | LinkChange): object =>
  hub.settings.journalSources ? { changeSource: actor.changeSource, sourceId: actor.sourceId } : {};

const among = (list: readonly (number | string)[], wanted: string): boolean =>
  list.length === 0 || list.some((one) => String(one) === wanted);

const listening = (all: readonly SubscriptionRow[], action: string, objectTypeId: string, id: string) =>
  all.filter((one) => one.actions.includes(action) && one.objectTypeId === objectTypeId && among(one.objectIds, id));

const ofType = (all: readonly SubscriptionRow[], type: SubscriptionRow['subscriptionType']) =>
  all.filter((one) => one.subscriptionType === type);

function hearRecord(hub: Hub, appId: number, all: readonly SubscriptionRow[], change: RecordChange): void {
  const { kind, portalId, type, id } = change;
  const action = ACTIONS[kind];
  const kindOf = kind === 'privacyDeleted' ? 'GDPR_PRIVACY_DELETION' : 'OBJECT';
  const objects = listening(ofType(all, kindOf), action, type.id, id);
  if (kind !== 'created' && kind !== 'changed') {
    if (objects.length > 0) write(hub, appId, portalId, objectEvent(hub, action, change, sourceOf(hub, change)));
    return;
  }
  const passing = objects.filter((one) => passes(hub, appId, one, type, id));
  const names = Object.keys(change.values).filter((name) => passing.some((one) => wants(hub, one, name)));
  if (passing.length === 0 || (kind === 'changed' && names.length === 0)) return;
  const values = Object.fromEntries(names.map((name) => [name, change.values[name] ?? '']));
  const more = { propertyChanges: propertyChanges(hub, portalId, type, values), ...sourceOf(hub, change) };
  write(hub, appId, portalId, objectEvent(hub, action, change, more));
}

function wants(hub: Hub, { properties }: SubscriptionRow, name: string): boolean {
  if (properties === null) return hub.settings.journalAllProperties;
  return properties.length === 0 || properties.includes(name);
}

/** The event is the survivor's, by the id that it has from now on. */
function hearMerge(hub: Hub, appId: number, all: readonly SubscriptionRow[], change: MergeChange): void {
  const { portalId, type, newId, primaryId } = change;
  const lost = [...(newId === primaryId ? [] : [primaryId]), ...change.mergedIds];
  const objects = ofType(all, 'OBJECT');
  if (![newId, ...lost].some((id) => listening(objects, 'MERGE', type.id, id).length > 0)) return;
  const more = { mergedObjectIds: lost.map(Number), ...sourceOf(hub, change) };
  write(hub, appId, portalId, objectEvent(hub, 'MERGE', { portalId, type, id: newId }, more));
}

function hearLink(hub: Hub, appId: number, all: readonly SubscriptionRow[], change: LinkChange): void {
  const action = change.kind === 'linked' ? 'ASSOCIATION_ADDED' : 'ASSOCIATION_REMOVED';
  for (const { from, to, typeId } of directionsOf(change)) {
    const matching = listening(ofType(all, 'ASSOCIATION'), action, from.type.id, from.id);
    if (!matching.some((one) => among(one.associatedObjectTypeIds, to.type.id))) continue;
    write(hub, appId, change.portalId, associationEvent(hub, change, action, { from, to, typeId }));
  }
}

const associationEvent = (hub: Hub, change: LinkChange, action: string, { from, to, typeId }: Direction) => ({
  type: 'association',
  portalId: change.portalId,
  occurredAt: iso(hub.clock.now()),
  action,
  fromObjectTypeId: from.type.id,
  fromObjectId: Number(from.id),
  toObjectTypeId: to.type.id,
  toObjectId: Number(to.id),
  associationTypeId: typeId,
  associationCategory: change.type.category,
  ...sourceOf(hub, change),
});

function hearLifecycle(hub: Hub, { kind, appId, portalId }: AppChange): void {
  const matching = subscriptionsOf(hub, appId).filter(
    (one) => one.subscriptionType === 'APP_LIFECYCLE_EVENT' && one.objectTypeId === LIFECYCLE[kind],
  );
  if (matching.length === 0) return;
  const known = { hs_app_id: appId, hs_app_install_level: 'PORTAL' };
  const wanted = Object.entries(known).filter(([name]) => matching.some((one) => wants(hub, one, name)));
  write(hub, appId, portalId, lifecycleEvent(hub, kind, portalId, Object.fromEntries(wanted)));
}
