import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { authorizeUrl, connectApp, decide, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, REDIRECT, SCOPES, writeProject } from '../../testing/project.ts';

let app: AppRegistration;
let hubspot: TestEmulator;
beforeAll(async () => {
  app = await writeProject();
  hubspot = await startTestEmulator({ apps: [app] });
});
afterAll(() => hubspot.close());

const client = () => ({ client_id: app.clientId, client_secret: app.clientSecret });
const exchange = (code: string, more: Record<string, string> = {}) =>
  hubspot.form('/oauth/2026-09/token', {
    ...client(),
    grant_type: 'authorization_code',
    redirect_uri: REDIRECT,
    code,
    ...more,
  });
const newCode = async (more: Record<string, string> = {}): Promise<string> =>
  (await decide(authorizeUrl(hubspot.url, app, more), 'connect')).searchParams.get('code') ?? '';

describe('consent', () => {
  test('the page lists the scopes and offers both buttons', async () => {
    const page = await (await fetch(authorizeUrl(hubspot.url, app))).text();
    for (const scope of SCOPES) expect(page).toContain(scope);
    expect(page).toMatch(/Connect app.*Cancel/);
  });

  test('Cancel sends the browser back with access_denied and the state', async () => {
    const back = await decide(authorizeUrl(hubspot.url, app), 'cancel');
    expect(Object.fromEntries(back.searchParams)).toMatchObject({ error: 'access_denied', state: 'xyz' });
  });

  test.each([
    ['an unknown client', { client_id: 'who' }, 'client ID'],
    ['a foreign redirect URL', { redirect_uri: 'https://evil.example/' }, 'is not one of the app&#39;s redirect URLs'],
    ['too few scopes', { scope: 'oauth' }, 'missing from the install URL'],
    [
      'a scope the app does not have',
      { scope: `${SCOPES.join(' ')} files` },
      'not in the app&#39;s configuration: files',
    ],
  ])('%s is told on the page and not sent back', async (_name, more, sentence) => {
    const answer = await fetch(authorizeUrl(hubspot.url, app, more), { redirect: 'manual' });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(sentence);
  });
});

describe('tokens', () => {
  test('a code buys tokens once', async () => {
    const code = await newCode();
    const first = await exchange(code);
    expect(first.body).toMatchObject({ token_type: 'bearer', hub_id: PORTAL, expires_in: 1800 });
    expect(first.body.scopes).toEqual(['oauth', ...SCOPES]);
    const second = await exchange(code);
    expect(second.status).toBe(400);
    expect(second.body).toEqual({
      error: 'invalid_grant',
      error_description: 'missing or unknown auth code',
      status: 'BAD_AUTH_CODE',
      message: 'missing or unknown auth code',
    });
  });

  test('a code lasts a minute', async () => {
    const code = await newCode();
    await hubspot.advance(60_000);
    expect((await exchange(code)).body.status).toBe('BAD_AUTH_CODE');
  });

  test('PKCE is enforced when a challenge was sent', async () => {
    const verifier = 'v'.repeat(50);
    const challenge = createHash('sha256').update(verifier).digest('base64url');
    const pkce = { code_challenge: challenge, code_challenge_method: 'S256' };
    expect((await exchange(await newCode(pkce))).body.status).toBe('BAD_CODE_VERIFIER');
    expect((await exchange(await newCode(pkce), { code_verifier: verifier })).status).toBe(200);
  });

  test.each([
    ['BAD_CLIENT_ID', { client_id: 'who' }, 'invalid_client'],
    ['BAD_CLIENT_SECRET', { client_secret: 'wrong' }, 'invalid_client'],
    ['BAD_REDIRECT_URI', { redirect_uri: 'http://localhost:1/' }, 'invalid_grant'],
    ['BAD_GRANT_TYPE', { grant_type: 'password' }, 'unsupported_grant_type'],
    ['BAD_REFRESH_TOKEN', { grant_type: 'refresh_token', refresh_token: 'none' }, 'invalid_grant'],
  ])('%s', async (status, more, error) => {
    expect((await exchange(await newCode(), more)).body).toMatchObject({ status, error });
  });

  test('an access token ends after 30 minutes; the refresh token stays the same', async () => {
    const tokens = await connectApp(hubspot, app);
    const call = (token: string) => hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, token);
    expect((await call(tokens.access_token)).status).toBe(200);
    await hubspot.advance(35 * 60_000);
    expect((await call(tokens.access_token)).body).toMatchObject({
      category: 'EXPIRED_AUTHENTICATION',
      message: 'The OAuth token used to make this call expired 5 minute(s) ago.',
    });
    const { body } = await hubspot.form('/oauth/v3/token', {
      ...client(),
      grant_type: 'refresh_token',
      refresh_token: tokens.refresh_token,
    });
    expect(body.refresh_token).toBe(tokens.refresh_token);
    expect((await call(body.access_token)).status).toBe(200);
  });

  test('introspection knows a token until it is revoked; access tokens outlive their refresh token', async () => {
    const { access_token, refresh_token } = await connectApp(hubspot, app);
    const introspect = (token: string) => hubspot.form('/oauth/2026-03/token/introspect', { ...client(), token });
    expect((await introspect(access_token)).body).toMatchObject({ active: true, hub_id: PORTAL, app_id: 77 });
    await hubspot.form('/oauth/2026-03/token/revoke', { ...client(), token: refresh_token });
    expect((await introspect(refresh_token)).body).toEqual({ active: false });
    expect((await introspect(access_token)).body.active).toBe(true);
  });
});

describe('calls', () => {
  test('without a token: 401 INVALID_AUTHENTICATION', async () => {
    const { status, body } = await hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, 'nothing');
    expect([status, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  });

  test('without the scope: 403 MISSING_SCOPES, with the scope named', async () => {
    const { access_token } = await connectApp(hubspot, app);
    const { status, body } = await hubspot.send('GET', '/crm/objects/2026-09/deals', undefined, access_token);
    expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
    expect(body.errors[0].context.requiredGranularScopes).toEqual(['crm.objects.deals.read']);
  });

  test('after an uninstall neither token works', async () => {
    const { access_token, refresh_token } = await connectApp(hubspot, app);
    const bye = await hubspot.send('DELETE', '/appinstalls/2026-09/external-install', undefined, access_token);
    expect(bye.status).toBe(204);
    const call = await hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, access_token);
    expect(call.status).toBe(401);
    const refresh = await exchange('', { grant_type: 'refresh_token', refresh_token });
    expect(refresh.body.status).toBe('BAD_REFRESH_TOKEN');
  });
});
