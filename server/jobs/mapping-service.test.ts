import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const text = (right: string, provision = '[{ name: erp_id, label: ERP id, type: string, unique: true }]'): string =>
  `version: 1
left: crm
right: erp
pairs:
  - name: customer
    left: companies
    right: customer
    reference: erp_id
    fields:
      - { left: phone, right: ${right} }
    provision: ${provision}
`;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('the mapping and the systems on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    story.erp.put('customer', 'A', { name: 'Alfreds', domain: 'a.com', zip: '1', phone: '030' });
    story.crm.put('companies', '10', { name: 'Alfreds', domain: 'a.com', zip: '1', phone: null });
  });
  afterEach(() => story.close());

  test('a plan tells what would be created, and creates nothing; the sync creates it', async () => {
    const needed = {
      kind: 'field',
      object: 'companies',
      what: 'property erp_id, "ERP id" (string, unique)',
      why: 'reference of pair customer',
    };
    const planned = await story.run('plan');
    expect(planned.provision).toEqual([needed, { ...needed, object: 'invoices', why: 'reference of pair invoice' }]);
    expect((await story.run('plan')).provision).toEqual(planned.provision);
    expect((await story.run('sync')).provision).toEqual(planned.provision);
    expect((await story.run('sync')).provision).toEqual([]);
  });

  test('a file is held against both systems, line by line', async () => {
    expect(await story.sync.lint(PORTAL, text('phone'))).toEqual({ problems: [], warnings: [] });
    expect(await story.sync.lint(PORTAL, text('fone'))).toEqual({
      problems: [{ line: 10, text: 'pair `customer`: unknown column `fone` of customer, did you mean `phone`?' }],
      warnings: [],
    });
    expect((await story.sync.lint(PORTAL, 'version: 3')).problems[0]).toMatchObject({ line: 1 });
  });

  test('a record is shown before there is anything to read it by, linked, and changed; nothing is written', async () => {
    const show = (id: string) => story.sync.showRecord(PORTAL, 'customer', id);
    // The plan is what makes HubSpot's records known to matching.
    await story.run('plan');
    const before = await show('A');
    expect(before).toMatchObject({ leftId: '10', rightId: 'A', link: null, operations: ['link'], filtered: false });
    const field = (shown: typeof before, name: string) => shown.fields.find(({ left }) => left === name);
    expect(field(before, 'erp_id')?.writes).toMatchObject([{ side: 'left', after: 'A', reason: 'reference' }]);
    expect(field(before, 'phone')).toMatchObject({ leftValue: null, rightValue: '030' });
    expect(story.crm.writes).toEqual([]);

    await story.run('sync');
    await settled(story);
    const { length } = story.crm.writes;
    story.erp.put('customer', 'A', { phone: '040' });
    const after = await show('10');
    expect(after).toMatchObject({ leftId: '10', rightId: 'A', link: 'linked', operations: [], held: [] });
    expect(field(after, 'phone')).toEqual({
      left: 'phone',
      right: 'phone',
      leftValue: '030',
      rightValue: '040',
      base: '030',
      writes: [{ side: 'left', field: 'phone', after: '040', reason: 'only-right-changed' }],
      conflict: false,
    });
    expect(story.crm.writes).toHaveLength(length);
  });

  test('an id or a pair that there is not is a sentence', async () => {
    await expect(story.sync.showRecord(PORTAL, 'customer', 'Z')).rejects.toThrow(
      'Neither customer nor companies has a record Z; give the id of either side.',
    );
    await expect(story.sync.showRecord(PORTAL, 'x', 'A')).rejects.toThrow('There is no pair x; there are `customer`');
  });
});
