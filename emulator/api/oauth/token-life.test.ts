import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { connectApp, startTestEmulator, type Reply, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let app: AppRegistration;
let hubspot: TestEmulator;
beforeAll(async () => {
  app = await writeProject();
  hubspot = await startTestEmulator({ apps: [app] });
});
afterAll(() => hubspot.close());

const client = () => ({ client_id: app.clientId, client_secret: app.clientSecret });
const introspect = (token: string): Promise<Reply> =>
  hubspot.form('/oauth/2026-09/token/introspect', { ...client(), token });
const call = (token: string): Promise<Reply> => hubspot.send('GET', AT, undefined, token);
const refresh = (refresh_token: string): Promise<Reply> =>
  hubspot.form('/oauth/2026-09/token', { ...client(), grant_type: 'refresh_token', refresh_token });

describe('introspection', () => {
  test('tells of an access token what HubSpot tells', async () => {
    const { access_token } = await connectApp(hubspot, app);
    expect((await introspect(access_token)).body).toMatchObject({
      active: true,
      token: access_token,
      hub_id: PORTAL,
      client_id: app.clientId,
      app_id: 77,
      hub_domain: 'emulated-portal.example.com',
      expires_in: expect.any(Number),
      is_private_distribution: true,
      signed_access_token: { hubId: PORTAL, appId: 77, hublet: 'na1', isUserLevel: false },
      token_use: 'access_token',
      token_type: 'Bearer',
    });
  });

  test('tells of a refresh token the same, without expiry and signed token', async () => {
    const { refresh_token } = await connectApp(hubspot, app);
    const { body } = await introspect(refresh_token);
    expect(body).toMatchObject({ active: true, token_use: 'refresh_token', hub_id: PORTAL });
    expect(['expires_in', 'signed_access_token'].filter((name) => name in body)).toEqual([]);
  });

  test.each([
    ['an unknown token', { token: 'none' }],
    ['the fields that the documentation names', { access_token: 'any', refresh_token: 'any' }],
  ])('of %s is 200 {"active":false}', async (_name, fields) => {
    const reply = await hubspot.form('/oauth/2026-09/token/introspect', { ...client(), ...fields });
    expect([reply.status, reply.body]).toEqual([200, { active: false }]);
  });

  test('of an expired access token is not active, and v1 does not know it', async () => {
    const { access_token } = await connectApp(hubspot, app);
    expect((await hubspot.send('GET', `/oauth/v1/access-tokens/${access_token}`)).body.hub_id).toBe(PORTAL);
    await hubspot.advance(1_800_000);
    expect((await introspect(access_token)).body).toEqual({ active: false });
    expect((await hubspot.send('GET', `/oauth/v1/access-tokens/${access_token}`)).status).toBe(404);
  });
});

test('several access tokens of one refresh token are valid at once; revoking it does not end them', async () => {
  const { access_token, refresh_token } = await connectApp(hubspot, app);
  const second = (await refresh(refresh_token)).body.access_token;
  const revoked = await hubspot.form('/oauth/2026-09/token/revoke', { ...client(), token: refresh_token });
  expect(revoked.status).toBe(200);
  expect((await refresh(refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
  expect([(await call(access_token)).status, (await call(second)).status]).toEqual([200, 200]);
});

test('rotateRefreshTokens answers a new refresh token and ends the old one', async () => {
  const { refresh_token } = await connectApp(hubspot, app);
  await hubspot.send('POST', '/_emulator/settings', { rotateRefreshTokens: true });
  const next = (await refresh(refresh_token)).body.refresh_token;
  expect(next).not.toBe(refresh_token);
  expect((await refresh(refresh_token)).body.status).toBe('BAD_REFRESH_TOKEN');
  expect((await refresh(next)).status).toBe(200);
  await hubspot.send('POST', '/_emulator/settings', { rotateRefreshTokens: false });
});

test('uninstallGraceSeconds lets access tokens live on after an uninstall, for so long', async () => {
  await hubspot.send('POST', '/_emulator/settings', { uninstallGraceSeconds: 60 });
  const { access_token } = await connectApp(hubspot, app);
  await hubspot.send('DELETE', '/appinstalls/2026-09/external-install', undefined, access_token);
  expect((await call(access_token)).status).toBe(200);
  await hubspot.advance(60_000);
  const { status, body } = await call(access_token);
  expect([status, body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  await hubspot.send('POST', '/_emulator/settings', { uninstallGraceSeconds: 0 });
});

describe('a bearer', () => {
  const bearer = (authorization?: string): Promise<Response> =>
    fetch(`${hubspot.url}${AT}`, { headers: authorization === undefined ? {} : { authorization } });

  test.each(['Bearer ', 'Bearer two words', 'Bearer {token}', 'Bearer "quoted"'])(
    'that cannot be a token (%s) is answered by Cloudflare: 530 and a page',
    async (authorization) => {
      const answer = await bearer(authorization);
      expect([answer.status, answer.headers.get('content-type')]).toEqual([530, 'text/html; charset=utf-8']);
      expect(await answer.text()).toContain('Cloudflare');
    },
  );

  test.each([
    ['none at all', undefined],
    ['another scheme', 'Basic eDp5'],
    ['an unknown token', 'Bearer CJSP5qf1KhICAQEYs-gDIIGOBii1hQIyGQAf3xBKmlwHjX7OIpuIFEavB2-qYAGQsF4'],
  ])('%s: 401 INVALID_AUTHENTICATION', async (_name, authorization) => {
    const answer = await bearer(authorization);
    expect([answer.status, ((await answer.json()) as { category: string }).category]).toEqual([
      401,
      'INVALID_AUTHENTICATION',
    ]);
  });

  test('that is malformed is a 401 when Cloudflare is told to stay away', async () => {
    await hubspot.send('POST', '/_emulator/settings', { cloudflareRefusesMalformedTokens: false });
    expect((await bearer('Bearer two words')).status).toBe(401);
    await hubspot.send('POST', '/_emulator/settings', { cloudflareRefusesMalformedTokens: true });
  });
});
