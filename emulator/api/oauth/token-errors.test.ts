import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { authorizeUrl, connectApp, decide, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, REDIRECT, writeProject } from '../../testing/project.ts';

let app: AppRegistration;
let other: AppRegistration;
let hubspot: TestEmulator;
beforeAll(async () => {
  app = await writeProject();
  other = await writeProject({ appId: 79 });
  hubspot = await startTestEmulator({ apps: [app, other] });
});
afterAll(() => hubspot.close());

const newCode = async (): Promise<string> =>
  (await decide(authorizeUrl(hubspot.url, app), 'connect')).searchParams.get('code') ?? '';

const VERSIONS = ['v1', 'v3', '2026-03', '2026-09'];

describe.each(VERSIONS)('every error of /oauth/%s/token has the RFC 6749 fields beside the old ones', (version) => {
  test.each([
    ['BAD_CLIENT_ID', { client_id: 'who' }, 'invalid_client', 'missing or unknown client id'],
    ['BAD_CLIENT_SECRET', { client_secret: 'wrong' }, 'invalid_client', 'missing or invalid client secret'],
    ['BAD_AUTH_CODE', { code: 'none' }, 'invalid_grant', 'missing or unknown auth code'],
    ['BAD_REDIRECT_URI', { redirect_uri: 'http://localhost:1/' }, 'invalid_grant', 'missing or invalid redirect uri'],
    ['BAD_GRANT_TYPE', { grant_type: 'password' }, 'unsupported_grant_type', 'missing or unknown grant type'],
    [
      'BAD_REFRESH_TOKEN',
      { grant_type: 'refresh_token', refresh_token: 'none' },
      'invalid_grant',
      'refresh token is invalid, expired or revoked',
    ],
    [
      'BAD_SCOPES',
      { grant_type: 'client_credentials', scope: 'crm.objects.goals.read' },
      'invalid_scope',
      'missing or invalid scopes: crm.objects.goals.read',
    ],
  ])('%s', async (status, more, error, message) => {
    const { body, status: http } = await hubspot.form(`/oauth/${version}/token`, {
      client_id: app.clientId,
      client_secret: app.clientSecret,
      grant_type: 'authorization_code',
      redirect_uri: REDIRECT,
      code: await newCode(),
      ...more,
    });
    expect([http, body]).toEqual([400, { error, error_description: message, status, message }]);
  });
});

test("a code and a refresh token of another app are unknown: they are the buyer's alone", async () => {
  const { refresh_token } = await connectApp(hubspot, app);
  const client = { client_id: other.clientId, client_secret: other.clientSecret };
  const code = { ...client, grant_type: 'authorization_code', redirect_uri: REDIRECT, code: await newCode() };
  expect((await hubspot.form('/oauth/2026-09/token', code)).body.status).toBe('BAD_AUTH_CODE');
  const refresh = { ...client, grant_type: 'refresh_token', refresh_token };
  expect((await hubspot.form('/oauth/2026-09/token', refresh)).body.status).toBe('BAD_REFRESH_TOKEN');
});

test('BAD_HUB after the portal was deleted; its access token is refused', async () => {
  const mortal = await startTestEmulator({ apps: [app] });
  const { access_token, refresh_token } = await connectApp(mortal, app);
  expect((await mortal.send('DELETE', `/_emulator/portals/${PORTAL}`)).status).toBe(204);
  const { body } = await mortal.form('/oauth/2026-09/token', {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'refresh_token',
    refresh_token,
  });
  expect(body).toMatchObject({ status: 'BAD_HUB', message: 'missing or unknown hub id', error: 'access_denied' });
  const call = await mortal.send('GET', '/crm/objects/2026-09/companies', undefined, access_token);
  expect([call.status, call.body.category]).toEqual([401, 'INVALID_AUTHENTICATION']);
  expect((await mortal.send('GET', '/_emulator/portals')).body).toEqual([]);
  await mortal.close();
});

describe('fields', () => {
  const client = () => ({ client_id: app.clientId, client_secret: app.clientSecret });
  const inQuery = async (version: string) => {
    const { refresh_token } = await connectApp(hubspot, app);
    const query = new URLSearchParams({ ...client(), grant_type: 'refresh_token', refresh_token });
    return hubspot.form(`/oauth/${version}/token?${query}`, {});
  };

  test('are read from the query by v1', async () => {
    expect((await inQuery('v1')).status).toBe(200);
  });

  test.each(VERSIONS.slice(1))('are read from the body alone by %s', async (version) => {
    expect((await inQuery(version)).body.status).toBe('BAD_CLIENT_ID');
  });

  test.each([
    ['v1', ['access_token', 'expires_in', 'refresh_token', 'token_type']],
    [
      '2026-09',
      ['access_token', 'expires_in', 'hub_id', 'refresh_token', 'scopes', 'token_type', 'token_use', 'user_id'],
    ],
  ])('the answer of %s tells just these', async (version, names) => {
    const { refresh_token } = await connectApp(hubspot, app);
    const fields = { ...client(), grant_type: 'refresh_token', refresh_token };
    const { body } = await hubspot.form(`/oauth/${version}/token`, fields);
    expect(Object.keys(body).toSorted()).toEqual(names);
  });
});
