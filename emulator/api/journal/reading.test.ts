import { afterEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../testing/project.ts';
import type { RecordChange } from '../changes.ts';
import { developerKey } from '../oauth/installs.ts';
import { findObjectType } from '../objects/types.ts';
import { type Journal, OTHER_PORTAL, START, startJournal } from './journal-fixture.ts';

const open: Journal[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});
const journal = async (...options: Parameters<typeof startJournal>): Promise<Journal> => {
  const one = await startJournal(...options);
  open.push(one);
  return one;
};

const HOUR = 3_600_000;
const type = findObjectType('contact');
if (!type) throw new Error('contact');
const deletion = (id: number, portalId = PORTAL): RecordChange => ({
  kind: 'deleted',
  portalId,
  type,
  id: String(id),
  values: {},
  actor: { changeSource: 'API', sourceId: 'x' },
});
const deletions = (portalId = PORTAL) => ({
  subscriptionType: 'OBJECT',
  portalId,
  objectTypeId: '0-1',
  actions: ['DELETE'],
  properties: [],
  objectIds: [],
});

/** Three files, each with the deletion of one record. */
async function threeFiles(...options: Parameters<typeof startJournal>): Promise<Journal> {
  const one = await journal(...options);
  await one.subscribe(deletions());
  for (const id of [1, 2, 3]) {
    one.tell(deletion(id));
    await one.advance(2000);
  }
  return one;
}
const idsAt = async ({ eventsAt }: Journal, path: string): Promise<number[] | null> =>
  ((await eventsAt(path)) as { objectId: number }[] | null)?.map((event) => event.objectId) ?? null;

describe('an entry', () => {
  test.each(['/webhooks-journal/journal/2026-03', '/webhooks-journal/journal/2026-09', '/webhooks/v4/journal'])(
    'is an address, its end and an offset, or a 204 (%s)',
    async (base) => {
      const { send, subscribe, tell, advance, url } = await journal();
      const path = `${base}/earliest`;
      expect((await send('GET', path)).status).toBe(204);
      await subscribe(deletions());
      tell(deletion(1));
      expect((await send('GET', path)).status).toBe(204);
      await advance(1000);
      const { status, body } = await send('GET', path);
      expect(status).toBe(200);
      expect(body).toEqual({
        url: expect.stringContaining(`${url}/`),
        expiresAt: new Date(START + 301_000).toISOString(),
        currentOffset: expect.stringMatching(/^[0-9a-f-]{36}$/),
      });
      const file = await (await fetch(body.url)).json();
      expect(file).toEqual({
        offset: body.currentOffset,
        journalEvents: [expect.objectContaining({ objectId: 1 })],
        publishedAt: new Date(START + 1000).toISOString(),
      });
    },
  );

  test('is the first, the last, or the one after an offset', async () => {
    const one = await threeFiles();
    expect(await idsAt(one, 'journal/2026-03/earliest')).toEqual([1]);
    expect(await idsAt(one, 'journal/2026-03/latest')).toEqual([3]);
    const { currentOffset } = (await one.read('journal/2026-03/earliest')).body;
    expect(await idsAt(one, `journal/2026-03/offset/${currentOffset}/next`)).toEqual([2]);
    const last = (await one.read('journal/2026-03/latest')).body.currentOffset;
    expect((await one.read(`journal/2026-03/offset/${last}/next`)).status).toBe(204);
  });

  test('is also read in batches', async () => {
    const one = await threeFiles();
    const offsets = async (path: string): Promise<string[]> =>
      (await one.read(path)).body.results.map((entry: { currentOffset: string }) => entry.currentOffset);
    const all = await offsets('journal/2026-03/batch/earliest/100');
    expect(all).toHaveLength(3);
    expect(await offsets('journal/2026-03/batch/earliest/2')).toEqual(all.slice(0, 2));
    expect(await offsets('journal/2026-03/batch/latest/2')).toEqual(all.slice(1));
    expect(await offsets(`journal/2026-03/batch/${all[0]}/next/5`)).toEqual(all.slice(1));
    expect((await one.read('journal/2026-03/batch/earliest/101')).status).toBe(400);
    const path = '/webhooks-journal/journal/2026-03/batch/read';
    expect((await one.send('POST', path, { inputs: all })).status).toBe(200);
    const some = await one.send('POST', path, { inputs: [all[2], 'b2a7ad0e-5c07-4c51-b4c5-6d1d7f1a0001'] });
    expect(some).toMatchObject({ status: 207, body: { numErrors: 1, results: [{ currentOffset: all[2] }] } });
  });
});

describe('the address of a file', () => {
  test('needs no token, and ends', async () => {
    const one = await threeFiles();
    const { url } = (await one.read('journal/2026-03/earliest')).body;
    expect((await fetch(url)).status).toBe(200);
    await one.advance(300_000);
    const late = await fetch(url);
    expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  });

  test('cannot be made up', async () => {
    const one = await threeFiles();
    const { url } = (await one.read('journal/2026-03/earliest')).body;
    const { currentOffset } = (await one.read('journal/2026-03/latest')).body;
    const other = String(url).replace(/[0-9a-f-]{36}/, currentOffset);
    expect((await fetch(other)).status).toBe(403);
    expect((await fetch(String(url).replace(/Expires-At=\d/, 'Expires-At=9'))).status).toBe(403);
  });
});

