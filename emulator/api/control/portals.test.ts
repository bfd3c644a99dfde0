import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type Reply, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
beforeEach(async () => {
  hubspot = await startTestEmulator({
    apps: [await writeProject(), await writeProject({ auth: 'static', appId: 78 })],
  });
});
afterEach(() => hubspot.close());

const portals = (): Promise<Reply> => hubspot.send('GET', '/_emulator/portals');
const second = {
  portalId: 222,
  name: 'Second',
  timezone: 'UTC',
  currency: 'USD',
  objects: { companies: [{ key: 'a', properties: { name: 'Its own' } }] },
};

test('portals are told with their tokens, apps with theirs and with their developer keys', async () => {
  const [portal] = (await portals()).body;
  expect(portal).toMatchObject({ portalId: PORTAL, name: 'Emulated portal', accessToken: expect.any(String) });
  const [app] = portal.apps;
  expect(app).toMatchObject({ appId: 78, auth: 'static', accessToken: expect.any(String) });
  expect(app.developerKey).toMatch(/^[0-9a-f-]{36}$/);
  const apps = (await hubspot.send('GET', '/_emulator/apps')).body;
  expect(apps.map((one: { appId: number; installedIn: number[] }) => [one.appId, one.installedIn])).toEqual([
    [77, []],
    [78, [PORTAL]],
  ]);
});

test('another portal has records and a token of its own, and can be deleted with all it holds', async () => {
  const made = await hubspot.send('POST', '/_emulator/portals', second);
  expect([made.status, made.body.portalId]).toEqual([201, 222]);
  const listed = await hubspot.send('GET', AT, undefined, made.body.accessToken);
  expect(listed.body.results.map((one: { properties: { name: string } }) => one.properties.name)).toEqual(['Its own']);
  expect((await hubspot.send('POST', '/_emulator/portals', second)).status).toBe(400);
  expect((await hubspot.send('DELETE', '/_emulator/portals/222')).status).toBe(204);
  expect((await hubspot.send('GET', AT, undefined, made.body.accessToken)).status).toBe(401);
  expect((await portals()).body).toHaveLength(1);
  expect((await hubspot.send('GET', AT)).body.results).toHaveLength(2);
  expect((await hubspot.send('DELETE', '/_emulator/portals/222')).status).toBe(404);
});

test('an app is uninstalled from outside: its tokens end, and its refresh token is no good any more', async () => {
  const app = await writeProject();
  const { access_token, refresh_token } = await connectApp(hubspot, app);
  const remove = (): Promise<Reply> => hubspot.send('DELETE', `/_emulator/portals/${PORTAL}/apps/77`);
  expect((await remove()).status).toBe(204);
  expect((await hubspot.send('GET', AT, undefined, access_token)).status).toBe(401);
  const { clientId: client_id, clientSecret: client_secret } = app;
  const form = { grant_type: 'refresh_token', client_id, client_secret, refresh_token };
  expect(await hubspot.form('/oauth/2026-09/token', form)).toMatchObject({
    status: 400,
    body: { error: 'invalid_grant' },
  });
  expect((await remove()).status).toBe(404);
});

test.each([
  [{ noSuchThing: 1 }, 'There is no setting "noSuchThing"'],
  [{ batchInputs: 'many' }, 'The setting batchInputs must be a number that is not negative, for example 100.'],
  [{ batchInputs: -1 }, 'must be a number that is not negative'],
  [{ pkceRequired: 1 }, 'The setting pkceRequired must be true or false'],
])('the setting %j is refused in words', async (settings, sentence) => {
  const { status, body } = await hubspot.send('POST', '/_emulator/limits', settings);
  expect([status, body.message]).toEqual([400, expect.stringContaining(sentence)]);
});
