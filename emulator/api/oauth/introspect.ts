import { createHash } from 'node:crypto';
import type { App } from '../../projects.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { type Form, requireClient } from './grants.ts';
import { type AccessTokenRow, type AppTokenRow, type RefreshTokenRow, USER_EMAIL, USER_ID } from './tokens.ts';

const domainOf = (hub: Hub, portalId: number): string => {
  const name = hub.tables.rows<PortalRow>('portals').get(String(portalId))?.name ?? String(portalId);
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example.com`;
};

const secondsLeft = (hub: Hub, row: { readonly expiresAt: number }): number =>
  Math.floor((row.expiresAt - hub.clock.now()) / 1000);

/** `POST /oauth/{v}/token/introspect`; a token that is unknown, expired or another app's is just not active. */
export function introspect(hub: Hub, form: Form): object {
  const app = requireClient(hub, form);
  const token = form['token'] ?? '';
  const access = hub.tables.rows<AccessTokenRow>('accessTokens').get(token);
  if (access && isLive(hub, app, access)) return accessTokenView(hub, app, token, access);
  const refresh = hub.tables.rows<RefreshTokenRow>('refreshTokens').get(token);
  if (refresh && isLive(hub, app, refresh)) {
    return { ...portalTokenView(hub, app, token, refresh), token_use: 'refresh_token' };
  }
  const own = hub.tables.rows<AppTokenRow>('appTokens').get(token);
  return own && isLive(hub, app, own) ? appTokenView(hub, app, token, own) : { active: false };
}

interface Mortal {
  readonly appId: number;
  readonly expiresAt?: number;
  readonly revokedAt?: number;
}

const isLive = (hub: Hub, app: App, row: Mortal): boolean =>
  row.appId === app.registration.appId &&
  hub.clock.now() < Math.min(row.expiresAt ?? Infinity, row.revokedAt ?? Infinity);

const portalTokenView = (hub: Hub, app: App, token: string, row: RefreshTokenRow): object => ({
  active: true,
  token,
  hub_id: row.portalId,
  user_id: USER_ID,
  client_id: app.registration.clientId,
  app_id: row.appId,
  user: USER_EMAIL,
  hub_domain: domainOf(hub, row.portalId),
  scopes: row.scopes,
  token_type: 'Bearer',
});

const accessTokenView = (hub: Hub, app: App, token: string, row: AccessTokenRow): object => ({
  ...portalTokenView(hub, app, token, row),
  signed_access_token: signed(token, row),
  expires_in: secondsLeft(hub, row),
  is_private_distribution: true,
  token_use: 'access_token',
});

const appTokenView = (hub: Hub, app: App, token: string, row: AppTokenRow): object => ({
  active: true,
  token,
  client_id: app.registration.clientId,
  app_id: row.appId,
  scopes: row.scopes,
  expires_in: secondsLeft(hub, row),
  token_use: 'client_credentials',
  token_type: 'Bearer',
});

/** What HubSpot's own services pass on. Its signatures cannot be checked by anybody else, so that any text will do. */
function signed(token: string, row: AccessTokenRow): object {
  const signature = createHash('sha256').update(token).digest('base64');
  return {
    expiresAt: row.expiresAt,
    scopes: row.scopes.join(' '),
    hubId: row.portalId,
    userId: USER_ID,
    appId: row.appId,
    signature,
    scopeToScopeGroupPks: '',
    newSignature: signature,
    hublet: 'na1',
    trialScopes: '',
    trialScopeToScopeGroupPks: '',
    isUserLevel: false,
    isPrivateDistribution: true,
    installingUserId: USER_ID,
    isServiceAccount: false,
    appInstallId: `${row.appId}-${row.portalId}`,
    audience: '',
  };
}

/** `GET /oauth/v1/access-tokens/{token}` and `/refresh-tokens/{token}`; null for one that is unknown or over. */
export function legacyTokenView(hub: Hub, kind: 'access' | 'refresh', token: string): object | null {
  const row = hub.tables.rows<RefreshTokenRow & Mortal>(`${kind}Tokens`).get(token);
  const app = hub.apps.find((one) => one.registration.appId === row?.appId);
  if (!row || !app || !isLive(hub, app, row)) return null;
  return {
    token,
    user: USER_EMAIL,
    hub_domain: domainOf(hub, row.portalId),
    scopes: row.scopes,
    hub_id: row.portalId,
    user_id: USER_ID,
    token_type: kind,
    ...(row.expiresAt === undefined
      ? { client_id: app.registration.clientId }
      : { app_id: row.appId, expires_in: secondsLeft(hub, { expiresAt: row.expiresAt }) }),
  };
}
