import {
  type Answer,
  type Call,
  crmPaths,
  DATED,
  type Endpoint,
  limitOf,
  NO_CONTENT,
  ok,
  typeOf,
} from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import type { PortalRow } from '../hub.ts';
import { uninstall } from '../oauth/installs.ts';
import { PIPELINES } from '../objects/pipelines.ts';
import { OWNERS } from './owners.ts';

function owners(call: Call): Answer {
  const email = call.query.get('email');
  const all = OWNERS.filter((owner) => email === null || owner.email === email);
  const after = call.query.get('after');
  const start = after === null ? 0 : all.findIndex((owner) => owner.id === after) + 1;
  const results = all.slice(start, start + limitOf(call.query, 100, 500));
  return ok({ results });
}

function oneOwner(call: Call): Answer {
  const key = call.query.get('idProperty') === 'userId' ? 'userId' : 'id';
  const found = OWNERS.find((one) => String(one[key]) === call.params['id']);
  if (!found) throw notFound();
  return ok(found);
}

function details(call: Call): Answer {
  const portal = call.hub.tables.rows<PortalRow>('portals').get(String(call.portalId));
  if (!portal) throw notFound();
  return ok({
    portalId: portal.portalId,
    accountType: 'STANDARD',
    timeZone: portal.timezone,
    companyCurrency: portal.currency,
    additionalCurrencies: [],
    utcOffset: offsetOf(portal.timezone, call.hub.clock.now()),
    utcOffsetMilliseconds: minutesOf(portal.timezone, call.hub.clock.now()) * 60_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  });
}

/** Minutes east of UTC, daylight saving included. */
function minutesOf(timeZone: string, now: number): number {
  const text = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).format(now);
  const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes));
}

function offsetOf(timeZone: string, now: number): string {
  const minutes = minutesOf(timeZone, now);
  const pad = (figure: number): string => String(Math.abs(figure)).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${pad(Math.trunc(minutes / 60))}:${pad(minutes % 60)}`;
}

function pipelines(call: Call): Answer {
  const pipeline = PIPELINES.get(typeOf(call.params['type']).id);
  if (!pipeline) return ok({ results: [] });
  const stages = pipeline.stages.map((stage, displayOrder) => ({ ...stage, displayOrder, archived: false }));
  return ok({ results: [{ ...pipeline, stages, displayOrder: 0, archived: false }] });
}

function removeApp(call: Call): Answer {
  const app = call.principal.app;
  if (!app) throw invalid('Only an app can uninstall itself; this is the token of the portal.');
  uninstall(call.hub, app.registration.appId, call.portalId);
  return NO_CONTENT;
}

const none = (): [] => [];

export const accountEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: crmPaths('owners', ''), scopes: () => [['crm.objects.owners.read']], run: owners },
  { method: 'get', paths: crmPaths('owners', '/:id'), scopes: () => [['crm.objects.owners.read']], run: oneOwner },
  { method: 'get', paths: ['v3', ...DATED].map((v) => `/account-info/${v}/details`), scopes: none, run: details },
  {
    method: 'get',
    paths: crmPaths('pipelines', '/:type'),
    scopes: (call) => [typeOf(call.params['type']).readScopes],
    run: pipelines,
  },
  {
    method: 'delete',
    paths: ['v3', ...DATED].map((version) => `/appinstalls/${version}/external-install`),
    scopes: none,
    run: removeApp,
  },
];
