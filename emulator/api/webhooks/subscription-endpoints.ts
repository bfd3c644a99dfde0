import { z } from 'zod';
import type { App } from '../../projects.ts';
import { parseBody } from '../http/body.ts';
import { batchAnswer } from '../http/batch.ts';
import { type Answer, type Call, created, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { findObjectType } from '../objects/types.ts';
import { appOfPath, changeableAppOfPath, DEVELOPER, settingsPaths } from './app-call.ts';
import { currentSubscriptions, subscriptionTable, type SubscriptionRow } from './configuration.ts';
import { EVENT_TYPES, GENERIC, GENERIC_TYPES, isCustom, refusal } from './event-types.ts';
import { nextNumber } from './sequence.ts';
import { rowOf, subscriptionView } from './subscription-view.ts';

const MOST = 1000;
const Create = z.object({
  eventType: z.string(),
  propertyName: z.string().nullish(),
  objectTypeId: z.string().nullish(),
  eventTypeName: z.string().nullish(),
  active: z.boolean().default(false),
});

const rowsOf = (call: Call, app: App): SubscriptionRow[] => currentSubscriptions(call.hub, app).map(rowOf);

function rowWith(call: Call, app: App, id: string): SubscriptionRow {
  const row = rowsOf(call, app).find((one) => String(one.subscriptionId) === id);
  if (!row) throw notFound(`There is no subscription ${id} of app ${app.registration.appId}.`);
  return row;
}

const put = (call: Call, app: App, row: SubscriptionRow): SubscriptionRow => {
  call.hub.tables.put(subscriptionTable(app), String(row.subscriptionId), row);
  return row;
};

function create(call: Call): Answer {
  const app = changeableAppOfPath(call);
  const input = parseBody(Create, call.body);
  const wanted = {
    subscriptionType: input.eventType,
    objectType: input.eventType.startsWith(GENERIC) ? (input.objectTypeId ?? null) : null,
    propertyName: input.propertyName ?? null,
  };
  requireSubscribable(app, wanted);
  const existing = rowsOf(call, app);
  if (existing.length >= MOST) throw invalid(`An app has at most ${MOST} webhook subscriptions.`);
  const twin = existing.find((one) => meaningOf(one) === meaningOf(wanted));
  if (twin) throw new HubSpotError(409, 'CONFLICT', `Subscription ${twin.subscriptionId} has the same details.`);
  const now = call.hub.clock.now();
  const row: SubscriptionRow = {
    ...wanted,
    subscriptionId: freeId(call, app),
    active: input.active,
    eventTypeName: input.eventTypeName ?? null,
    deleted: false,
    createdAt: now,
    updatedAt: now,
  };
  return created(subscriptionView(put(call, app, row)));
}

/** The project's own subscriptions have the first numbers of the app's block. */
const freeId = (call: Call, app: App): number =>
  app.registration.appId * 10_000 + 5000 + nextNumber(call.hub, `subscriptions/${app.registration.appId}`);

/** The same subscription may name its object type in two spellings. */
const meaningOf = (one: Pick<SubscriptionRow, 'subscriptionType' | 'objectType' | 'propertyName'>): string =>
  JSON.stringify([
    one.subscriptionType,
    findObjectType(one.objectType ?? '')?.id ?? one.objectType,
    one.subscriptionType.endsWith('.propertyChange') ? one.propertyName : null,
  ]);

function requireSubscribable(app: App, wanted: Parameters<typeof refusal>[0]): void {
  const reason = refusal(wanted, app.auth);
  const known = `The event types are: ${[...EVENT_TYPES].toSorted().join(', ')}.`;
  if (reason !== null) throw invalid(EVENT_TYPES.has(wanted.subscriptionType) ? reason : `${reason} ${known}`);
  const { objectType } = wanted;
  if (objectType === null || isCustom(objectType) || GENERIC_TYPES.has(objectType)) return;
  throw invalid(`objectTypeId ${objectType} is not an object type that webhooks know, such as 0-1 for contacts.`);
}

/** HubSpot changes nothing but `active`: another event or property is another subscription. */
function setActive(call: Call, app: App, id: string, active: boolean | undefined): SubscriptionRow {
  const row = rowWith(call, app, id);
  return active === undefined ? row : put(call, app, { ...row, active, updatedAt: call.hub.clock.now() });
}

function patch(call: Call): Answer {
  const app = changeableAppOfPath(call);
  const { active } = parseBody(z.strictObject({ active: z.boolean().optional() }), call.body);
  return ok(subscriptionView(setActive(call, app, call.params['subscriptionId'] ?? '', active)));
}

function remove(call: Call): Answer {
  const app = changeableAppOfPath(call);
  const row = rowWith(call, app, call.params['subscriptionId'] ?? '');
  put(call, app, { ...row, deleted: true, updatedAt: call.hub.clock.now() });
  return NO_CONTENT;
}

const BatchUpdate = z.object({ inputs: z.array(z.object({ id: z.coerce.number().int(), active: z.boolean() })) });

function batchUpdate(call: Call): Answer {
  const app = changeableAppOfPath(call);
  const { inputs } = parseBody(BatchUpdate, call.body);
  const known = new Set(rowsOf(call, app).map((row) => row.subscriptionId));
  const errors = inputs.filter(({ id }) => !known.has(id)).map(({ id }) => unknown(id));
  const good = inputs.filter(({ id }) => known.has(id));
  const results = good.map(({ id, active }) => subscriptionView(setActive(call, app, String(id), active)));
  return batchAnswer(call.hub, 200, results, errors);
}

const unknown = (id: number): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `There is no subscription ${id}.`,
  errors: [],
  context: { id: [String(id)] },
  links: {},
});

const app = { caller: 'app', budget: 'none' } as const;
const all = { ...app, paths: settingsPaths('/subscriptions') };
const one = { ...app, paths: settingsPaths('/subscriptions/:subscriptionId') };
const list = (call: Call): Answer => ok({ results: rowsOf(call, appOfPath(call)).map(subscriptionView) });
const get = (call: Call): Answer =>
  ok(subscriptionView(rowWith(call, appOfPath(call), call.params['subscriptionId'] ?? '')));

export const subscriptionEndpoints: readonly Endpoint[] = [
  {
    ...app,
    paths: settingsPaths('/subscriptions/batch/update'),
    method: 'post',
    scopes: () => DEVELOPER,
    run: batchUpdate,
  },
  { ...all, method: 'get', scopes: () => DEVELOPER, run: list },
  { ...all, method: 'post', scopes: () => DEVELOPER, run: create },
  { ...one, method: 'get', scopes: () => DEVELOPER, run: get },
  { ...one, method: 'patch', scopes: () => DEVELOPER, run: patch },
  { ...one, method: 'delete', scopes: () => DEVELOPER, run: remove },
];
