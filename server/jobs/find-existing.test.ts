import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Change } from '../engine/connector.ts';
import { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { eventually, mapping, PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const [customers, invoices] = mapping.pairs;
const leftFields = customers!.fields.map((field) => (field.left === 'phone' ? { ...field, rule: 'left' } : field));
const leftWins = Mapping.parse({ ...mapping, pairs: [{ ...customers, fields: leftFields }, invoices] });

/** Nothing matches the two, and yet the left system takes this zip once only. */
describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('a create that is there already, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { mapping: leftWins });
    const { crm, erp } = story;
    erp.put('customer', 'A', { name: 'Alfreds', zip: '1', phone: '111' });
    crm.put('companies', '10', { name: 'Futterkiste', zip: '1', phone: '999' });
    crm.trouble.refuse = (change: Change) => {
      if (change.kind !== 'create' || change.object !== 'companies' || change.fields['zip'] !== '1') return null;
      return { reason: 'Company already exists. Existing ID: 10', existingId: '10' };
    };
  });
  afterEach(() => story.close());
  const companies = () => story.crm.all('companies');

  test('is linked with the record that there is, and the rules decide what differs', async () => {
    await story.run('sync');
    await settled(story);
    const company = await eventually(() => companies().find(({ fields }) => fields['erp_id'] === 'A') ?? null);
    expect(companies()).toHaveLength(1);
    expect(company).toMatchObject({ id: '10', fields: { name: 'Alfreds' } });
    // Never agreed on and filled differently: a conflict, which the rule decides and not the create.
    expect([company.fields['phone'], story.erp.get('customer', 'A')?.fields['phone']]).toEqual(['999', '999']);
    expect(await story.sync.inbox(PORTAL)).not.toEqual(
      expect.arrayContaining([expect.objectContaining({ kind: 'set-aside' })]),
    );
  });

  test.each([
    ['carries another reference', 'B', 'It carries the reference B'],
    ['was kept apart by a person', null, 'not the same'],
  ])('one that %s is left alone, and the inbox says why', async (_what, reference, words) => {
    if (reference !== null) story.crm.put('companies', '10', { zip: '1', erp_id: reference });
    else {
      await db.query("insert into separated (portal_id, pair, left_id, right_id) values ($1, 'customer', '10', 'A')", [
        PORTAL,
      ]);
    }
    await story.run('sync');
    const entries = await eventually(async () => {
      const inbox = await story.sync.inbox(PORTAL);
      return inbox.length > 0 ? inbox : null;
    });
    expect(entries).toMatchObject([{ kind: 'set-aside', recordId: 'A', reason: expect.stringContaining(words) }]);
    expect(story.crm.get('companies', '10')?.fields['erp_id'] ?? null).toBe(reference);
  });
});
