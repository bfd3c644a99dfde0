import express, { type Request, type Response, type Router } from 'express';
import { pipelineEndpoints } from '../pipelines/endpoints.ts';
import { schemaEndpoints } from '../schemas/endpoints.ts';
import { validationEndpoints } from '../validations/endpoints.ts';
import { usageEndpoints } from '../usage/endpoints.ts';
import { importEndpoints } from '../imports/endpoints.ts';
import { exportEndpoints } from '../exports/endpoints.ts';
import { journalEndpoints } from '../journal/endpoints.ts';
import { webhookSettingsEndpoints } from '../webhooks/endpoints.ts';
import { appEventEndpoints } from '../app-events/endpoints.ts';
import { timelineEventEndpoints } from '../timeline/event-endpoints.ts';
import { templateEndpoints } from '../timeline/template-endpoints.ts';
import { hubdbEndpoints } from '../hubdb/endpoints.ts';
import { currencyEndpoints } from '../currencies/endpoints.ts';
import { taxRateEndpoints } from '../tax-rates/endpoints.ts';
import { workflowEndpoints } from '../workflows/endpoints.ts';
import { mergeEndpoints } from '../merging/endpoints.ts';
import { accountEndpoints } from '../account/endpoints.ts';
import { associationEndpoints } from '../associations/endpoints.ts';
import { associationBatchEndpoints } from '../associations/batch-endpoints.ts';
import type { Hub } from '../hub.ts';
import { withinLimits } from '../limits/gate.ts';
import { objectBatchEndpoints } from '../objects/batch-endpoints.ts';
import { objectEndpoints } from '../objects/endpoints.ts';
import { appPrincipalOf, principalOf } from '../oauth/callers.ts';
import type { Principal } from '../oauth/tokens.ts';
import { propertyEndpoints } from '../properties/endpoints.ts';
import { groupEndpoints } from '../properties/group-endpoints.ts';
import { searchEndpoints } from '../search/endpoints.ts';
import type { Call, Endpoint, Scopes, UploadedFile } from './endpoint.ts';
import { requireLivingVersion } from './ended-versions.ts';
import { HubSpotError } from './errors.ts';
import { readingUpload, uploadedFiles } from './multipart.ts';

/** Longer paths first where one pattern could swallow another. */
export const ENDPOINTS: readonly Endpoint[] = [
  ...searchEndpoints,
  ...mergeEndpoints,
  ...objectBatchEndpoints,
  ...associationBatchEndpoints,
  ...associationEndpoints,
  ...objectEndpoints,
  ...groupEndpoints,
  ...propertyEndpoints,
  ...accountEndpoints,
  ...pipelineEndpoints,
  ...schemaEndpoints,
  ...validationEndpoints,
  ...usageEndpoints,
  ...importEndpoints,
  ...exportEndpoints,
  ...journalEndpoints,
  ...webhookSettingsEndpoints,
  ...appEventEndpoints,
  ...timelineEventEndpoints,
  ...templateEndpoints,
  ...hubdbEndpoints,
  ...currencyEndpoints,
  ...taxRateEndpoints,
  ...workflowEndpoints,
];

export function apiRouter(hub: Hub): Router {
  const router = express.Router();
  const json = express.json({ limit: '10mb' });
  const upload = readingUpload(hub);
  for (const endpoint of ENDPOINTS) {
    const body = endpoint.upload ? upload : json;
    router[endpoint.method]([...endpoint.paths], body, (request, response) => serve(hub, endpoint, request, response));
  }
  return router;
}

/** In HubSpot's order: who, how often, with which right, and only then what. */
function serve(hub: Hub, endpoint: Endpoint, request: Request, response: Response): void {
  response.locals['known'] = true;
  requireShortAddress(hub, request);
  const version = versionOf(request.path);
  requireLivingVersion(hub, version);
  const principal = callerOf(hub, endpoint, request);
  response.locals['appId'] = principal.app?.registration.appId;
  if (!withinLimits(hub, principal, endpoint.budget ?? 'app', response)) return;
  const call = callOf(hub, principal, version, request, uploadedFiles(response));
  requireScopes(principal, endpoint.scopes(call));
  const { status, body, raw, headers = {} } = endpoint.run(call);
  response.set(headers).status(status);
  if (raw !== undefined) response.send(raw);
  else if (body === undefined) response.end();
  else response.json(body);
}

function requireShortAddress({ settings }: Hub, { originalUrl }: Request): void {
  if (originalUrl.length <= settings.urlCharacters) return;
  const message = `The address has ${originalUrl.length} characters, and ${settings.urlCharacters} are the most; ask by a batch read or a search.`;
  throw new HubSpotError(414, 'VALIDATION_ERROR', message);
}

function callerOf(hub: Hub, endpoint: Endpoint, request: Request): Principal {
  const { authorization } = request.headers;
  if (endpoint.caller !== 'app') return principalOf(hub, authorization);
  const { hapikey } = request.query;
  return appPrincipalOf(hub, authorization, typeof hapikey === 'string' ? hapikey : null);
}

const versionOf = (path: string): string => /\b(?:v\d|\d{4}-\d{2})\b/.exec(path)?.[0] ?? '';

function callOf(
  hub: Hub,
  principal: Principal,
  version: string,
  request: Request,
  files: readonly UploadedFile[],
): Call {
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
    files,
    path: request.path,
    baseUrl: `${request.protocol}://${request.headers.host ?? 'localhost'}`,
    version,
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
