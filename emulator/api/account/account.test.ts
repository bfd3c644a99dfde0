import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';
import type { Seed } from '../seed.ts';

const person = (firstName: string, more: object = {}) => ({
  email: `${firstName.toLowerCase()}@x.example`,
  firstName,
  lastName: 'Owner',
  ...more,
});

const SEED: Seed = {
  portals: [
    {
      portalId: PORTAL,
      name: 'Owned',
      timezone: 'America/New_York',
      currency: 'USD',
      owners: [
        person('Ann', { teams: [{ id: '5', name: 'Sales', primary: true }] }),
        person('Ben', { id: '900', userId: 901 }),
        person('Queue', { type: 'QUEUE' }),
        person('Gone', { archived: true }),
      ],
      objects: {},
      associations: [],
    },
  ],
};

let hubspot: TestEmulator;
let staticToken: string;
beforeAll(async () => {
  hubspot = await startTestEmulator({ seed: SEED, apps: [await writeProject({ auth: 'static', appId: 78 })] });
  const [portal] = (await hubspot.send('GET', '/_emulator/portals')).body;
  staticToken = portal.apps[0].accessToken;
});
afterAll(() => hubspot.close());

describe('owners', () => {
  const names = async (query: string): Promise<string[]> =>
    (await hubspot.send('GET', `/crm/owners/2026-09${query}`)).body.results.map(
      (one: { firstName: string }) => one.firstName,
    );
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['', ['Ben', 'Ann', 'Queue']],
    ['?email=ANN@x.example', ['Ann']],
    ['?email=nobody@x.example', []],
    ['?archived=true', ['Gone']],
    ['?limit=1', ['Ben']],
    ['?limit=1&after=900', ['Ann']],
  ];
  test.each(CASES)('GET /crm/owners%s answers %j', async (query, found) => {
    expect(await names(query)).toEqual(found);
  });

  test('more of them are a page away', async () => {
    const first = await hubspot.send('GET', '/crm/v3/owners?limit=1');
    expect(first.body.paging.next.after).toBe('900');
    expect((await hubspot.send('GET', '/crm/owners/2026-03?limit=3')).body.paging).toBeUndefined();
  });

  test('teams, the user and the kind are part of an owner; a queue has no user', async () => {
    const [, ann, queue] = (await hubspot.send('GET', '/crm/owners/2026-09')).body.results;
    expect(ann).toMatchObject({ type: 'PERSON', teams: [{ id: '5', name: 'Sales', primary: true }], archived: false });
    expect(ann.userIdIncludingInactive).toBe(ann.userId);
    expect([queue.type, 'userId' in queue]).toEqual(['QUEUE', false]);
  });

  const ONE: readonly (readonly [string, number, string | undefined])[] = [
    ['/900', 200, 'Ben'],
    ['/901?idProperty=userId', 200, 'Ben'],
    ['/901', 404, undefined],
    ['/900?archived=true', 404, undefined],
    ['/900?idProperty=email', 400, undefined],
  ];
  test.each(ONE)('GET /crm/owners%s answers %i', async (path, status, name) => {
    const { status: answered, body } = await hubspot.send('GET', `/crm/owners/2026-09${path}`);
    expect([answered, body.firstName]).toEqual([status, name]);
  });

  test('a removed owner is known by the user that it had', async () => {
    const [gone] = (await hubspot.send('GET', '/crm/owners/2026-09?archived=true')).body.results;
    expect([gone.archived, 'userId' in gone, typeof gone.userIdIncludingInactive]).toEqual([true, false, 'number']);
  });
});

test('without owners in the seed there are two', async () => {
  const plain = await startTestEmulator();
  expect((await plain.send('GET', '/crm/owners/2026-09')).body.results).toHaveLength(2);
  await plain.close();
});

test.each(['v3', '2026-03', '2026-09'])('account details of %s', async (version) => {
  const { body } = await hubspot.send('GET', `/account-info/${version}/details`);
  expect(body).toMatchObject({ portalId: PORTAL, timeZone: 'America/New_York', companyCurrency: 'USD' });
  expect(body.utcOffset).toMatch(/^-0[45]:00$/);
  expect(body.utcOffsetMilliseconds).toBe(Number(body.utcOffset.slice(0, 3)) * 3_600_000);
});

test('usage counts the calls of static apps since midnight in the time zone of the portal', async () => {
  const usage = async () =>
    (await hubspot.send('GET', '/account-info/2026-09/api-usage/daily/private-apps')).body.results[0];
  const { currentUsage: before } = await usage();
  for (let call = 0; call < 3; call += 1) {
    await hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, staticToken);
  }
  const now = await usage();
  expect(now).toMatchObject({ usageLimit: 625_000, currentUsage: before + 3, fetchStatus: 'SUCCESS' });
  const midnight = new Intl.DateTimeFormat('en', { timeZone: 'America/New_York', hour: '2-digit', hour12: false });
  expect(['00', '24']).toContain(midnight.format(Date.parse(now.resetsAt)));
  await hubspot.advance(Date.parse(now.resetsAt) - Date.parse(now.collectedAt) + 1000);
  expect((await usage()).currentUsage).toBe(0);
});

test.each(['v3', '2026-03', '2026-09'])(
  'DELETE external-install of %s takes the app and its tokens',
  async (version) => {
    const app = await writeProject();
    const emulator = await startTestEmulator({ apps: [app] });
    const { access_token: token } = await connectApp(emulator, app);
    const at = `/appinstalls/${version}/external-install`;
    expect((await emulator.send('DELETE', at)).status).toBe(400);
    expect((await emulator.send('DELETE', at, undefined, token)).status).toBe(204);
    expect((await emulator.send('DELETE', at, undefined, token)).status).toBe(401);
    const [portal] = (await emulator.send('GET', '/_emulator/portals')).body;
    expect(portal.apps).toEqual([]);
    await emulator.close();
  },
);
