import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../emulator/testing/project.ts';
import { getInstall } from '../../server/store/installs.ts';
import { emptyStore, storeTargets } from '../../server/store/test-store.ts';
import { browserAt, type Edge, startEdge } from './edge.ts';

const OTHER = 87_654_321;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('an install, with the store on %s', (target) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({ target, optionalScopes: ['crm.objects.deals.read', 'crm.schemas.deals.write'] });
    const other = { portalId: OTHER, name: 'Other', timezone: 'UTC', currency: 'EUR' };
    expect((await edge.hubspot.send('POST', '/_emulator/portals', other)).status).toBeLessThan(300);
  }, 60_000);
  afterAll(() => edge.close());
  beforeEach(async () => {
    await emptyStore(edge.db);
    await edge.hubspot.send('DELETE', '/_emulator/faults');
  });
  const install = (how?: Parameters<Edge['browser']['install']>[0]) => browserAt(edge.url).install(how);
  const removeInHubSpot = async () => {
    const { body } = await edge.hubspot.send('GET', '/_emulator/apps');
    await edge.hubspot.send('DELETE', `/_emulator/portals/${PORTAL}/apps/${(body as { appId: number }[])[0]?.appId}`);
  };
  const installedPortals = async () =>
    (await edge.db.query<{ portal_id: number }>("select portal_id from install where state = 'active'")).map(
      (row) => row.portal_id,
    );

  test('asks for the scopes, with state and PKCE, and a signed, short, same-site cookie', async () => {
    const response = await fetch(`${edge.url}/oauth/install`, { redirect: 'manual' });
    const asked = new URL(response.headers.get('location') ?? '').searchParams;
    expect(asked.get('scope')).toBe(edge.scopes.join(' '));
    expect(asked.get('code_challenge_method')).toBe('S256');
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Lax/);
    expect(response.headers.get('set-cookie')).toMatch(/Max-Age=600/);
  });

  test('a new one ends at an address without a code, and that page can be loaded again', async () => {
    const browser = browserAt(edge.url);
    const page = await browser.install();
    expect(page).toMatchObject({ status: 200, url: '/oauth/installed' });
    expect(page.title).toMatch(/^Ledgerline is installed in /);
    expect((await browser.get('/oauth/installed')).title).toBe(page.title);
    const saved = await getInstall(edge.db, PORTAL);
    expect(saved).toMatchObject({ state: 'active', edition: 'marketplace', scopes: expect.arrayContaining(['oauth']) });
    expect(saved?.tokens).not.toContain(await edge.tokens.accessToken(PORTAL));
    expect((await browserAt(edge.url).get('/oauth/installed')).title).toBe('There is no install to tell of');
  });

  test('a second administrator renews the permission, and reads that nothing else has changed', async () => {
    await install();
    const page = await install();
    expect(page.title).toMatch(/was installed in .* already/);
    expect(page.text).toContain('nothing else has changed');
  });

  test('more scopes are told in words', async () => {
    await install();
    edge.scopes.push('crm.objects.deals.read', 'crm.schemas.deals.write');
    const page = await install().finally(() => edge.scopes.splice(-2));
    expect(page.title).toContain('has its new permissions');
    expect(page.text).toContain('read deals');
    expect(page.text).toContain('change the properties of deals');
    expect(page.text).not.toContain('read companies');
    expect((await getInstall(edge.db, PORTAL))?.scopes).toContain('crm.objects.deals.read');
  });

  test('after it was removed in HubSpot it comes back with what was known', async () => {
    await install();
    await removeInHubSpot();
    await expect(edge.tokens.accessToken(PORTAL, await edge.tokens.accessToken(PORTAL))).rejects.toThrow('withdrawn');
    expect((await install()).title).toContain('Ledgerline is back in');
    expect(await getInstall(edge.db, PORTAL)).toMatchObject({ state: 'active', endedAt: null, endedReason: null });
  });

  test('the account that was meant is installed, another one is given back', async () => {
    const path = `/oauth/install?portalId=${PORTAL}`;
    const wrong = await install({ path, portalId: OTHER });
    expect(wrong).toMatchObject({ status: 403, title: 'That was another account' });
    expect(wrong.text).toContain('Nothing was installed');
    expect(await installedPortals()).toEqual([]);
    const { body } = await edge.hubspot.send('GET', '/_emulator/portals');
    const others = (body as { portalId: number; apps: unknown[] }[]).find(({ portalId }) => portalId === OTHER);
    expect(others?.apps).toEqual([]);
    expect((await install({ path })).title).toContain('is installed in');
  });

  test('another account that has Ledgerline already is left alone', async () => {
    await install({ portalId: OTHER });
    const before = await edge.tokens.accessToken(OTHER);
    const wrong = await install({ path: `/oauth/install?portalId=${PORTAL}`, portalId: OTHER });
    expect(wrong.text).toContain('Nothing has changed in either');
    expect(await edge.tokens.accessToken(OTHER)).toBe(before);
    expect((await edge.hubspot.send('GET', '/crm/objects/2026-09/companies', undefined, before)).status).toBe(200);
  });

  test('an account that is not on the list of the server is given back', async () => {
    const closed = await startEdge({ target, accounts: [OTHER] });
    try {
      const page = await closed.browser.install();
      expect(page).toMatchObject({ status: 403, title: `This server is not for account ${PORTAL}` });
      expect(await getInstall(closed.db, PORTAL)).toBeNull();
    } finally {
      await closed.close();
    }
  });

  const consented = async () => {
    const browser = browserAt(edge.url);
    const back = await browser.consent();
    return { browser, back };
  };
  const fault = (what: object) =>
    edge.hubspot.send('POST', '/_emulator/faults', { match: { path: '/oauth/*/token' }, ...what });

  test.each([
    ['a refusal', () => install({ decision: 'cancel' }), 200, 'The install was cancelled'],
    [
      'another browser',
      async () => {
        const { back } = await consented();
        return browserAt(edge.url).get(back.pathname + back.search);
      },
      400,
      'This install was not started here',
    ],
    [
      'another state',
      async () => {
        const { browser, back } = await consented();
        back.searchParams.set('state', 'x');
        return browser.get(back.pathname + back.search);
      },
      400,
      'This install was not started here',
    ],
    [
      'an error of HubSpot',
      async () => {
        const { browser, back } = await consented();
        const state = back.searchParams.get('state') ?? '';
        return browser.get(`/oauth/callback?${new URLSearchParams({ state, error: 'server_error' })}`);
      },
      502,
      'HubSpot did not finish the install',
    ],
    [
      'a code that was used',
      async () => {
        const { browser, back } = await consented();
        back.searchParams.set('code', 'na1-used');
        return browser.get(back.pathname + back.search);
      },
      400,
      'HubSpot did not accept the install',
    ],
    [
      'a code that is too old',
      async () => {
        const { browser, back } = await consented();
        await edge.later(61_000);
        return browser.get(back.pathname + back.search);
      },
      400,
      'HubSpot did not accept the install',
    ],
    [
      'HubSpot out of order',
      async () => {
        await fault({ status: 503 });
        return install();
      },
      502,
      'HubSpot did not answer as expected',
    ],
  ] as const)('%s installs nothing and says so', async (_what, visit, status, title) => {
    const page = await visit();
    expect([page.status, page.title]).toEqual([status, title]);
    expect(page.text).toContain('Nothing was installed');
    expect(await installedPortals()).toEqual([]);
  });

  test('an account that was closed in between is told so', async () => {
    const third = { portalId: 11_111_111, name: 'Third', timezone: 'UTC', currency: 'EUR' };
    await edge.hubspot.send('POST', '/_emulator/portals', third);
    const browser = browserAt(edge.url);
    const back = await browser.consent({ portalId: third.portalId });
    await edge.hubspot.send('DELETE', `/_emulator/portals/${third.portalId}`);
    const page = await browser.get(back.pathname + back.search);
    expect(page.text).toContain('Nothing was installed');
    expect([400, 410]).toContain(page.status);
  });

  test('a secret that is wrong tells the customer whom to ask, and not what the secret is', async () => {
    const wrong = await startEdge({ target, clientSecret: 'wr0ng-s3cret' });
    try {
      const page = await wrong.browser.install();
      expect([page.status, page.title]).toEqual([500, 'This server is not set up for the app']);
      expect(page.text).toContain('The person who runs this Ledgerline server');
      expect(page.text).not.toContain('wr0ng');
    } finally {
      await wrong.close();
    }
  });
});
