import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { filledTables, openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('a full sync on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    const { crm, erp } = story;
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    erp.put('customer', 'B', { name: 'Bon app', domain: 'bonapp.com', zip: '2', phone: '222' });
    erp.put('customer', 'C', { name: 'Chop', domain: null, zip: '3', phone: null });
    erp.put('customer', 'D', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: null });
    erp.put('invoice', 'I1', { title: 'R-1', status: 'open', customer_id: 'A' });
    erp.put('invoice', 'I2', { title: 'R-2', status: 'paid', customer_id: 'D' });
    crm.put('companies', '10', { name: 'Bon App Ltd', domain: 'BonApp.com', zip: '2', phone: '222' });
    crm.put('companies', '20', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: '444' });
    crm.put('companies', '21', { name: 'Drachen GmbH', domain: 'drachen.com', zip: null, phone: null });
  });
  afterEach(() => story.close());

  test('the plan counts, and writes to neither side', async () => {
    const plan = await story.run('plan');
    expect(plan).toMatchObject({ state: 'done', error: null, done: 6 });
    expect(plan.counts).toMatchObject({ create: 4, link: 1, unsure: 1, update: 1, associate: 1, setAside: 0 });
    expect([...story.crm.writes, ...story.erp.writes]).toEqual([]);
    expect(await filledTables(db, ['link', 'ledger', 'inbox', 'document', 'account', 'cursor', 'notice'])).toEqual([]);
  });

  test('the sync does what the plan said; the next one writes nothing', async () => {
    const { crm, erp, sync } = story;
    const first = await story.run('sync');
    expect(first).toMatchObject({ state: 'done', done: 6 });
    expect(first.counts).toMatchObject({ create: 4, link: 1, unsure: 1, update: 1, associate: 1 });
    expect(crm.all('companies')).toHaveLength(5);
    expect(crm.get('companies', '10')?.fields).toMatchObject({ name: 'Bon app', erp_id: 'B' });
    const [paid, open] = crm.all('invoices').toSorted((a, b) => (a.fields['title']! < b.fields['title']! ? 1 : -1));
    expect(open?.fields).toEqual({ title: 'R-1', status: 'open', billable: false, erp_id: 'I1' });
    expect(paid?.fields).toMatchObject({ title: 'R-2', status: 'paid' });
    const alfreds = crm.all('companies').find((one) => one.fields['erp_id'] === 'A');
    expect([...crm.associations]).toEqual([`invoices ${open?.id} -> companies ${alfreds?.id}`]);
    const kinds = crm.writes.map((change) => change.kind);
    expect(kinds.lastIndexOf('update')).toBeGreaterThan(kinds.lastIndexOf('associate'));
    expect(await sync.inbox(PORTAL)).toMatchObject([
      { kind: 'unsure', recordId: 'D', detail: { candidates: ['20', '21'] } },
    ]);

    const [crmWrites, erpWrites] = [crm.writes.length, erp.writes.length];
    const second = await story.run('sync');
    expect(second).toMatchObject({ state: 'done', done: 6, total: 6 });
    expect(second.counts).toMatchObject({ create: 0, update: 0, link: 0, associate: 0, unsure: 1, unchanged: 5 });
    expect([crm.writes.length, erp.writes.length]).toEqual([crmWrites, erpWrites]);
  });

  test('the ledger tells where a value came from', async () => {
    await story.run('sync');
    expect(await story.sync.explain(PORTAL, 'companies', '10', 'name')).toMatchObject([
      { before: 'Bon App Ltd', after: 'Bon app', reason: 'one-way', actor: 'operator' },
    ]);
    const alfreds = story.crm.all('companies').find((one) => one.fields['erp_id'] === 'A');
    const entries = await story.sync.explain(PORTAL, 'companies', alfreds!.id);
    expect(entries.map((entry) => entry.field).toSorted()).toEqual(['domain', 'erp_id', 'name', 'phone', 'zip']);
  });

  test('an unsure record is linked once a person made it clear', async () => {
    await story.run('sync');
    story.crm.put('companies', '21', { domain: 'elsewhere.com' });
    expect(await story.sync.retry(PORTAL)).toBe(1);
    const run = await story.run('sync');
    expect(run.counts.unsure).toBe(0);
    expect(await story.sync.inbox(PORTAL)).toEqual([]);
    expect(story.crm.get('companies', '20')?.fields).toMatchObject({ erp_id: 'D' });
    expect([...story.crm.associations].filter((one) => one.endsWith('companies 20'))).toHaveLength(1);
  });

  test('a mapping that does not fit the system fails with a sentence, before anything is written', async () => {
    story.erp.connector.describe = async () => [];
    const run = await story.run('sync');
    expect(run).toMatchObject({ state: 'failed', error: expect.stringContaining('unknown right object `customer`') });
    expect(story.crm.writes).toEqual([]);
  });

  test('asked twice, there is one run', async () => {
    const [a, b] = await Promise.all([story.sync.begin(PORTAL, 'sync'), story.sync.begin(PORTAL, 'sync')]);
    expect(a).toBe(b);
  });
});
