import express, { type Request, type Response, type Router } from 'express';
import { accountEndpoints } from '../account/endpoints.ts';
import { associationEndpoints } from '../associations/endpoints.ts';
import { associationBatchEndpoints } from '../associations/batch-endpoints.ts';
import type { Hub } from '../hub.ts';
import { withinLimits } from '../limits/gate.ts';
import { objectBatchEndpoints } from '../objects/batch-endpoints.ts';
import { objectEndpoints } from '../objects/endpoints.ts';
import { type Principal, principalOf } from '../oauth/tokens.ts';
import { propertyEndpoints } from '../properties/endpoints.ts';
import { groupEndpoints } from '../properties/group-endpoints.ts';
import { searchEndpoints } from '../search/endpoints.ts';
import type { Call, Endpoint, Scopes } from './endpoint.ts';
import { HubSpotError } from './errors.ts';

/** Longer paths first where one pattern could swallow another. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...searchEndpoints,
  ...objectBatchEndpoints,
  ...associationBatchEndpoints,
  ...associationEndpoints,
  ...objectEndpoints,
  ...groupEndpoints,
  ...propertyEndpoints,
  ...accountEndpoints,
];

export function apiRouter(hub: Hub): Router {
  const router = express.Router();
  const json = express.json({ limit: '10mb' });
  for (const endpoint of ENDPOINTS) {
    router[endpoint.method]([...endpoint.paths], json, (request, response) => serve(hub, endpoint, request, response));
  }
  return router;
}

/** In HubSpot's order: who, how often, with which right, and only then what. */
function serve(hub: Hub, endpoint: Endpoint, request: Request, response: Response): void {
  response.locals['known'] = true;
  const principal = principalOf(hub, request.headers.authorization);
  response.locals['appId'] = principal.app?.registration.appId;
  if (!withinLimits(hub, principal, endpoint.search === true, response)) return;
  const call = callOf(hub, principal, request);
  requireScopes(principal, endpoint.scopes(call));
  const { status, body, headers = {} } = endpoint.run(call);
  response.set(headers).status(status);
  if (body === undefined) response.end();
  else response.json(body);
}

function callOf(hub: Hub, principal: Principal, request: Request): Call {
  const app = principal.app;
  return {
    hub,
    principal,
    portalId: principal.portalId,
    actor: app
      ? { changeSource: 'INTEGRATION', sourceId: String(app.registration.appId) }
      : { changeSource: 'API', sourceId: `portal:${principal.portalId}` },
    params: request.params as Record<string, string>,
    query: new URL(request.originalUrl, 'http://emulator').searchParams,
    body: request.body as unknown,
    path: request.path,
  };
}

function requireScopes(principal: Principal, needed: Scopes): void {
  const granted = principal.scopes;
  if (granted === null) return;
  const missing = needed.filter((group) => group.length > 0 && !group.some((scope) => granted.includes(scope)));
  if (missing.length === 0) return;
  const message =
    "This app hasn't been granted all required scopes to make this call. Read more about required scopes here: https://developers.hubspot.com/scopes.";
  const names = missing.map((group) => group[0] ?? '');
  throw new HubSpotError(403, 'MISSING_SCOPES', message, {
    errors: [
      { message: 'One or more of the following scopes are required.', context: { requiredGranularScopes: names } },
    ],
    links: { scopes: 'https://developers.hubspot.com/scopes' },
  });
}
