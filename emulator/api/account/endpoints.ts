import { currenciesInUse } from '../currencies/currencies.ts';
import { type Answer, type Call, DATED, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import type { PortalRow } from '../hub.ts';
import { dailyUsage } from '../limits/figures.ts';
import { uninstall } from '../oauth/installs.ts';
import { iso } from '../objects/record.ts';
import { ownerEndpoints } from './owner-endpoints.ts';
import { minutesEastOfUtc, utcOffset } from './utc-offset.ts';

function details(call: Call): Answer {
  const portal = call.hub.tables.rows<PortalRow>('portals').get(String(call.portalId));
  if (!portal) throw notFound();
  const now = call.hub.clock.now();
  const [companyCurrency, ...additionalCurrencies] = currenciesInUse(call.hub, call.portalId);
  return ok({
    portalId: portal.portalId,
    accountType: 'STANDARD',
    timeZone: portal.timezone,
    companyCurrency,
    additionalCurrencies,
    utcOffset: utcOffset(portal.timezone, now),
    utcOffsetMilliseconds: minutesEastOfUtc(portal.timezone, now) * 60_000,
    uiDomain: 'app.hubspot.com',
    dataHostingLocation: 'na1',
  });
}

/** Calls of all privately distributed apps together, since midnight in the portal's time zone. */
function usage(call: Call): Answer {
  const { limit, used, resetsAt } = dailyUsage(call.hub, call.portalId);
  const calls = {
    name: 'private-apps-api-calls-daily',
    usageLimit: limit,
    currentUsage: used,
    collectedAt: iso(call.hub.clock.now()),
    fetchStatus: 'SUCCESS',
    resetsAt: iso(resetsAt),
  };
  return ok({ results: [calls] });
}

/** Needs no body: the token says which app leaves which portal. Its tokens end with this answer. */
function removeApp(call: Call): Answer {
  const app = call.principal.app;
  if (!app) throw invalid('Only an app can uninstall itself; this is the token of the portal.');
  uninstall(call.hub, app.registration.appId, call.portalId);
  return NO_CONTENT;
}

const versions = ['v3', ...DATED];
const accountInfo = (rest: string): string[] => versions.map((version) => `/account-info/${version}${rest}`);

/** The description asks for `oauth`, which every token of an OAuth app has; static tokens were seen to do without it. */
const scopes = (): [] => [];

export const accountEndpoints: readonly Endpoint[] = [
  ...ownerEndpoints,
  { method: 'get', paths: accountInfo('/details'), scopes, run: details },
  { method: 'get', paths: accountInfo('/api-usage/daily/private-apps'), scopes, run: usage },
  {
    method: 'delete',
    paths: versions.map((version) => `/appinstalls/${version}/external-install`),
    scopes,
    run: removeApp,
  },
];