describe('retention', () => {
  test('a file is readable for three days on the clock', async () => {
    const one = await threeFiles();
    await one.advance(72 * HOUR - 2000);
    expect(await idsAt(one, 'journal/2026-03/earliest')).toEqual([3]);
    await one.advance(2000);
    expect((await one.read('journal/2026-03/latest')).status).toBe(204);
  });

  test.each([
    [404, 404],
    [204, 204],
    [200, 200],
  ])('an offset that has aged out is answered as the setting says: %s', async (journalUnknownOffset, status) => {
    const one = await threeFiles({ journalUnknownOffset });
    const { currentOffset } = (await one.read('journal/2026-03/earliest')).body;
    await one.advance(72 * HOUR - 2000);
    expect((await one.read(`journal/2026-03/offset/${currentOffset}/next`)).status).toBe(status);
    expect((await one.read('journal/2026-03/offset/no-uuid/next')).status).toBe(400);
  });
});

describe('files', () => {
  test('hold what happened within the publishing interval, in order', async () => {
    const one = await journal();
    await one.subscribe(deletions());
    one.tell(deletion(1));
    await one.advance(600);
    one.tell(deletion(2));
    await one.advance(600);
    one.tell(deletion(3));
    await one.advance(5000);
    expect(await idsAt(one, 'journal/2026-03/earliest')).toEqual([1, 2]);
    expect(await idsAt(one, 'journal/2026-03/latest')).toEqual([3]);
  });

  test.each([
    ['events', { journalFileEvents: 2 }],
    ['bytes', { journalFileBytes: 350 }],
  ])('are cut by their number of %s', async (_name, limits) => {
    const one = await journal(limits);
    await one.subscribe(deletions());
    one.tell(deletion(1), deletion(2), deletion(3));
    await one.advance(1000);
    expect(await idsAt(one, 'journal/2026-03/earliest')).toEqual([1, 2]);
    expect(await idsAt(one, 'journal/2026-03/latest')).toEqual([3]);
  });
});

describe('the journal of one portal', () => {
  test('holds its events only; the one over all portals holds all', async () => {
    const one = await journal();
    for (const portalId of [PORTAL, OTHER_PORTAL]) await one.subscribe(deletions(portalId));
    one.tell(deletion(1), deletion(2, OTHER_PORTAL));
    await one.advance(1000);
    expect(await idsAt(one, 'journal/2026-03/earliest')).toEqual([1, 2]);
    expect(await idsAt(one, `journal-local/2026-03/earliest?installPortalId=${OTHER_PORTAL}`)).toEqual([2]);
    expect((await one.read('journal-local/2026-03/earliest')).status).toBe(400);
  });

  test('has nothing of a portal without the app, or of a portal without a subscription', async () => {
    const one = await journal();
    await one.subscribe(deletions());
    one.hub.tables.remove('installs', `77/${PORTAL}`);
    one.tell(deletion(1), deletion(2, OTHER_PORTAL));
    await one.advance(1000);
    expect((await one.read('journal/2026-03/earliest')).status).toBe(204);
  });
});

describe('access', () => {
  const path = '/webhooks-journal/journal/2026-03/earliest';

  test('needs the scope', async () => {
    const one = await journal({}, 'developer.webhooks_journal.subscriptions.write');
    const { status, body } = await one.send('GET', path);
    expect([status, body.category]).toEqual([403, 'MISSING_SCOPES']);
  });

  test.each([
    ['read', 'GET', 'journal/2026-03/earliest'],
    ['read', 'GET', `journal-local/2026-03/latest?installPortalId=${PORTAL}`],
    ['read', 'POST', 'journal/2026-03/batch/read'],
    ['subscriptions.read', 'GET', 'subscriptions/2026-03'],
    ['subscriptions.read', 'GET', 'subscriptions/2026-03/filters/1'],
    ['subscriptions.write', 'POST', 'subscriptions/2026-03'],
    ['subscriptions.write', 'DELETE', `subscriptions/2026-03/portals/${PORTAL}`],
    ['snapshots.read', 'GET', 'journal/2026-03/status/1'],
    ['snapshots.write', 'POST', 'snapshots/2026-03/crm'],
  ])('needs the scope developer.webhooks_journal.%s for %s %s', async (scope, method, at) => {
    const others = ['read', 'subscriptions.read', 'subscriptions.write', 'snapshots.read', 'snapshots.write'];
    const named = (names: readonly string[]): string =>
      names.map((name) => `developer.webhooks_journal.${name}`).join(' ');
    const body = method === 'POST' ? {} : undefined;
    const without = await journal({}, named(others.filter((other) => other !== scope)));
    expect((await without.send(method, `/webhooks-journal/${at}`, body)).status).toBe(403);
    const only = await journal({}, named([scope]));
    expect((await only.send(method, `/webhooks-journal/${at}`, body)).status).not.toBe(403);
  });

  test('is limited to 100 requests a second and app, and counts against no other limit', async () => {
    const one = await journal({ oauthPer10Seconds: 1, staticPerDay: 1 });
    const all = await Promise.all(Array.from({ length: 101 }, () => one.send('GET', path)));
    expect(all.filter(({ status }) => status === 429)).toHaveLength(1);
    await one.advance(1000);
    expect((await one.send('GET', path)).status).toBe(204);
  });

  test("is neither for everybody nor for the developer's key", async () => {
    const one = await journal();
    const get = (init?: RequestInit, query = ''): Promise<Response> => fetch(`${one.url}${path}${query}`, init);
    expect((await get()).status).toBe(401);
    expect((await get({}, `?hapikey=${developerKey(one.app)}`)).status).toBe(403);
  });
});
