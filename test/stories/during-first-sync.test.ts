import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { PORTAL } from '../../emulator/testing/project.ts';
import type { Db } from '../../server/store/db.ts';
import { portalStore } from '../../server/store/portal-store.ts';
import { unfinishedRuns } from '../../server/store/runs.ts';
import { emptyStore, openTestStore, storeTargets } from '../../server/store/test-store.ts';
import { startLeftFeed, type LeftFeedSystem } from './left-feed-system.ts';

const MINUTE_MS = 60_000;
/** A first sync of an account that is not small. */
const HOURS = 5;

/** Webhooks are not there, or are lost; what a person changes while a first sync lists the records is found nevertheless. */
describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('changed during the first sync, on %s', (target) => {
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

  /** The database's clock stands where the emulator's does, however far that was moved. */
  const at = (system: LeftFeedSystem): string => new Date(system.hub.clock.now()).toISOString();
  const begun = async (system: LeftFeedSystem): Promise<string> => {
    const { id } = await portalStore(db, PORTAL).startRun('sync');
    await db.query('update run set started_at = $2::timestamptz where id = $1::uuid', [id, at(system)]);
    return id;
  };
  /** In the middle of the sync, and a minute before its end: by then the listing is past both records. */
  const changedMeanwhile = async (system: LeftFeedSystem, eachMinute: () => Promise<void>): Promise<string[]> => {
    const ids = [];
    for (let minute = 1; minute <= HOURS * 60; minute += 1) {
      if (minute === 60 || minute === HOURS * 60 - 1) {
        ids.push(`companies ${await system.createRecord('companies', { name: `Minute ${minute}` })}`);
      }
      await system.advance(MINUTE_MS);
      if (minute % 30 === 0) await eachMinute();
    }
    return ids;
  };
  const end = (id: string): Promise<void> => portalStore(db, PORTAL).endRun(id, null);

  test('the journal has told of it by then', async () => {
    const system = await startLeftFeed(db);
    open.push(system);
    const feed = system.begin();
    await feed.readJournal();
    const run = await begun(system);
    const ids = await changedMeanwhile(system, () => feed.readJournal());
    await end(run);
    await system.advance(MINUTE_MS);
    await feed.readJournal();
    expect(Object.keys(await system.taken())).toEqual(expect.arrayContaining(ids));
  });

  test('a journal that was subscribed to only after the sync had begun leads to a comparison of everything', async () => {
    const system = await startLeftFeed(db);
    open.push(system);
    const feed = system.begin();
    const run = await begun(system);
    await system.createRecord('companies', { name: 'Before the journal tells' });
    await feed.readJournal();
    await end(run);
    expect(await unfinishedRuns(db)).toEqual([]);
    await feed.readJournal();
    expect((await unfinishedRuns(db)).map(({ portalId }) => portalId)).toEqual([PORTAL]);
  });

  test('without a journal it is found by its date, the latest of it once the index has it', async () => {
    const system = await startLeftFeed(db, { hasJournal: false, settings: { searchLagMs: 25 * MINUTE_MS } });
    open.push(system);
    await system.sendReferences();
    const feed = system.begin();
    const run = await begun(system);
    const ids = await changedMeanwhile(system, () => feed.sweep());
    await end(run);
    const found = new Map<string, number>();
    for (let minute = 1; minute <= 60; minute += 1) {
      await system.advance(MINUTE_MS);
      await feed.sweep();
      for (const record of Object.keys(await system.taken())) found.set(record, found.get(record) ?? minute);
    }
    const minutes = ids.map((id) => found.get(id) ?? Number.NaN);
    expect(minutes[0]).toBe(1);
    expect(minutes[1]).toBeGreaterThan(20);
    expect(minutes[1]).toBeLessThan(60);
  });
});
