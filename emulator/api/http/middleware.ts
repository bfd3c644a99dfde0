import type { NextFunction, Request, Response } from 'express';
import { watchRequest } from '../control/request-detail.ts';
import type { Hub } from '../hub.ts';
import { OAuthError } from '../oauth/faults.ts';
import { MalformedToken } from '../oauth/malformed-token.ts';
import { HubSpotError } from './errors.ts';

/** `/crm/objects/2026-09/companies/123` -> `GET /crm/objects/companies/{id}`, so that counters stay few. */
export function operationOf(method: string, path: string): string {
  const parts = path.split('/').filter((part) => !/^(v\d|\d{4}-\d{2})$/.test(part));
  return `${method} ${parts.map((part) => (/^\d+$/.test(part) ? '{id}' : part)).join('/')}`;
}

/** Counts and remembers every request except the control plane's own. */
export function recording(hub: Hub) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const path = request.originalUrl.split('?')[0] ?? '/';
    const detail = watchRequest(request, response);
    response.once('close', () => {
      const status = response.statusCode;
      hub.stats.request(response.locals['known'] === true ? operationOf(request.method, path) : 'other', status);
      const appId = (response.locals['appId'] as number | undefined) ?? null;
      const at = new Date(hub.clock.now()).toISOString();
      const entry = { at, method: request.method, path: withoutTokens(request.originalUrl), status, appId };
      hub.requests.add(entry, detail());
    });
    next();
  };
}

/** OAuth v1 puts tokens into the path; those are not shown. */
const withoutTokens = (url: string): string => url.replace(/(-tokens\/)[^/?]+/, '$1...');

export function unknownPath(hub: Hub) {
  return (request: Request, response: Response): void => {
    const message = `The emulator has no ${request.method} ${request.originalUrl.split('?')[0]}; emulator/README.md lists what it does not do.`;
    response.status(404).json(new HubSpotError(404, 'OBJECT_NOT_FOUND', message).body(hub.random.uuid()));
  };
}

/** The last resort of every router: HubSpot's error shape for what is expected, 500 and a log line for the rest. */
export function answeringErrors(hub: Hub) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    if (error instanceof MalformedToken) {
      response.status(error.status).type('html').send(error.html);
      return;
    }
    const known = expected(error);
    if (!known) hub.log(`Unexpected error in the emulator: ${error instanceof Error ? error.stack : String(error)}`);
    const answer = known ?? new HubSpotError(500, 'INTERNAL_ERROR', 'internal error');
    response.status(answer.status).json(answer.body(hub.random.uuid()));
  };
}

function expected(error: unknown): HubSpotError | null {
  if (error instanceof HubSpotError) return error;
  if (error instanceof OAuthError) return new HubSpotError(error.status, 'VALIDATION_ERROR', error.message);
  const { type, status } = error as { type?: string; status?: number };
  if (type === 'entity.parse.failed') return new HubSpotError(400, 'VALIDATION_ERROR', 'Invalid input JSON: not JSON');
  if (type === 'entity.too.large') return new HubSpotError(413, 'VALIDATION_ERROR', 'The request body is too large');
  return status !== undefined && status >= 400 && status < 500
    ? new HubSpotError(status, 'VALIDATION_ERROR', (error as Error).message)
    : null;
}
