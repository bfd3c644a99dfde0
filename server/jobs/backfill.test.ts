import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { acceptNotices, noticeBacklogs } from '../store/notices.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { ended, eventually, PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const CUSTOMERS = 200;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('a backfill on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
  });
  afterEach(() => story.close());
  const fill = (count: number): void => {
    for (let no = 0; no < count; no += 1) {
      const fields = { name: `Customer ${no}`, domain: `${no}.example`, zip: '1', phone: String(no) };
      story.erp.put('customer', `C${no}`, fields);
    }
  };
  const backfill = async (scope: { pairs?: string[]; since?: string }) =>
    ended(story, await story.sync.backfill(PORTAL, { pairs: [], since: null, ...scope }));

  test('cut into turns, a sync does everything once, and knows how much there is', async () => {
    await story.close();
    // So short that every page is a turn of its own.
    story = await startStory(db, { pollSeconds: 60, sliceMs: 1 });
    fill(9);
    story.erp.put('invoice', 'I1', { title: 'R-1', status: 'open', customer_id: 'C1' });
    const run = await story.run('sync');
    expect(run).toMatchObject({ state: 'done', done: 10, total: 10, counts: { create: 10, associate: 1 } });
    expect(story.crm.all('companies')).toHaveLength(9);
    expect(story.crm.all('invoices')[0]?.fields['status']).toBe('open');
  });

  test('one pair, or what changed since, and nothing else', async () => {
    fill(3);
    const old = story.erp.all('customer').at(-1)?.modifiedAt ?? '';
    fill(4);
    story.erp.put('invoice', 'I1', { title: 'R-1', status: 'open', customer_id: 'C1' });
    const some = await backfill({ pairs: ['customer'], since: new Date(Date.parse(old) + 2500).toISOString() });
    expect(some).toMatchObject({ kind: 'backfill', state: 'done', done: 2, total: 2, counts: { create: 2 } });
    expect(story.crm.all('companies').map(({ fields }) => fields['erp_id'])).toEqual(['C2', 'C3']);
    expect(story.crm.all('invoices')).toEqual([]);
    // It was not a whole sync, so live changes still wait for one.
    expect(await story.run('sync')).toMatchObject({ counts: { create: 3, unchanged: 2 } });
    expect(await backfill({ pairs: ['invoice'] })).toMatchObject({ done: 1, counts: { unchanged: 1, create: 0 } });
    await expect(backfill({ pairs: ['inovice'] })).rejects.toThrow(
      'The mapping has no pair "inovice". It has: customer',
    );
  });

  test('a thousand notices of a record are one look', async () => {
    fill(1);
    await story.run('sync');
    const { id } = story.crm.all('companies')[0]!;
    story.crm.put('companies', id, { phone: '999' });
    const hint = { side: 'left' as const, object: 'companies', id };
    // Stored before anybody is woken, as when a worker is busy with others.
    for (let no = 0; no < 999; no += 1) await acceptNotices(db, PORTAL, [hint]);
    expect(await noticeBacklogs(db)).toMatchObject([{ waiting: 1 }]);
    await story.sync.accept(PORTAL, [hint]);
    await settled(story);
    expect(await db.query("select counts from run where kind = 'live'")).toMatchObject([{ counts: { update: 1 } }]);
    expect(story.erp.writes).toMatchObject([{ kind: 'update', fields: { phone: '999' } }]);
  });

  test('what is unchanged is looked at, and nothing is written', async () => {
    fill(CUSTOMERS);
    await story.run('sync');
    const before = await fingerprints();
    const writes = story.crm.writes.length + story.erp.writes.length;
    const again = await story.run('sync');
    expect(again).toMatchObject({ done: CUSTOMERS, counts: { unchanged: CUSTOMERS, create: 0, update: 0 } });
    expect(story.crm.writes.length + story.erp.writes.length).toBe(writes);
    expect(await fingerprints()).toEqual(before);
  });

  test('a change made while a sync goes on does not wait for its end', async () => {
    fill(CUSTOMERS);
    await story.run('sync');
    const id = story.crm.all('companies').at(-1)!.id;
    const runId = await story.sync.begin(PORTAL, 'sync');
    await eventually(async () => ((await story.sync.runView(PORTAL, runId))?.done ?? 0) > 0);
    story.crm.put('companies', id, { phone: 'now' });
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id }]);
    await eventually(() => story.erp.all('customer').some(({ fields }) => fields['phone'] === 'now'));
    const whole = await ended(story, runId);
    const [live] = await db.query<{ at: Date }>("select max(ended_at) at from run where kind = 'live'");
    expect((live?.at.toISOString() ?? 'x') < (whole.endedAt ?? '')).toBe(true);
  });

  /** Of links and ledger, so that writing what is there already would show. */
  const fingerprints = () =>
    db.query(
      "select (select count(*)::int from ledger) ledger, (select md5(string_agg(l::text, ',' order by right_id)) from link l) links",
    );
});
