import { createHash, timingSafeEqual } from 'node:crypto';
import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import { clientCredentials } from './client-credentials.ts';
import {
  badClientId,
  badClientSecret,
  badCode,
  badGrantType,
  badHub,
  badRedirect,
  badRefreshToken,
  badVerifier,
} from './faults.ts';
import { install, installOf } from './installs.ts';
import { type CodeRow, issueAccessToken, type RefreshTokenRow, USER_ID } from './tokens.ts';

export type Form = Readonly<Record<string, string | undefined>>;

export function requireClient(hub: Hub, form: Form): App {
  const app = hub.apps.find((one) => one.registration.clientId === form['client_id']);
  if (!app) throw badClientId();
  const given = createHash('sha256')
    .update(form['client_secret'] ?? '')
    .digest();
  const expected = createHash('sha256').update(app.registration.clientSecret).digest();
  if (!timingSafeEqual(given, expected)) throw badClientSecret();
  return app;
}

/** `POST /oauth/{v}/token`. v1 answers without the portal and the scopes. */
export function token(hub: Hub, form: Form, version: string): object {
  const app = requireClient(hub, form);
  if (form['grant_type'] === 'client_credentials') return clientCredentials(hub, app, form['scope']);
  // A static app has a client id and secret for the journal, and nothing that a person could authorize.
  if (app.auth === 'static') throw badClientId();
  const grant = byGrantType(hub, app, form);
  const fields = {
    token_type: 'bearer',
    refresh_token: grant.refreshToken,
    access_token: issueAccessToken(hub, grant.row),
    expires_in: hub.settings.accessTokenSeconds,
  };
  if (version === 'v1') return fields;
  const { portalId, scopes } = grant.row;
  return { ...fields, hub_id: portalId, scopes, token_use: 'access_token', user_id: USER_ID };
}

interface Grant {
  readonly refreshToken: string;
  readonly row: RefreshTokenRow;
}

function byGrantType(hub: Hub, app: App, form: Form): Grant {
  if (form['grant_type'] === 'authorization_code') return byCode(hub, app, form);
  if (form['grant_type'] === 'refresh_token') return byRefreshToken(hub, app, form);
  throw badGrantType();
}

function byCode(hub: Hub, app: App, form: Form): Grant {
  const code = form['code'] ?? '';
  const row = hub.tables.rows<CodeRow>('codes').get(code);
  if (!row || row.appId !== app.registration.appId) throw badCode();
  // Used up by the first attempt, also by a wrong one: a code that leaked must not be tried twice.
  hub.tables.remove('codes', code);
  if (row.expiresAt <= hub.clock.now()) throw badCode();
  if (form['redirect_uri'] !== row.redirectUri) throw badRedirect();
  if (row.challenge && !proves(form['code_verifier'] ?? '', row.challenge)) throw badVerifier();
  const { appId, portalId, scopes } = row;
  requirePortal(hub, portalId);
  install(hub, app, portalId, scopes);
  return { refreshToken: issueRefreshToken(hub, { appId, portalId, scopes }), row: { appId, portalId, scopes } };
}

const proves = (verifier: string, challenge: NonNullable<CodeRow['challenge']>): boolean =>
  challenge.value ===
  (challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'));

/** The new access token has the scopes of the app's latest authorization; those issued before keep theirs. */
function byRefreshToken(hub: Hub, app: App, form: Form): Grant {
  const refreshToken = form['refresh_token'] ?? '';
  const row = hub.tables.rows<RefreshTokenRow>('refreshTokens').get(refreshToken);
  if (!row || row.appId !== app.registration.appId) throw badRefreshToken();
  requirePortal(hub, row.portalId);
  const current = { ...row, scopes: installOf(hub, row.appId, row.portalId)?.scopes ?? row.scopes };
  if (!hub.settings.rotateRefreshTokens) return { refreshToken, row: current };
  hub.tables.remove('refreshTokens', refreshToken);
  return { refreshToken: issueRefreshToken(hub, current), row: current };
}

function requirePortal(hub: Hub, portalId: number): void {
  if (!hub.tables.rows('portals').has(String(portalId))) throw badHub();
}

function issueRefreshToken(hub: Hub, row: RefreshTokenRow): string {
  const refreshToken = `na1-${hub.random.uuid()}`;
  hub.tables.put('refreshTokens', refreshToken, row);
  return refreshToken;
}

/** Revoking a refresh token does not end the access tokens that it has already bought. */
export function revoke(hub: Hub, form: Form): void {
  const app = requireClient(hub, form);
  for (const table of ['refreshTokens', 'accessTokens', 'appTokens']) {
    const row = hub.tables.rows<{ readonly appId: number }>(table).get(form['token'] ?? '');
    if (row?.appId === app.registration.appId) hub.tables.remove(table, form['token'] ?? '');
  }
}
