import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { connectApp, startTestEmulator, type Reply, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';

const SCOPE = 'developer.webhooks_journal.read developer.webhooks_journal.subscriptions.read';
let app: AppRegistration;
let hubspot: TestEmulator;
beforeAll(async () => {
  app = await writeProject();
  hubspot = await startTestEmulator({ apps: [app, await writeProject({ auth: 'static', appId: 78 })] });
});
afterAll(() => hubspot.close());

const client = () => ({ client_id: app.clientId, client_secret: app.clientSecret });
const buy = (fields: Record<string, string> = {}): Promise<Reply> =>
  hubspot.form('/oauth/2026-09/token', { ...client(), grant_type: 'client_credentials', scope: SCOPE, ...fields });
const settings = `/webhooks/v3/77/settings`;

test('client credentials buy a token of the app: 1800 s, no refresh token, no portal', async () => {
  const { status, body } = await buy();
  expect([status, body]).toEqual([
    200,
    {
      token_type: 'bearer',
      access_token: expect.any(String),
      expires_in: 1800,
      scopes: SCOPE.split(' '),
      token_use: 'client_credentials',
    },
  ]);
  const { body: known } = await hubspot.form('/oauth/2026-09/token/introspect', {
    ...client(),
    token: body.access_token,
  });
  expect(known).toMatchObject({ active: true, token_use: 'client_credentials', app_id: 77 });
});

test('a static app buys one too, and nothing else', async () => {
  const its = { client_id: 'client-78' };
  expect((await buy(its)).status).toBe(200);
  expect((await buy({ ...its, grant_type: 'refresh_token', refresh_token: 'x' })).body.status).toBe('BAD_CLIENT_ID');
});

test("a token of the app is refused by a portal's API, and a portal's token by the app's own", async () => {
  const own = (await buy()).body.access_token;
  expect((await hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, own)).status).toBe(401);
  const { access_token } = await connectApp(hubspot, app);
  expect((await hubspot.send('GET', settings, undefined, access_token)).status).toBe(401);
});

test('a token of the app ends after 30 minutes', async () => {
  const own = (await buy({ scope: `${SCOPE} crm.objects.contacts.read` })).body.access_token;
  await hubspot.advance(1_800_000);
  const { status, body } = await hubspot.send('GET', settings, undefined, own);
  expect([status, body.category]).toEqual([401, 'EXPIRED_AUTHENTICATION']);
});

test('the developer key of the registration is shown under /_emulator/apps and opens the app settings', async () => {
  const apps = (await hubspot.send('GET', '/_emulator/apps')).body;
  const { developerKey } = apps.find((one: { appId: number }) => one.appId === 77);
  const open = (key: string): Promise<Response> => fetch(`${hubspot.url}${settings}?hapikey=${key}`);
  expect([(await open(developerKey)).status, (await open('wrong')).status]).toEqual([200, 401]);
});

test('the journal takes 100 calls a second of an app, and counts them against nothing else', async () => {
  const own = (await buy()).body.access_token;
  const read = () => hubspot.send('GET', '/webhooks-journal/journal/2026-03/earliest', undefined, own);
  const statuses = async (calls: number): Promise<number[]> =>
    (await Promise.all(Array.from({ length: calls }, read))).map(({ status }) => status);
  await hubspot.send('POST', '/_emulator/clock', { mode: 'stepped' });
  expect(new Set(await statuses(100))).toEqual(new Set([204]));
  expect((await read()).body).toMatchObject({ policyName: 'SECONDLY' });
  await hubspot.advance(1000);
  expect(await statuses(1)).toEqual([204]);
});
