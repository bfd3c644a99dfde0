import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { mapping, PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('associations that people change on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  let made: string;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    story.erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '1' });
    story.erp.put('invoice', 'i1', { title: 'I1', status: 'open', customer_id: 'A' });
    await story.run('sync');
    await settled(story);
    [made = ''] = story.crm.associations;
    story.crm.writes.length = 0;
  });
  afterEach(() => story.close());

  const invoiceId = () => story.crm.all('invoices')[0]?.id ?? '';
  const noticed = async () => {
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'invoices', id: invoiceId() }]);
    await settled(story);
  };

  test('what a person ended is made again, and told as what it is', async () => {
    story.crm.associations.delete(made);
    await noticed();
    expect([...story.crm.associations]).toEqual([made]);
    expect(await story.sync.explain(PORTAL, 'invoices', invoiceId(), '@customer')).toMatchObject([
      { after: 'A', reason: 'association', actor: 'live', notice: `left invoices ${invoiceId()}` },
      { after: 'A', reason: 'association', actor: 'operator' },
    ]);
    await noticed();
    expect(story.crm.writes).toHaveLength(1);
  });

  test('a full sync notices it as well, and its plan tells of it', async () => {
    story.crm.associations.delete(made);
    expect((await story.run('plan')).counts).toMatchObject({ associate: 1, update: 0 });
    expect((await story.run('sync')).counts).toMatchObject({ associate: 1, update: 0 });
    expect([...story.crm.associations]).toEqual([made]);
    expect((await story.run('sync')).counts).toMatchObject({ associate: 0, unchanged: 2 });
  });

  test('what a person made is left alone', async () => {
    story.crm.put('companies', '77', { name: 'Another' });
    const theirs = `invoices ${invoiceId()} -> companies 77`;
    story.crm.associations.add(theirs);
    await noticed();
    await story.run('sync');
    expect([...story.crm.associations]).toEqual([made, theirs]);
    expect(story.crm.writes).toEqual([]);
  });

  test('a label that a person takes away is given again, and that of a person stays', async () => {
    await story.close();
    const [customer, invoice] = mapping.pairs;
    if (!customer || !invoice) throw new Error('The mapping of the stories has two pairs.');
    const labelled = { to: 'customer', right: 'customer_id', label: 'Payer' };
    story = await startStory(db, {
      pollSeconds: 60,
      mapping: Mapping.parse({ ...mapping, pairs: [customer, { ...invoice, associations: [labelled] }] }),
      crm: story.crm,
      erp: story.erp,
    });
    expect((await story.run('sync')).counts).toMatchObject({ associate: 1 });
    expect(story.crm.labels.get(made)).toEqual(new Set(['Payer']));
    story.crm.labels.set(made, new Set(['Partner']));
    await noticed();
    expect(story.crm.labels.get(made)).toEqual(new Set(['Partner', 'Payer']));
    expect(await story.sync.explain(PORTAL, 'invoices', invoiceId(), '@customer#')).toMatchObject([
      { after: 'Payer', reason: 'label', actor: 'live' },
      { after: 'Payer', reason: 'label', actor: 'operator' },
    ]);
    const { length } = story.crm.writes;
    expect((await story.run('sync')).counts).toMatchObject({ associate: 0, unchanged: 2 });
    expect(story.crm.writes).toHaveLength(length);
    // The right record belongs to another customer now: our label goes, that of the person keeps the association.
    story.erp.put('customer', 'B', { name: 'Bonap', domain: 'bonap.com' });
    story.erp.put('invoice', 'i1', { customer_id: 'B' });
    await story.run('sync');
    expect(story.crm.labels.get(made)).toEqual(new Set(['Partner']));
    expect(story.crm.associations.size).toBe(2);
  });

  test('a company that was archived takes its associations along', async () => {
    story.crm.remove('companies', story.crm.all('companies')[0]?.id ?? '');
    story.crm.associations.delete(made);
    await noticed();
    expect(story.crm.writes).toEqual([]);
  });

  test('what is refused waits in the inbox, and is made by a retry', async () => {
    story.crm.associations.delete(made);
    story.crm.trouble.refuse = ({ kind }) => (kind === 'associate' ? 'too many associations' : null);
    await noticed();
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'set-aside', recordId: 'i1' }]);
    story.crm.trouble.refuse = () => null;
    await story.sync.retry(PORTAL);
    await settled(story);
    expect([...story.crm.associations]).toEqual([made]);
    expect(await story.sync.inbox(PORTAL)).toEqual([]);
  });
});
