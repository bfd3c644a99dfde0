import type { NextFunction, Request, Response } from 'express';
import type { Hub } from '../hub.ts';
import { OAuthError } from '../oauth/faults.ts';
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
    response.once('close', () => {
      const status = response.statusCode;
      hub.stats.request(response.locals['known'] === true ? operationOf(request.method, path) : 'other', status);
      const appId = (response.locals['appId'] as number | undefined) ?? null;
      const at = new Date(hub.clock.now()).toISOString();
      hub.requests.add({ at, method: request.method, path: withoutTokens(request.originalUrl), status, appId });
    });
    next();
  };
}

/** OAuth v1 puts tokens into the path; those are not shown. */
const withoutTokens = (url: string): string => url.replace(/(-tokens\/)[^/?]+/, '$1...');

const CATEGORIES: Readonly<Record<number, string>> = {
  401: 'EXPIRED_AUTHENTICATION',
  403: 'MISSING_SCOPES',
  404: 'OBJECT_NOT_FOUND',
  409: 'CONFLICT',
  423: 'LOCKED',
  429: 'RATE_LIMITS',
  477: 'MIGRATION_IN_PROGRESS',
};

/** Disturbs requests as `/_emulator/faults` says. */
export function disturbing(hub: Hub) {
  return (request: Request, response: Response, next: NextFunction): void => {
    const fault = hub.faults.take(request.method, request.originalUrl.split('?')[0] ?? '/');
    if (!fault) return next();
    if (fault.dropAfterWrite) dropInsteadOfAnswering(request, response);
    const proceed = (): void => {
      if (fault.status === undefined) return next();
      if (fault.retryAfter !== undefined) response.setHeader('retry-after', String(fault.retryAfter));
      const category = CATEGORIES[fault.status] ?? 'INTERNAL_ERROR';
      const error = new HubSpotError(fault.status, category, `The emulator was told to answer ${fault.status}.`);
      response.status(fault.status).json(error.body(hub.randomId()));
    };
    if (fault.delayMs === undefined) return proceed();
    setTimeout(proceed, fault.delayMs).unref();
  };
}

/** The handler works as ever; what it would answer is lost with the connection. */
function dropInsteadOfAnswering(request: Request, response: Response): void {
  const cut = (): Response => {
    request.socket.destroy();
    return response;
  };
  response.end = cut;
  response.write = () => cut() !== null;
}

export function unknownPath(hub: Hub) {
  return (request: Request, response: Response): void => {
    const message = `The emulator has no ${request.method} ${request.path}; emulator/README.md lists what it does not do.`;
    response.status(404).json(new HubSpotError(404, 'OBJECT_NOT_FOUND', message).body(hub.randomId()));
  };
}

/** The last resort of every router: HubSpot's error shape for what is expected, 500 and a log line for the rest. */
export function answeringErrors(hub: Hub) {
  return (error: unknown, _request: Request, response: Response, next: NextFunction): void => {
    if (response.headersSent) return next(error);
    const known = expected(error);
    if (!known) hub.log(`Unexpected error in the emulator: ${error instanceof Error ? error.stack : String(error)}`);
    const answer = known ?? new HubSpotError(500, 'INTERNAL_ERROR', 'internal error');
    response.status(answer.status).json(answer.body(hub.randomId()));
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
