import type { App } from '../../projects.ts';
import { HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { developerKey, installOf, portalToken, staticToken } from './installs.ts';
import { MalformedToken } from './malformed-token.ts';
import { type AccessTokenRow, appOf, type AppTokenRow, type Principal } from './tokens.ts';

/** Who makes a call of a portal: an installed app, or the portal's own token. */
export function principalOf(hub: Hub, authorization: string | undefined): Principal {
  const token = bearerOf(hub, authorization);
  const row = hub.tables.rows<AccessTokenRow>('accessTokens').get(token);
  if (row) return installedApp(hub, row);
  const permanent = permanentPrincipal(hub, token);
  if (permanent) return permanent;
  throw unauthenticated();
}

/** Who makes a call of no portal: an app by its client-credentials token, or its developer by `hapikey`. */
export function appPrincipalOf(hub: Hub, authorization: string | undefined, hapikey: string | null): Principal {
  if (hapikey !== null) {
    const app = hub.apps.find((one) => developerKey(one) === hapikey);
    if (!app) throw unauthenticated();
    return { portalId: 0, app, scopes: null };
  }
  const row = hub.tables.rows<AppTokenRow>('appTokens').get(bearerOf(hub, authorization));
  if (!row) throw unauthenticated();
  refuseExpired(hub, row.expiresAt);
  return { portalId: 0, app: registered(hub, row.appId), scopes: row.scopes };
}

const WELL_FORMED = /^[\w.~+/=-]+$/;

function bearerOf(hub: Hub, authorization: string | undefined): string {
  const token = /^Bearer(.*)$/i.exec(authorization ?? '')?.[1]?.trim();
  if (token === undefined) throw unauthenticated();
  if (WELL_FORMED.test(token)) return token;
  throw hub.settings.cloudflareRefusesMalformedTokens ? new MalformedToken() : unauthenticated();
}

function installedApp(hub: Hub, row: AccessTokenRow): Principal {
  if (row.revokedAt !== undefined && row.revokedAt <= hub.clock.now()) throw unauthenticated();
  refuseExpired(hub, row.expiresAt);
  return { portalId: row.portalId, app: registered(hub, row.appId), scopes: scopesOf(hub, row) };
}

const scopesOf = (hub: Hub, { appId, portalId, scopes }: AccessTokenRow): readonly string[] =>
  hub.settings.tokensKeepScopes ? scopes : (installOf(hub, appId, portalId)?.scopes ?? scopes);

function registered(hub: Hub, appId: number): App {
  const app = appOf(hub, appId);
  if (!app) throw unauthenticated();
  return app;
}

function refuseExpired(hub: Hub, expiresAt: number): void {
  const late = hub.clock.now() - expiresAt;
  if (late < 0) return;
  const message = `The OAuth token used to make this call expired ${ago(late)} ago.`;
  throw new HubSpotError(401, 'EXPIRED_AUTHENTICATION', message);
}

const ago = (late: number): string =>
  late < 60_000 ? `${Math.floor(late / 1000)} second(s)` : `${Math.floor(late / 60_000)} minute(s)`;

function permanentPrincipal(hub: Hub, token: string): Principal | null {
  for (const key of hub.tables.rows('portals').keys()) {
    const portalId = Number(key);
    if (token === portalToken(portalId)) return { portalId, app: null, scopes: null };
    for (const app of hub.apps.filter((one) => one.auth === 'static')) {
      const installed = installOf(hub, app.registration.appId, portalId);
      if (installed && token === staticToken(app, portalId)) return { portalId, app, scopes: installed.scopes };
    }
  }
  return null;
}

const unauthenticated = (): HubSpotError =>
  new HubSpotError(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );
