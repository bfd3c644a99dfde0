import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { iso } from '../objects/record.ts';
import { installOf } from '../oauth/installs.ts';
import { USER_ID } from '../oauth/tokens.ts';
import { nextNumber } from '../webhooks/sequence.ts';
import { callingApp, journalEndpoint, journalPaths } from './app-call.ts';
import { LIFECYCLE } from './events.ts';
import { filtersOf } from './filters.ts';
import { filterTable, type SubscriptionRow, subscriptionsOf, subscriptionTable } from './rows.ts';
import { SubscriptionInput } from './subscription-input.ts';

const appIdOf = (call: Call): number => callingApp(call).registration.appId;

/** A list that was not given is left out, like everything that is not of the subscription's kind. */
function viewOf(appId: number, row: SubscriptionRow): object {
  const { createdAt, updatedAt, portalId, properties, objectIds, associatedObjectTypeIds, listIds, ...rest } = row;
  return {
    ...rest,
    appId,
    ...(portalId === null ? {} : { portalId }),
    ...(properties === null ? {} : { properties }),
    objectIds,
    associatedObjectTypeIds,
    listIds,
    createdBy: USER_ID,
    createdAt: iso(createdAt),
    updatedAt: iso(updatedAt),
  };
}

type Wanted = Omit<SubscriptionRow, 'id' | 'createdAt' | 'updatedAt'>;

/** LIST_MEMBERSHIP names no object type; HubSpot's answer must, and contacts are what most lists hold. */
function wantedOf(call: Call, input: SubscriptionInput): Wanted {
  const empty = { properties: null, objectIds: [], associatedObjectTypeIds: [], listIds: [] };
  const { subscriptionType } = input;
  if (input.subscriptionType === 'APP_LIFECYCLE_EVENT') {
    const actions = [input.eventTypeId === LIFECYCLE.installed ? 'APP_INSTALL' : 'APP_UNINSTALL'];
    const properties = input.properties ?? null;
    return { ...empty, subscriptionType, portalId: null, objectTypeId: input.eventTypeId, actions, properties };
  }
  const { portalId, actions } = input;
  const objectTypeId = 'objectTypeId' in input ? requireReadable(call, portalId, input.objectTypeId) : '0-1';
  return {
    subscriptionType,
    portalId,
    objectTypeId,
    actions,
    properties: 'properties' in input ? (input.properties ?? null) : null,
    objectIds: 'objectIds' in input ? (input.objectIds ?? []) : [],
    associatedObjectTypeIds: 'associatedObjectTypeIds' in input ? (input.associatedObjectTypeIds ?? []) : [],
    listIds: 'listIds' in input ? (input.listIds ?? []) : [],
  };
}

/** The app must be installed in the account, with the right to read these objects there. */
function requireReadable(call: Call, portalId: number, spelling: string): string {
  const install = installOf(call.hub, appIdOf(call), portalId);
  if (!install) throw new HubSpotError(403, 'MISSING_SCOPES', `The app is not installed in account ${portalId}.`);
  const type = findTypeIn(call.hub, portalId, spelling);
  if (!type) throw invalid(`Unable to infer object type from: ${spelling}`);
  if (type.readScopes.some((scope) => install.scopes.includes(scope))) return type.id;
  const message = `The app was not granted ${type.readScopes[0]} in account ${portalId}.`;
  throw new HubSpotError(403, 'MISSING_SCOPES', message);
}

/** The same kind for the same objects of the same account is changed instead of being made again. */
function upsert(call: Call): Answer {
  const appId = appIdOf(call);
  const wanted = wantedOf(call, parseBody(SubscriptionInput, call.body));
  const now = call.hub.clock.now();
  const twin = subscriptionsOf(call.hub, appId).find((one) => sameSubject(one, wanted));
  const id = twin?.id ?? nextNumber(call.hub, 'journalSubscriptions');
  const row: SubscriptionRow = { ...wanted, id, createdAt: twin?.createdAt ?? now, updatedAt: now };
  call.hub.tables.put(subscriptionTable(appId), String(id), row);
  return ok(viewOf(appId, row));
}

const sameSubject = (one: Wanted, other: Wanted): boolean =>
  one.subscriptionType === other.subscriptionType &&
  one.portalId === other.portalId &&
  one.objectTypeId === other.objectTypeId;

export function requireSubscription(call: Call, id: string): SubscriptionRow {
  const row = call.hub.tables.rows<SubscriptionRow>(subscriptionTable(appIdOf(call))).get(id);
  if (!row) throw notFound(`There is no journal subscription ${id}.`);
  return row;
}

/** Its filters go with it. */
function forget(call: Call, row: SubscriptionRow): void {
  const appId = appIdOf(call);
  for (const { id } of filtersOf(call.hub, appId, row.id)) call.hub.tables.remove(filterTable(appId), String(id));
  call.hub.tables.remove(subscriptionTable(appId), String(row.id));
}

function remove(call: Call): Answer {
  forget(call, requireSubscription(call, call.params['subscriptionId'] ?? ''));
  return NO_CONTENT;
}

function removeOfPortal(call: Call): Answer {
  for (const row of subscriptionsOf(call.hub, appIdOf(call))) {
    if (String(row.portalId) === call.params['portalId']) forget(call, row);
  }
  return NO_CONTENT;
}

const list = (call: Call): Answer =>
  ok({ results: subscriptionsOf(call.hub, appIdOf(call)).map((row) => viewOf(appIdOf(call), row)) });
const get = (call: Call): Answer =>
  ok(viewOf(appIdOf(call), requireSubscription(call, call.params['subscriptionId'] ?? '')));

const all = journalPaths('subscriptions', '');
const one = journalPaths('subscriptions', '/:subscriptionId');
const ofPortal = journalPaths('subscriptions', '/portals/:portalId');

export const subscriptionEndpoints: readonly Endpoint[] = [
  journalEndpoint({ method: 'get', paths: all, scope: 'subscriptions.read', run: list }),
  journalEndpoint({ method: 'post', paths: all, scope: 'subscriptions.write', run: upsert }),
  journalEndpoint({ method: 'get', paths: one, scope: 'subscriptions.read', run: get }),
  journalEndpoint({ method: 'delete', paths: one, scope: 'subscriptions.write', run: remove }),
  journalEndpoint({ method: 'delete', paths: ofPortal, scope: 'subscriptions.write', run: removeOfPortal }),
];
