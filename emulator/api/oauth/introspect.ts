import type { Hub, PortalRow } from '../hub.ts';
import { type Form, requireClient } from './grants.ts';
import { type AccessTokenRow, type RefreshTokenRow, USER_EMAIL, USER_ID } from './tokens.ts';

const domainOf = (hub: Hub, portalId: number): string => {
  const name = hub.tables.rows<PortalRow>('portals').get(String(portalId))?.name ?? String(portalId);
  return `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}.example.com`;
};

/** `POST /oauth/{v}/token/introspect`; a token that is unknown, expired or another app's is just not active. */
export function introspect(hub: Hub, form: Form): object {
  const app = requireClient(hub, form);
  const token = form['token'] ?? '';
  const access = hub.tables.rows<AccessTokenRow>('accessTokens').get(token);
  const row: RefreshTokenRow | undefined = access ?? hub.tables.rows<RefreshTokenRow>('refreshTokens').get(token);
  const expired = access !== undefined && access.expiresAt <= hub.clock.now();
  if (!row || expired || row.appId !== app.registration.appId) return { active: false };
  const known = {
    active: true,
    token,
    hub_id: row.portalId,
    user_id: USER_ID,
    client_id: app.registration.clientId,
    app_id: row.appId,
    user: USER_EMAIL,
    hub_domain: domainOf(hub, row.portalId),
    scopes: row.scopes,
    is_private_distribution: true,
    token_type: 'Bearer',
  };
  if (!access) return { ...known, token_use: 'refresh_token' };
  return { ...known, expires_in: secondsLeft(hub, access), token_use: 'access_token' };
}

const secondsLeft = (hub: Hub, row: AccessTokenRow): number => Math.floor((row.expiresAt - hub.clock.now()) / 1000);

/** `GET /oauth/v1/access-tokens/{token}` and `/refresh-tokens/{token}`; null for an unknown one. */
export function legacyTokenView(hub: Hub, kind: 'access' | 'refresh', token: string): object | null {
  const row = hub.tables.rows<RefreshTokenRow>(`${kind}Tokens`).get(token);
  if (!row) return null;
  const app = hub.apps.find((one) => one.registration.appId === row.appId);
  return {
    token,
    user: USER_EMAIL,
    hub_domain: domainOf(hub, row.portalId),
    scopes: row.scopes,
    hub_id: row.portalId,
    user_id: USER_ID,
    token_type: kind,
    ...(kind === 'access'
      ? { app_id: row.appId, expires_in: secondsLeft(hub, row as AccessTokenRow) }
      : { client_id: app?.registration.clientId }),
  };
}
