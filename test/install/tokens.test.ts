import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../emulator/testing/project.ts';
import { ConfigError, RetryLater } from '../../server/engine/error.ts';
import { keyOf, parseKeys } from '../../server/http/keyring.ts';
import { rotateKeys } from '../../server/http/rotate-keys.ts';
import { createTokenholder } from '../../server/http/tokens.ts';
import { Secret } from '../../server/secret.ts';
import { getInstall } from '../../server/store/installs.ts';
import { storeTargets } from '../../server/store/test-store.ts';
import { type Edge, keyOfBytes, startEdge } from './edge.ts';
import { refreshRace } from './refresh-race.ts';

const MINUTE = 60_000;
const databaseUrl = process.env['TEST_DATABASE_URL'];

describe.each(storeTargets(databaseUrl))('access tokens, with the store on %s', (target) => {
  let edge: Edge;
  beforeAll(async () => {
    edge = await startEdge({ target });
  }, 60_000);
  afterAll(() => edge.close());
  beforeEach(async () => {
    await edge.hubspot.send('DELETE', '/_emulator/faults');
    await edge.browser.install();
    await edge.tokenCalls();
  });
  const token = (rejected?: string) => edge.tokens.accessToken(PORTAL, rejected);
  const fault = (what: object) =>
    edge.hubspot.send('POST', '/_emulator/faults', { match: { path: '/oauth/*/token' }, ...what });

  test('one that is young is used as it is; one that is old is replaced once for all who ask', async () => {
    const first = await token();
    await edge.later(23 * MINUTE);
    expect(await token()).toBe(first);
    expect(await edge.tokenCalls()).toEqual([]);
    await edge.later(5 * MINUTE);
    const all = new Set(await Promise.all(Array.from({ length: 20 }, () => token())));
    expect([all.size, all.has(first)]).toEqual([1, false]);
    expect(await edge.tokenCalls()).toEqual([200]);
  });

  test('one that HubSpot refuses is replaced once', async () => {
    const first = await token();
    const all = new Set(await Promise.all(Array.from({ length: 5 }, () => token(first))));
    expect([all.size, all.has(first)]).toEqual([1, false]);
    expect(await edge.tokenCalls()).toEqual([200]);
  });

  test.each([
    ['503', { status: 503 }],
    ['429', { status: 429 }],
    ['477', { status: 477, retryAfter: 60 }],
    ['a cut connection', { resetConnection: true }],
  ])(
    '%s is a matter of time: the old token serves while it works, then RetryLater, then all is well',
    async (_, what) => {
      const first = await token();
      await fault(what);
      await edge.later(28 * MINUTE);
      expect(await token()).toBe(first);
      expect(edge.warnings.at(-1)).toContain('could not be refreshed');
      await edge.later(2 * MINUTE);
      await expect(token()).rejects.toThrow(RetryLater);
      expect((await getInstall(edge.db, PORTAL))?.state).toBe('active');
      await edge.hubspot.send('DELETE', '/_emulator/faults');
      expect(await token()).not.toBe(first);
    },
  );

  test('a secret that is wrong is our fault: a setting to correct, and the install stays', async () => {
    const wrong = await startEdge({ target, clientSecret: 'wrong' });
    try {
      await edge.later(31 * MINUTE);
      await edge.tokenCalls();
      const asStranger = createTokenholder({
        db: edge.db,
        keyring: edge.keyring,
        oauth: wrong.client,
        now: edge.now,
        log: { warn: () => {} },
      });
      await expect(asStranger.accessToken(PORTAL)).rejects.toThrow(ConfigError);
      expect((await getInstall(edge.db, PORTAL))?.state).toBe('active');
    } finally {
      await wrong.close();
    }
  });

  test('an uninstall in HubSpot is noticed at the refresh, with its time and reason', async () => {
    const { body } = await edge.hubspot.send('GET', '/_emulator/apps');
    const [app] = body as { appId: number }[];
    await edge.hubspot.send('DELETE', `/_emulator/portals/${PORTAL}/apps/${app?.appId}`);
    await edge.later(31 * MINUTE);
    await expect(token()).rejects.toThrow(/withdrawn its permission/);
    const install = await getInstall(edge.db, PORTAL);
    expect(install).toMatchObject({ state: 'revoked', endedReason: 'withdrawn', endedAt: expect.any(String) });
    await expect(token()).rejects.toThrow('is revoked');
  });

  test('keys are rotated while tokens are read and refreshed, and the old key is not needed any more', async () => {
    const both = parseKeys(new Secret(`${keyOfBytes('new', 9)},${keyOfBytes('k', 7)}`));
    const { db, client: oauth } = edge;
    const running = createTokenholder({ db, keyring: both, oauth, now: edge.now, log: { warn: () => {} } });
    const readers = Promise.all(Array.from({ length: 10 }, async () => running.accessToken(PORTAL)));
    const rotation = await rotateKeys({ db: edge.db, keyring: both, keyFile: null });
    expect((await readers).length).toBe(10);
    expect(rotation).toEqual({ key: 'new', resealed: 1, unreadable: [], retired: ['k'] });
    const { tokens } = (await getInstall(edge.db, PORTAL))!;
    expect(keyOf(tokens)).toBe('new');
    expect(await parseKeys(new Secret(keyOfBytes('new', 9))).open(tokens)).toMatchObject({
      accessToken: expect.any(String),
    });
    const again = await rotateKeys({ db: edge.db, keyring: both, keyFile: null });
    expect(again).toMatchObject({ resealed: 0, retired: [] });
  });

  test('an envelope whose key is gone is named, and the others are sealed anew', async () => {
    const stranger = parseKeys(new Secret(keyOfBytes('other', 9)));
    expect(await rotateKeys({ db: edge.db, keyring: stranger, keyFile: null })).toMatchObject({
      resealed: 0,
      unreadable: [PORTAL],
      retired: [],
    });
  });
});

if (databaseUrl === undefined) {
  process.stderr.write('TEST_DATABASE_URL is not set: the race of processes is not run (PGlite has one process).\n');
} else {
  test('of several processes that find the token old at once, one refreshes', async () => {
    const { tokens, refreshes } = await refreshRace(6, databaseUrl);
    expect([new Set(tokens).size, refreshes]).toEqual([1, 1]);
  }, 120_000);
}
