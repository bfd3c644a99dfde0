import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { uninstall } from '../../emulator/api/oauth/installs.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import type { Fields } from '../../server/engine/record.ts';
import { portalStore } from '../../server/store/portal-store.ts';
import { unfinishedRuns } from '../../server/store/runs.ts';
import type { Db } from '../../server/store/db.ts';
import { emptyStore, openTestStore, storeTargets } from '../../server/store/test-store.ts';
import { mappingOf, OTHER_PORTAL, startLeftFeed, type LeftFeedSystem } from './left-feed-system.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const SUBSCRIPTIONS = '/webhooks-journal/subscriptions/2026-09';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  const open: LeftFeedSystem[] = [];
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(() => emptyStore(db));
  afterEach(async () => {
    await Promise.all(open.splice(0).map((system) => system.close()));
  });
  const start = async (...options: Parameters<typeof startLeftFeed> extends [Db, ...infer Rest] ? Rest : never) => {
    const system = await startLeftFeed(db, ...options);
    open.push(system);
    return system;
  };
  const running = async () => (await unfinishedRuns(db)).map(({ portalId }) => portalId).toSorted((a, b) => a - b);

  describe('the journal', () => {
    test('tells of changes, which meet what was pushed in one notice a record, and goes on there after a restart', async () => {
      const system = await start();
      const feed = system.begin();
      await feed.readJournal();
      const id = await system.createRecord('companies', { name: 'Acme' });
      await system.accept(PORTAL, [{ side: 'left', object: 'companies', id }]);
      await system.advance(2000);
      await feed.readJournal();
      expect(await system.taken()).toEqual({ [`companies ${id}`]: 2 });

      const second = await system.createRecord('companies', { name: 'Bolt' });
      await system.advance(2000);
      await system.begin().readJournal();
      expect(await system.taken()).toEqual({ [`companies ${second}`]: 1 });
    });

    test('tells of deletions, merges, associations, and of those who want to be forgotten', async () => {
      const system = await start();
      const feed = system.begin();
      await feed.readJournal();
      const [one, two] = [
        await system.createRecord('companies', { name: 'A' }),
        await system.createRecord('companies', { name: 'B' }),
      ];
      const person = await system.createRecord('contacts', { firstname: 'Ann', email: 'ann@example.com' });
      const step = async (method: string, path: string, body?: object) => {
        await system.advance(2000);
        await feed.readJournal();
        await system.taken();
        await system.send(method, path, body);
        await system.advance(2000);
        await feed.readJournal();
        return Object.keys(await system.taken()).toSorted();
      };
      const associated = await step(
        'PUT',
        `/crm/objects/2026-09/contacts/${person}/associations/default/companies/${one}`,
      );
      expect(associated).toEqual([`companies ${one}`, `contacts ${person}`]);
      const merged = await step('POST', '/crm/objects/2026-09/companies/merge', {
        primaryObjectId: one,
        objectIdToMerge: two,
      });
      expect(merged).toEqual(expect.arrayContaining([`companies ${one}`, `companies ${two}`]));
      const forgotten = await step('POST', '/crm/objects/2026-09/contacts/gdpr-delete', { objectId: person });
      expect(forgotten).toContain(`contacts ${person}`);
      expect(system.erased).toEqual([{ object: 'contacts', id: person }]);
      const third = await system.createRecord('companies', { name: 'C' });
      expect(await step('DELETE', `/crm/objects/2026-09/companies/${third}`)).toEqual([`companies ${third}`]);
    });

    test('is subscribed to as the mapping needs, account by account, and asked for nothing twice', async () => {
      const system = await start();
      await system.begin().readJournal();
      const token = appToken(system);
      const list = async () =>
        (await system.send('GET', SUBSCRIPTIONS, undefined, token)).results.map(
          // oxlint-disable-next-line typescript/no-explicit-any
          ({ id, subscriptionType, portalId, objectTypeId, properties }: any) => ({
            id,
            about: [subscriptionType, portalId, objectTypeId].join(' '),
            properties: properties?.toSorted(),
          }),
        );
      const before = await list();
      expect(before.map(({ about }: { about: string }) => about).toSorted()).toEqual(
        [
          ...[PORTAL, OTHER_PORTAL].flatMap((portalId) => [
            `OBJECT ${portalId} 0-1`,
            `OBJECT ${portalId} 0-2`,
            `ASSOCIATION ${portalId} 0-1`,
            `GDPR_PRIVACY_DELETION ${portalId} 0-1`,
          ]),
          'APP_LIFECYCLE_EVENT  4-1916193',
        ].toSorted(),
      );
      await system.begin().readJournal();
      expect(await list()).toEqual(before);

      system.portals.active = [PORTAL];
      await system.begin(mappingOf(['name', 'city'])).readJournal();
      const ofCompanies = (await list()).filter(
        ({ about }: { about: string }) => about.startsWith('OBJECT') && about.endsWith('0-2'),
      );
      expect(ofCompanies.map(({ properties }: { properties: string[] }) => properties)).toEqual(
        expect.arrayContaining([
          ['city', 'erp_id', 'name'],
          ['erp_id', 'name', 'phone'],
        ]),
      );
    });

    test('whoever is told of it only from now on is compared once, after the first sync', async () => {
      const system = await start();
      const feed = system.begin();
      await system.synced();
      await feed.readJournal();
      // The other account has no first sync yet, which will do.
      expect(await running()).toEqual([PORTAL]);
      await feed.readJournal();
      const [run] = await unfinishedRuns(db);
      await endRun(db, PORTAL, run?.id ?? '');
      await feed.readJournal();
      await system.begin().readJournal();
      expect(await running()).toEqual([]);
    });

    test('a gap that is longer than it reaches back leads to a full comparison, and it goes on from there', async () => {
      const system = await start();
      const feed = system.begin();
      await feed.readJournal();
      for (const portalId of [PORTAL, OTHER_PORTAL]) await system.synced(portalId);
      await feed.readJournal();
      expect(await running()).toEqual([]);
      await system.createRecord('companies', { name: 'Missed' });
      await system.advance(4 * DAY_MS);
      await feed.readJournal();
      expect(await running()).toEqual([OTHER_PORTAL, PORTAL]);
      expect(await system.taken()).toEqual({});
      const id = await system.createRecord('companies', { name: 'Acme' });
      await system.advance(2000);
      await feed.readJournal();
      expect(Object.keys(await system.taken())).toEqual([`companies ${id}`]);
    });

    test.each([404, 204, 200])(
      'a quiet journal that forgets where it was read (%d) is no gap, and what comes after it is found',
      async (journalUnknownOffset) => {
        const system = await start({ settings: { journalUnknownOffset } });
        const feed = system.begin();
        await system.createRecord('companies', { name: 'Before' });
        await feed.readJournal();
        await system.createRecord('companies', { name: 'Read' });
        await system.advance(2000);
        await feed.readJournal();
        for (const portalId of [PORTAL, OTHER_PORTAL]) await system.synced(portalId);
        await feed.readJournal();
        await system.taken();
        for (let day = 0; day < 5; day += 1) {
          await system.advance(DAY_MS);
          await feed.readJournal();
        }
        const id = await system.createRecord('companies', { name: 'Acme' });
        await system.advance(2000);
        await feed.readJournal();
        expect(await system.taken()).toEqual({ [`companies ${id}`]: 1 });
        expect(await running()).toEqual([]);
      },
    );

    test('says that the app was removed', async () => {
      const system = await start();
      const feed = system.begin();
      await feed.readJournal();
      uninstall(system.hub, 77, OTHER_PORTAL);
      await system.advance(2000);
      await feed.readJournal();
      expect(system.uninstalled).toEqual([OTHER_PORTAL]);
    });
  });

  describe('the sweep', () => {
    test('finds what changed since the last full sync when there is no journal, and tells of it once', async () => {
      const system = await start({ hasJournal: false });
      const feed = system.begin();
      await system.createRecord('companies', { name: 'Unseen' });
      await feed.sweep();
      // Before the first sync there is nothing to keep in step.
      expect(await system.taken()).toEqual({});
      await system.synced();
      await system.advance(MINUTE_MS);
      const id = await system.createRecord('companies', { name: 'Acme' });
      await feed.sweep();
      expect(await system.taken()).toHaveProperty([`companies ${id}`], 1);
      await system.advance(MINUTE_MS);
      await feed.sweep();
      expect(await system.taken()).toEqual({});
      await system.send('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties: { name: 'Acme Ltd' } });
      await feed.sweep();
      expect(await system.taken()).toEqual({ [`companies ${id}`]: 1 });
    });

    test('looks once more for what the search index had not got, however late it came within half an hour', async () => {
      const system = await start({ hasJournal: false, settings: { searchLagMs: 25 * MINUTE_MS } });
      const feed = system.begin();
      await system.synced();
      await system.advance(MINUTE_MS);
      await feed.sweep();
      await system.taken();
      const id = await system.createRecord('companies', { name: 'Late' });
      const found: number[] = [];
      for (let minute = 1; minute <= 60; minute += 1) {
        await system.advance(MINUTE_MS);
        await feed.sweep();
        if (`companies ${id}` in (await system.taken())) found.push(minute);
      }
      expect(found).toHaveLength(1);
      expect(found[0]).toBeGreaterThan(25);
    });

    test('leaves to the journal what the journal tells of, and stands in for one that may not be read', async () => {
      const working = await start();
      await working.synced();
      const feed = working.begin();
      await feed.readJournal();
      await working.advance(MINUTE_MS);
      await working.createRecord('companies', { name: 'Acme' });
      await feed.sweep();
      expect(await working.taken()).toEqual({});

      const refused = await start({ clientSecret: 'wrong' });
      await refused.sendReferences();
      const other = refused.begin();
      await other.readJournal();
      await other.readJournal();
      expect(refused.said.filter((words) => words.startsWith('the journal fails'))).toHaveLength(1);
      await refused.advance(MINUTE_MS);
      const id = await refused.createRecord('companies', { name: 'Acme' });
      await other.sweep();
      expect(await refused.taken()).toHaveProperty([`companies ${id}`], 1);
    });
  });

  describe.each([
    ['the journal', true],
    ['the sweep', false],
  ])('what we wrote ourselves is passed over by %s', (_name, hasJournal) => {
    const linkedCompany = async () => {
      const system = await start({ hasJournal });
      const feed = system.begin();
      await feed.readJournal();
      await system.synced();
      await feed.readJournal();
      await system.sendReferences();
      const told = async () => {
        await system.advance(MINUTE_MS);
        await feed.readJournal();
        await feed.sweep();
        return Object.keys(await system.taken());
      };
      await told();
      const id = await system.createRecord('companies', { name: 'Acme', phone: '1', erp_id: 'A' });
      const store = portalStore(db, PORTAL);
      const link = (base: Fields) =>
        store.saveLinks([{ pair: 'customer', leftId: id, rightId: 'A', base, matchedBy: null }]);
      await link({ name: 'Acme', phone: '1' });
      const edit = (properties: object) => system.send('PATCH', `/crm/objects/2026-09/companies/${id}`, { properties });
      return { system, store, id, link, edit, told };
    };

    test('until somebody else changes it, or it waits for a person', async () => {
      const { store, id, link, edit, told } = await linkedCompany();
      const record = [`companies ${id}`];
      expect(await told()).toEqual([]);
      await edit({ phone: '2' });
      expect(await told()).toEqual(record);
      // Nobody has looked yet, so what both agreed on is there again.
      await edit({ phone: '1' });
      expect(await told()).toEqual([]);
      await link({ name: 'Acme', phone: '2' });
      await edit({ phone: '' });
      await edit({ phone: '1' });
      expect(await told()).toEqual(record);
      const held = { kind: 'conflict' as const, pair: 'customer', reason: 'both changed', fix: 'choose', detail: {} };
      await store.holdRecords([{ ...held, side: 'right', recordId: 'A' }]);
      await edit({ phone: '2' });
      expect(await told()).toEqual(record);
    });

    test('once the batch that goes on has saved what it agreed on', async () => {
      const { system, store, id, link, edit, told } = await linkedCompany();
      await told();
      const reading = Promise.withResolvers<void>();
      const goesOn = Promise.withResolvers<void>();
      // It has read phone 2; then a person puts 1 back, which is what the old base says.
      const batch = store.exclusive(async () => {
        reading.resolve();
        await goesOn.promise;
        await link({ name: 'Acme', phone: '2' });
      });
      await reading.promise;
      await edit({ phone: '2' });
      await edit({ phone: '1' });
      await system.advance(MINUTE_MS);
      const found = told();
      goesOn.resolve();
      await batch;
      expect(await found).toEqual([`companies ${id}`]);
    });
  });

  test('an association that we made is no news in the journal; one that a person makes is, at both ends', async () => {
    const system = await start();
    const feed = system.begin();
    await feed.readJournal();
    const [ours, theirs] = [
      await system.createRecord('companies', { name: 'A' }),
      await system.createRecord('companies', { name: 'B' }),
    ];
    const person = await system.createRecord('contacts', { firstname: 'Ann' });
    const base = { '@customer': 'A', '@customer>': ours };
    const link = { pair: 'person', leftId: person, rightId: 'P', base, matchedBy: null };
    await portalStore(db, PORTAL).saveLinks([link]);
    const associated = async (company: string) => {
      await system.advance(2000);
      await feed.readJournal();
      await system.taken();
      await system.send('PUT', `/crm/objects/2026-09/contacts/${person}/associations/default/companies/${company}`);
      await system.advance(2000);
      await feed.readJournal();
      return Object.keys(await system.taken()).toSorted();
    };
    expect(await associated(ours)).toEqual([]);
    expect(await associated(theirs)).toEqual([`companies ${theirs}`, `contacts ${person}`]);
  });
});

const endRun = (db: Db, portalId: number, id: string): Promise<void> => portalStore(db, portalId).endRun(id, null);

/** The one that the feed has got. */
function appToken({ hub }: LeftFeedSystem): string {
  const [token = ''] = hub.tables.rows('appTokens').keys();
  return token;
}
