import type { App } from '../../projects.ts';
import type { Call } from '../http/endpoint.ts';
import { HubSpotError } from '../http/errors.ts';

/** The app of the path, which must be the app that calls. */
export function appOfPath(call: Call): App {
  const { app } = call.principal;
  if (app && String(app.registration.appId) === call.params['appId']) return app;
  const message = `This token does not belong to app ${call.params['appId']}. Use the developer key of its account.`;
  throw new HubSpotError(403, 'MISSING_SCOPES', message);
}

/** HubSpot lets nobody change the webhooks of a private app by API: its project's file is the only place. */
export function changeableAppOfPath(call: Call): App {
  const app = appOfPath(call);
  if (app.auth === 'oauth') return app;
  const message = 'The webhooks of a private app cannot be changed by API; change its project and upload it.';
  throw new HubSpotError(403, 'MISSING_SCOPES', message);
}

/** The dated paths, the one they replace, and the one that 2025-09 and 2026-09 moved to. */
export const settingsPaths = (rest: string): string[] => [
  ...['v3', '2026-03'].map((version) => `/webhooks/${version}/:appId${rest}`),
  ...['2025-09', '2026-09'].map((version) => `/app-webhooks/${version}/:appId${rest}`),
];

/** HubSpot wants developers-read and -write, rights of a developer account; here whoever speaks for the app has them. */
export const DEVELOPER = [] as const;
