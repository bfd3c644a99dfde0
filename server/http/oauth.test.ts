import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { ConfigError } from '../engine/error.ts';
import { Secret } from '../secret.ts';
import { openDb, type Db } from '../store/db.ts';
import { getInstall } from '../store/installs.ts';
import { migrate } from '../store/migrate.ts';
import { parseKeys } from './keyring.ts';
import { createOAuthClient } from './oauth-client.ts';
import { oauthRouter } from './oauth.ts';
import { createTokenholder, type Tokenholder } from './tokens.ts';

/** A token service with one grant: the code it gave, once, and refreshes until it is revoked. */
function tokenService() {
  const state = { challenge: '', revoked: false, refreshes: 0, requests: [] as string[] };
  const gone = { status: 400, body: { error: 'invalid_grant', status: 'BAD_REFRESH_TOKEN', message: 'revoked' } };
  const refused = (form: Record<string, string>) => {
    if (form['client_secret'] !== 's3cret')
      return { status: 401, body: { error: 'invalid_client', message: 'wrong secret' } };
    if (form['grant_type'] === 'refresh_token') return state.revoked ? gone : null;
    const challenge = createHash('sha256')
      .update(form['code_verifier'] ?? '')
      .digest('base64url');
    return form['code'] === 'good' && challenge === state.challenge ? null : gone;
  };
  const app = express().use(express.urlencoded({ extended: false }));
  app.post('/oauth/2026-09/token', (request, response) => {
    const form = request.body as Record<string, string>;
    state.requests.push(form['grant_type'] ?? '');
    const refusal = refused(form);
    if (refusal) {
      response.status(refusal.status).json(refusal.body);
      return;
    }
    if (form['grant_type'] === 'refresh_token') state.refreshes += 1;
    response.json({
      access_token: `access-${state.refreshes}`,
      refresh_token: 'refresh',
      expires_in: 1800,
      hub_id: 42,
      scopes: ['oauth'],
    });
  });
  app.post('/oauth/2026-09/token/introspect', (_request, response) => {
    response.json({ active: true, hub_domain: 'acme.example' });
  });
  return { app, state };
}

let db: Db;
let tokens: Tokenholder;
let nowMs = Date.now();
const hubspot = tokenService();
const servers: Server[] = [];
let base = '';

async function listen(app: express.Express): Promise<string> {
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise((resolve) => server.once('listening', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

beforeAll(async () => {
  db = await openDb('memory:');
  await migrate(db);
  const apiUrl = await listen(hubspot.app);
  const keyring = parseKeys(new Secret(`k:${Buffer.alloc(32, 7).toString('base64')}`));
  const redirectUrl = 'http://localhost/oauth/callback';
  const client = createOAuthClient({ apiUrl, clientId: 'id', clientSecret: new Secret('s3cret'), redirectUrl });
  tokens = createTokenholder({ db, keyring, oauth: client, now: () => nowMs, log: { warn: () => {} } });
  const log = { info: () => {}, warn: () => {} };
  const router = oauthRouter({
    authorizeUrl: 'https://app.example/oauth/authorize',
    clientId: 'id',
    redirectUrl,
    scopes: ['oauth', 'crm.objects.companies.read'],
    client,
    tokens,
    keyring,
    log,
  });
  base = await listen(express().use(router));
});
afterAll(async () => {
  for (const server of servers) server.close();
  await db.close();
});
beforeEach(() => {
  nowMs = Date.now();
  hubspot.state.revoked = false;
});

async function begin() {
  const response = await fetch(`${base}/oauth/install`, { redirect: 'manual' });
  const location = new URL(response.headers.get('location') ?? '');
  const cookie = response.headers.get('set-cookie') ?? '';
  hubspot.state.challenge = location.searchParams.get('code_challenge') ?? '';
  return { location, cookie, state: location.searchParams.get('state') ?? '' };
}
const callback = (query: Record<string, string>, cookie: string) =>
  fetch(`${base}/oauth/callback?${new URLSearchParams(query)}`, { headers: { cookie: cookie.split(';')[0] ?? '' } });

describe('the install', () => {
  test('asks for the scopes, with state and PKCE, and a short same-site cookie', async () => {
    const { location, cookie } = await begin();
    expect(location.searchParams.get('scope')).toBe('oauth crm.objects.companies.read');
    expect(location.searchParams.get('code_challenge_method')).toBe('S256');
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Lax/);
    expect(cookie).toMatch(/Max-Age=600/);
  });

  test('ends in a page that names the account, with the tokens sealed in the store', async () => {
    const { cookie, state } = await begin();
    const response = await callback({ code: 'good', state }, cookie);
    expect(await response.text()).toContain('Ledgerline is installed in acme.example');
    const install = await getInstall(db, 42);
    expect(install).toMatchObject({ state: 'active', edition: 'marketplace', hubDomain: 'acme.example' });
    expect(install?.tokens).not.toContain('access-');
  });

  test.each([
    [
      'another browser',
      async () => callback({ code: 'good', state: (await begin()).state }, ''),
      400,
      'not started here',
    ],
    [
      'another state',
      async () => callback({ code: 'good', state: 'x' }, (await begin()).cookie),
      400,
      'not started here',
    ],
    [
      'a refusal',
      async () => {
        const { cookie, state } = await begin();
        return callback({ error: 'access_denied', state }, cookie);
      },
      200,
      'was cancelled',
    ],
    [
      'a used code',
      async () => {
        const { cookie, state } = await begin();
        return callback({ code: 'used', state }, cookie);
      },
      400,
      'used already or has expired',
    ],
  ] as const)('%s installs nothing and says so in plain words', async (_what, visit, status, words) => {
    const response = await visit();
    expect(response.status).toBe(status);
    const page = await response.text();
    expect(page).toContain(words);
    expect(page).toContain('Nothing was installed');
  });
});

describe('access tokens', () => {
  test('are refreshed before they end, once for all who ask at the same time', async () => {
    const before = hubspot.state.refreshes;
    await tokens.accessToken(42);
    expect(hubspot.state.refreshes).toBe(before);
    nowMs += 1_750_000;
    const all = await Promise.all(Array.from({ length: 20 }, () => tokens.accessToken(42)));
    expect(new Set(all).size).toBe(1);
    expect(hubspot.state.refreshes).toBe(before + 1);
  });

  test('a withdrawn permission marks the install and says how to repair it', async () => {
    hubspot.state.revoked = true;
    nowMs += 3_600_000;
    await expect(tokens.accessToken(42)).rejects.toThrow(ConfigError);
    expect((await getInstall(db, 42))?.state).toBe('revoked');
  });
});
