import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { HubSpotError } from '../http/errors.ts';
import { installOf, portalToken, staticToken } from './installs.ts';

/** Row of the table `accessTokens`. */
export interface AccessTokenRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** Row of the table `refreshTokens`; it never expires and does not rotate. */
export interface RefreshTokenRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
}

/** Row of the table `codes`. */
export interface CodeRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null;
  readonly expiresAt: number;
}

/** Who makes a call. */
export interface Principal {
  readonly portalId: number;
  /** null for the portal's own token. */
  readonly app: App | null;
  /** null = every scope. */
  readonly scopes: readonly string[] | null;
}

/** Every portal has one person, the super admin who installs the apps. */
export const USER_ID = 26_110_001;
export const USER_EMAIL = 'admin@example.com';

export const appOf = (hub: Hub, appId: number): App | undefined =>
  hub.apps.find((app) => app.registration.appId === appId);

export function issueAccessToken(hub: Hub, grant: RefreshTokenRow): string {
  const now = hub.clock.now();
  for (const [token, row] of hub.tables.rows<AccessTokenRow>('accessTokens')) {
    if (row.expiresAt < now - 86_400_000) hub.tables.remove('accessTokens', token);
  }
  const token = `na1-${hub.randomId()}${hub.randomId()}`.replaceAll('-', '');
  const row: AccessTokenRow = { ...grant, expiresAt: now + hub.settings.accessTokenSeconds * 1000 };
  hub.tables.put('accessTokens', token, row);
  return token;
}

export function principalOf(hub: Hub, authorization: string | undefined): Principal {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw unauthenticated();
  const row = hub.tables.rows<AccessTokenRow>('accessTokens').get(token);
  if (row) return oauthPrincipal(hub, row);
  return permanentPrincipal(hub, token);
}

function oauthPrincipal(hub: Hub, row: AccessTokenRow): Principal {
  const late = hub.clock.now() - row.expiresAt;
  if (late >= 0) {
    const message = `The OAuth token used to make this call expired ${ago(late)} ago.`;
    throw new HubSpotError(401, 'EXPIRED_AUTHENTICATION', message);
  }
  const app = appOf(hub, row.appId);
  if (!app) throw unauthenticated();
  return { portalId: row.portalId, app, scopes: row.scopes };
}

const ago = (late: number): string =>
  late < 60_000 ? `${Math.floor(late / 1000)} second(s)` : `${Math.floor(late / 60_000)} minute(s)`;

function permanentPrincipal(hub: Hub, token: string): Principal {
  for (const key of hub.tables.rows('portals').keys()) {
    const portalId = Number(key);
    if (token === portalToken(portalId)) return { portalId, app: null, scopes: null };
    for (const app of hub.apps.filter((one) => one.auth === 'static')) {
      const installed = installOf(hub, app.registration.appId, portalId);
      if (installed && token === staticToken(app, portalId)) return { portalId, app, scopes: installed.scopes };
    }
  }
  throw unauthenticated();
}

const unauthenticated = (): HubSpotError =>
  new HubSpotError(
    401,
    'INVALID_AUTHENTICATION',
    'Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview',
  );
