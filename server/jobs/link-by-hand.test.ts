import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('linking by hand on %s', (target) => {
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
    erp.put('customer', 'D', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: null });
    crm.put('companies', '20', { name: 'Drachen', domain: 'drachen.com', zip: '4', phone: '444' });
    crm.put('companies', '21', { name: 'Drachen GmbH', domain: 'drachen.com', zip: null, phone: '555' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const link = (leftId: string, rightId = 'D', pair = 'customer') => story.sync.link(PORTAL, { pair, leftId, rightId });
  const referenceOf = (id: string) => story.crm.get('companies', id)?.fields['erp_id'] ?? null;

  test('is the way out of the inbox', async () => {
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'unsure', recordId: 'D' }]);
    await link('20');
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    await eventually(() => referenceOf('20') === 'D' && story.erp.get('customer', 'D')?.fields['phone'] === '444');
  });

  test('again with another record takes the reference along', async () => {
    await link('20');
    await eventually(() => referenceOf('20') === 'D');
    await link('21');
    await eventually(() => referenceOf('21') === 'D');
    expect(referenceOf('20')).toBeNull();
    expect(story.crm.all('companies')).toHaveLength(2);
  });

  test('is refused with the way to do it', async () => {
    story.erp.put('customer', 'E', { name: 'Eastern', domain: 'eastern.com', zip: '5', phone: null });
    await link('20');
    await expect(link('20', 'E')).rejects.toThrow(
      'companies 20 is linked with customer D. Link customer D with another',
    );
    await expect(link('99')).rejects.toThrow('There is no companies 99 on the left side');
    await expect(link('20', 'X')).rejects.toThrow('There is no customer X on the right side');
    await expect(link('20', 'D', 'clients')).rejects.toThrow('no pair "clients". It has: customer, invoice.');
  });
});
