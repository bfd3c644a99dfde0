import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { authorizeUrl, connectApp, decide, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';

const DEALS = 'crm.objects.deals.read';
const SECOND = { portalId: 222, name: 'Second <portal>', timezone: 'UTC', currency: 'EUR' };

let app: AppRegistration;
let hubspot: TestEmulator;
beforeAll(async () => {
  app = await writeProject({ optionalScopes: [DEALS] });
  hubspot = await startTestEmulator({ apps: [app] });
  await hubspot.send('POST', '/_emulator/portals', SECOND);
});
afterAll(() => hubspot.close());

const page = async (url: string): Promise<{ status: number; text: string }> => {
  const answer = await fetch(url, { redirect: 'manual' });
  return { status: answer.status, text: await answer.text() };
};
const pinned = (accountId: number): string =>
  authorizeUrl(hubspot.url, app).replace('/oauth/authorize', `/oauth/${accountId}/authorize`);

describe('the consent page', () => {
  test('says in words what the app may do, and lets the person choose among all accounts', async () => {
    const { text } = await page(authorizeUrl(hubspot.url, app, { optional_scope: DEALS }));
    expect(text).toContain('View companies');
    expect(text).toContain('Create, change and delete property settings of companies');
    expect(text).toContain('crm.objects.deals.read, optional');
    expect(text).toContain('Emulated portal (12345678)');
    expect(text).toContain('Second &lt;portal&gt; (222)');
  });

  test('of the account-pinned address offers that account only', async () => {
    const { text } = await page(pinned(222));
    expect([text.includes('(222)'), text.includes('(12345678)')]).toEqual([true, false]);
    const other = await fetch(pinned(222), {
      method: 'POST',
      body: new URLSearchParams({ portalId: String(PORTAL), decision: 'connect' }),
    });
    expect([other.status, await other.text()]).toEqual([400, expect.stringContaining('Choose one of the accounts')]);
  });

  test('of an account that is not here says so', async () => {
    expect(await page(pinned(999))).toMatchObject({ status: 400, text: expect.stringContaining('no account 999') });
  });

  test('of a challenge method that nobody knows says so', async () => {
    const { status, text } = await page(authorizeUrl(hubspot.url, app, { code_challenge_method: 'S512' }));
    expect([status, text]).toEqual([400, expect.stringContaining('send S256')]);
  });
});

test('the callback of Connect app carries code and state, that of Cancel neither a code nor an install', async () => {
  const back = await decide(authorizeUrl(hubspot.url, app), 'connect');
  expect([...back.searchParams.keys()].toSorted()).toEqual(['code', 'state']);
  const refused = await decide(authorizeUrl(hubspot.url, app), 'cancel');
  expect([...refused.searchParams.keys()].toSorted()).toEqual(['error', 'error_description', 'state']);
});

test('pkceRequired refuses an authorization without a challenge', async () => {
  await hubspot.send('POST', '/_emulator/settings', { pkceRequired: true });
  expect((await page(authorizeUrl(hubspot.url, app))).status).toBe(400);
  expect((await page(authorizeUrl(hubspot.url, app, { code_challenge: 'x'.repeat(43) }))).status).toBe(200);
  await hubspot.send('POST', '/_emulator/settings', { pkceRequired: false });
});

test('re-authorization changes the scopes: old access tokens keep those of their issuance', async () => {
  const deals = async (token: string): Promise<number> =>
    (await hubspot.send('GET', '/crm/objects/2026-09/deals', undefined, token)).status;
  const old = await connectApp(hubspot, app);
  const fresh = await connectApp(hubspot, app, { optional_scope: DEALS });
  expect([await deals(old.access_token), await deals(fresh.access_token)]).toEqual([403, 200]);
  const { body } = await hubspot.form('/oauth/2026-09/token', {
    client_id: app.clientId,
    client_secret: app.clientSecret,
    grant_type: 'refresh_token',
    refresh_token: old.refresh_token,
  });
  expect([body.refresh_token, await deals(body.access_token)]).toEqual([old.refresh_token, 200]);
});
