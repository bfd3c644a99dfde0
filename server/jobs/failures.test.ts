import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ConfigError, RetryLater } from '../engine/error.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { getConnectionState } from '../store/connection-state.ts';
import { PORTAL, eventually, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('failures on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db);
    story.erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
  });
  afterEach(() => story.close());

  test('a crash between a create and the saving of its link makes no double', async () => {
    const { crm, erp, sync } = story;
    story.crash = true;
    expect(await story.run('sync')).toMatchObject({ state: 'failed', error: 'the power went out' });
    expect(crm.all('companies')).toHaveLength(1);
    const [created] = crm.all('companies');
    // A person edits the record that nobody knows the link of.
    crm.put('companies', created!.id, { phone: '222' });
    story.crash = false;
    expect(await story.run('sync')).toMatchObject({ state: 'done' });
    expect(crm.all('companies')).toHaveLength(1);
    expect(crm.get('companies', created!.id)?.fields['phone']).toBe('222');
    expect(erp.get('customer', 'A')?.fields['phone']).toBe('222');
    const entries = await sync.explain(PORTAL, 'companies', created!.id);
    expect(entries.map((entry) => entry.field).toSorted()).toEqual(['domain', 'erp_id', 'name', 'zip']);
  });

  test('a lost answer is looked up before anything is tried again', async () => {
    const { crm } = story;
    crm.trouble.loseAnswers = true;
    expect(await story.run('sync')).toMatchObject({ state: 'done' });
    await settled(story);
    expect(crm.all('companies')).toHaveLength(1);
    expect(crm.writes).toHaveLength(1);
    expect((await story.sync.status()).portals).toMatchObject([{ portalId: PORTAL, linked: 1 }]);
  });

  test('while the ERP is down its state says so; changes wait and arrive when it is back', async () => {
    const { crm, erp, sync } = story;
    await story.run('sync');
    const id = crm.all('companies')[0]!.id;
    const before = await getConnectionState(db, PORTAL, 'erp');
    expect(before).toMatchObject({ up: true, error: null, mirroredAt: expect.any(String) });
    erp.trouble.down = new RetryLater('The ERP does not answer at 127.0.0.1:5433.', 300);
    crm.put('companies', id, { phone: '333' });
    await sync.accept(PORTAL, [{ side: 'left', object: 'companies', id }]);
    const down = await eventually(async () => {
      const state = await getConnectionState(db, PORTAL, 'erp');
      return state?.up === false ? state : null;
    });
    expect(down).toMatchObject({ error: 'The ERP does not answer at 127.0.0.1:5433.', mirroredAt: expect.any(String) });
    erp.trouble.down = null;
    await eventually(() => erp.get('customer', 'A')?.fields['phone'] === '333');
    await eventually(async () => (await getConnectionState(db, PORTAL, 'erp'))?.up === true);
    expect(story.logged.filter((line) => line.startsWith('polling fails')).length).toBeLessThan(2);
  });

  test('a setting that must change fails the run with its fix', async () => {
    const { erp } = story;
    erp.trouble.down = new ConfigError('The ERP refused the password.', 'Correct ERP_URL and start again.');
    const sentence = 'The ERP refused the password. Correct ERP_URL and start again.';
    expect(await story.run('sync')).toMatchObject({ state: 'failed', error: sentence });
    expect(await getConnectionState(db, PORTAL, 'erp')).toMatchObject({ up: false, error: sentence });
    erp.trouble.down = null;
    expect(await story.run('sync')).toMatchObject({ state: 'done' });
  });

  test('a run that was interrupted by a stop goes on after the next start', async () => {
    const { erp, crm } = story;
    for (let no = 0; no < 40; no += 1) erp.put('customer', `X${no}`, { name: `X${no}`, zip: '7', phone: '1' });
    const readFrom: (string | null)[] = [];
    const read = erp.connector.read.bind(erp.connector);
    erp.connector.read = (request) => {
      if (request.object === 'customer') readFrom.push(request.cursor);
      return read(request);
    };
    const id = await story.sync.begin(PORTAL, 'sync');
    await eventually(() => crm.all('companies').length > 3);
    const startedAt = Date.now();
    await story.restart();
    expect(Date.now() - startedAt).toBeLessThan(5000);
    await eventually(async () => (await story.sync.runView(PORTAL, id))?.state === 'done', 20_000);
    expect(crm.all('companies')).toHaveLength(41);
    // From the beginning to count, to begin, and once more when the keys of the left were known; after the restart where it was cut.
    expect(readFrom.filter((cursor) => cursor === null)).toHaveLength(3);
  });
});
