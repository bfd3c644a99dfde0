import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('an entry of the inbox, on %s', (target) => {
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
    crm.trouble.refuse = (change) => ('fields' in change && change.fields['phone'] === 'bad' ? 'not a number' : null);
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    await story.run('sync');
    erp.put('customer', 'A', { phone: 'bad' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const only = async () => {
    const [entry, ...more] = await story.sync.inbox(PORTAL, { ignored: true });
    expect(more).toEqual([]);
    return entry!;
  };
  const company = () => story.crm.all('companies')[0]!;

  test('says why it waits, the way out, and when it is looked at again by itself', async () => {
    const entry = await only();
    expect(entry).toMatchObject({ kind: 'set-aside', recordId: 'A', tries: 1, ignored: null });
    expect(entry.reason).toContain('not a number');
    const minutes = (Date.parse(entry.nextAt ?? '') - Date.parse(entry.lastAt)) / 60_000;
    expect(Math.round(minutes)).toBe(15);
  });

  test('is looked at again by itself when its time has come, and then later', async () => {
    await db.query('update inbox set next_at = now()');
    await eventually(async () => (await only()).tries === 2);
    await settled(story);
    const { nextAt, lastAt } = await only();
    expect(Math.round((Date.parse(nextAt ?? '') - Date.parse(lastAt)) / 60_000)).toBe(30);
    story.crm.trouble.refuse = () => null;
    await db.query('update inbox set next_at = now()');
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    expect(company().fields['phone']).toBe('bad');
  });

  test('is retried alone', async () => {
    const { id } = await only();
    story.crm.trouble.refuse = () => null;
    expect(await story.sync.retry(PORTAL, id)).toBe(1);
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    await expect(story.sync.retry(PORTAL, id)).rejects.toThrow(`The inbox has no entry ${id}.`);
  });

  test('is settled by a value that a person writes to the record it comes from', async () => {
    const { id } = await only();
    await story.sync.edit(PORTAL, { entryId: id, side: 'right', values: { phone: '222' } });
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    expect([story.erp.get('customer', 'A')?.fields['phone'], company().fields['phone']]).toEqual(['222', '222']);
    const [told] = await story.sync.explain(PORTAL, 'customer', 'A', 'phone');
    expect(told).toMatchObject({ before: 'bad', after: '222', reason: 'edit', actor: 'operator' });
  });

  test('is edited on the other side as well; what cannot be written says so', async () => {
    const { id } = await only();
    const edit = (side: 'left' | 'right', values: Record<string, string>) =>
      story.sync.edit(PORTAL, { entryId: id, side, values });
    await expect(edit('right', { fone: '1' })).rejects.toThrow('customer has no field `fone`, did you mean `phone`?');
    await expect(edit('left', { phone: 'bad' })).rejects.toThrow('could not be written to: not a number');
    expect(company().fields['phone']).toBe('111');
    await edit('left', { zip: '2' });
    await eventually(() => story.erp.get('customer', 'A')?.fields['zip'] === '2');
  });

  test('is ignored until one of its records changes', async () => {
    const { id } = await only();
    await story.sync.ignore(PORTAL, id, 'they will never pick up');
    expect(await story.sync.inbox(PORTAL)).toEqual([]);
    expect((await story.sync.status()).portals[0]?.inbox['set-aside']).toBe(0);
    await story.run('sync');
    expect((await only()).ignored).toBe('they will never pick up');
    story.erp.put('customer', 'A', { name: 'Alfreds AG' });
    await story.run('sync');
    expect((await only()).ignored).toBeNull();
    await expect(story.sync.ignore(PORTAL, 0, 'x')).rejects.toThrow('The inbox has no entry 0.');
  });
});
