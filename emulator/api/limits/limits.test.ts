import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AppRegistration } from '../../app-registration.ts';
import { connectApp, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
let oauth: AppRegistration;
beforeAll(async () => {
  oauth = await writeProject();
  hubspot = await startTestEmulator({ apps: [oauth, await writeProject({ auth: 'static', appId: 78 })] });
});
afterAll(() => hubspot.close());

const statuses = async (calls: number, token: string, path = AT): Promise<number[]> => {
  const found = [];
  for (let call = 0; call < calls; call += 1) found.push((await hubspot.send('GET', path, undefined, token)).status);
  return found;
};

test('an OAuth app has 110 calls in 10 s and portal; the 111th is a 429', async () => {
  const { access_token: token } = await connectApp(hubspot, oauth);
  const first = await hubspot.send('GET', AT, undefined, token);
  expect(Object.fromEntries(first.headers)).toMatchObject({
    'x-hubspot-ratelimit-interval-milliseconds': '10000',
    'x-hubspot-ratelimit-max': '110',
    'x-hubspot-ratelimit-remaining': '109',
  });
  expect(first.headers.has('x-hubspot-ratelimit-daily')).toBe(false);
  expect(new Set(await statuses(109, token))).toEqual(new Set([200]));
  const over = await hubspot.send('GET', AT, undefined, token);
  expect(over.status).toBe(429);
  expect(over.body).toMatchObject({
    message: 'You have reached your ten_secondly_rolling limit.',
    errorType: 'RATE_LIMIT',
    policyName: 'TEN_SECONDLY_ROLLING',
  });
  await hubspot.advance(10_001);
  expect(await statuses(1, token)).toEqual([200]);
});

test('a static app has 190, and the daily headers', async () => {
  const [portal] = (await hubspot.send('GET', '/_emulator/portals')).body;
  const token = portal.apps.find((app: { auth: string }) => app.auth === 'static').accessToken;
  const first = await hubspot.send('GET', AT, undefined, token);
  expect(first.headers.get('x-hubspot-ratelimit-daily')).toBe('625000');
  const all = await statuses(190, token);
  expect([all.filter((status) => status === 200).length, all.at(-1)]).toEqual([189, 429]);
});

test('5 searches a second and portal, without limit headers', async () => {
  const { access_token: token } = await connectApp(hubspot, oauth);
  await hubspot.advance(10_001);
  const answers = await Promise.all(Array.from({ length: 6 }, () => hubspot.send('POST', `${AT}/search`, {}, token)));
  const over = answers.filter((answer) => answer.status === 429);
  expect(over.map((answer) => answer.body.policyName)).toEqual(['SECONDLY']);
  expect(answers[0]?.headers.has('x-hubspot-ratelimit-max')).toBe(false);
});

test("the portal's own token is not limited", async () => {
  const [portal] = (await hubspot.send('GET', '/_emulator/portals')).body;
  expect(portal).toMatchObject({ portalId: PORTAL, name: 'Emulated portal' });
  expect(new Set(await statuses(150, portal.accessToken))).toEqual(new Set([200]));
});
