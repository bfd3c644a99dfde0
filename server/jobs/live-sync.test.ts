import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { acceptNotices } from '../store/notices.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('live changes on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  let alfreds: string;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db);
    story.erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    await story.run('sync');
    alfreds = story.crm.all('companies')[0]!.id;
    story.crm.writes.length = 0;
  });
  afterEach(() => story.close());
  const hint = (id: string) => ({ side: 'left' as const, object: 'companies', id });

  test('an edit on the left reaches the right at once, and causes no echo', async () => {
    const { crm, erp, sync } = story;
    crm.put('companies', alfreds, { phone: '999' });
    const startedAt = Date.now();
    await sync.accept(PORTAL, [hint(alfreds)]);
    await eventually(() => erp.get('customer', 'A')?.fields['phone'] === '999');
    expect(Date.now() - startedAt).toBeLessThan(1000);
    await sync.accept(PORTAL, [hint(alfreds), { side: 'right', object: 'customer', id: 'A' }]);
    await new Promise((resolve) => setTimeout(resolve, 600));
    await settled(story);
    expect([crm.writes, erp.writes.length]).toEqual([[], 1]);
    expect(await sync.explain(PORTAL, 'customer', 'A', 'phone')).toMatchObject([
      { before: '111', after: '999', reason: 'only-left-changed', actor: 'live' },
    ]);
  });

  test('whoever works says how urgent it is: a sync, a live change, a look that a person waits for', async () => {
    const { crm, erp, opened, sync } = story;
    expect([...opened].toSorted()).toEqual(['backfill', 'live']);
    opened.clear();
    crm.put('companies', alfreds, { phone: '999' });
    await sync.ask(PORTAL, [hint(alfreds)]);
    await eventually(() => erp.get('customer', 'A')?.fields['phone'] === '999');
    expect(opened.has('card')).toBe(true);
    expect(opened.has('backfill')).toBe(false);
  });

  test('an edit on the right is found by polling, and causes no echo', async () => {
    const { crm, erp } = story;
    erp.put('customer', 'A', { phone: '555' });
    erp.put('customer', 'N', { name: 'New', domain: 'new.com', zip: '9', phone: null });
    erp.put('invoice', 'I9', { title: 'R-9', status: 'open', customer_id: 'N' });
    await eventually(() => crm.get('companies', alfreds)?.fields['phone'] === '555');
    await eventually(() => crm.all('invoices')[0]?.fields['status'] === 'open');
    await eventually(() => crm.associations.size === 1);
    const writes = crm.writes.length;
    await new Promise((resolve) => setTimeout(resolve, 600));
    await settled(story);
    expect([crm.writes.length, erp.writes]).toEqual([writes, []]);
  });

  test('a thousand hints for ten records are a look at each', async () => {
    const { crm, erp, sync } = story;
    for (let no = 0; no < 10; no += 1) erp.put('customer', `X${no}`, { name: `X${no}`, zip: '7', phone: '1' });
    await eventually(() => crm.all('companies').length === 11);
    await settled(story);
    const ids = crm.all('companies').map((one) => one.id);
    for (const id of ids) crm.put('companies', id, { phone: '2' });
    await sync.accept(
      PORTAL,
      Array.from({ length: 1000 }, (_, no) => hint(ids[no % ids.length]!)),
    );
    await eventually(() => erp.writes.length === ids.length);
    await settled(story);
    expect(erp.writes).toHaveLength(ids.length);
  });

  test('a refused record is set aside with its reason, the others go on, and retry clears it', async () => {
    const { crm, erp, sync } = story;
    crm.trouble.refuse = (change) =>
      change.kind === 'create' && change.reference === 'BAD' ? 'the zip is too long' : null;
    erp.put('customer', 'BAD', { name: 'Bad', zip: '123456789', phone: null });
    erp.put('customer', 'GOOD', { name: 'Good', zip: '2', phone: null });
    const [entry] = await eventually(async () => {
      const inbox = await sync.inbox(PORTAL);
      return inbox.length > 0 ? inbox : null;
    });
    expect(entry).toMatchObject({ kind: 'set-aside', recordId: 'BAD', side: 'right' });
    expect(entry?.reason).toContain('the zip is too long');
    await eventually(() => crm.all('companies').length === 2);
    await settled(story);
    crm.trouble.refuse = () => null;
    expect(await sync.retry(PORTAL)).toBe(1);
    await eventually(() => crm.all('companies').length === 3);
    await eventually(async () => (await sync.inbox(PORTAL)).length === 0);
  });

  test('hints survive a stop, and are looked at after the next start', async () => {
    await story.sync.stop();
    story.crm.put('companies', alfreds, { phone: '777' });
    await acceptNotices(db, PORTAL, [hint(alfreds)]);
    await story.restart();
    expect(await eventually(() => story.erp.get('customer', 'A')?.fields['phone'] === '777')).toBe(true);
  });
});
