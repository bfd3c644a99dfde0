import { createHash, timingSafeEqual } from 'node:crypto';
import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import {
  badClientId,
  badClientSecret,
  badCode,
  badGrantType,
  badRedirect,
  badRefreshToken,
  badVerifier,
} from './faults.ts';
import { install } from './installs.ts';
import { type AccessTokenRow, type CodeRow, issueAccessToken, type RefreshTokenRow, USER_ID } from './tokens.ts';

export type Form = Readonly<Record<string, string | undefined>>;

export function requireClient(hub: Hub, form: Form): App {
  const app = hub.apps.find((one) => one.auth === 'oauth' && one.registration.clientId === form['client_id']);
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
  const grant = byGrantType(hub, app, form);
  const accessToken = issueAccessToken(hub, grant.row);
  const fields = {
    token_type: 'bearer',
    refresh_token: grant.refreshToken,
    access_token: accessToken,
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
  install(hub, app, portalId, scopes);
  const refreshToken = `na1-${hub.randomId()}`;
  hub.tables.put('refreshTokens', refreshToken, { appId, portalId, scopes });
  return { refreshToken, row: { appId, portalId, scopes } };
}

const proves = (verifier: string, challenge: NonNullable<CodeRow['challenge']>): boolean =>
  challenge.value ===
  (challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url'));

function byRefreshToken(hub: Hub, app: App, form: Form): Grant {
  const refreshToken = form['refresh_token'] ?? '';
  const row = hub.tables.rows<RefreshTokenRow>('refreshTokens').get(refreshToken);
  if (!row || row.appId !== app.registration.appId) throw badRefreshToken();
  return { refreshToken, row };
}

/** Revoking a refresh token does not end the access tokens that it has already bought. */
export function revoke(hub: Hub, form: Form): void {
  const app = requireClient(hub, form);
  for (const table of ['refreshTokens', 'accessTokens']) {
    const row = hub.tables.rows<AccessTokenRow | RefreshTokenRow>(table).get(form['token'] ?? '');
    if (row?.appId === app.registration.appId) hub.tables.remove(table, form['token'] ?? '');
  }
}
