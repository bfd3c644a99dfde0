import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Side } from '../engine/record.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { PORTAL, eventually, mapping, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const asking = {
  ...mapping,
  pairs: mapping.pairs.map((pair) => ({
    ...pair,
    fields: pair.fields.map((field) => (field.left === 'phone' ? { ...field, rule: 'ask' as const } : field)),
  })),
};

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('a conflict that waits, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  let company: string;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60, mapping: asking });
    const { crm, erp } = story;
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    await story.run('sync');
    company = crm.all('companies')[0]!.id;
    crm.put('companies', company, { phone: 'crm' });
    erp.put('customer', 'A', { phone: 'erp' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const phones = () =>
    [story.crm.get('companies', company), story.erp.get('customer', 'A')].map((one) => one?.fields['phone']);
  const choose = (winner: Side, rightId = 'A') => story.sync.choose(PORTAL, { pair: 'customer', rightId, winner });

  test.each([
    ['left', 'crm'],
    ['right', 'erp'],
  ] as const)('is decided for the %s side', async (winner, value) => {
    expect(phones()).toEqual(['crm', 'erp']);
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'conflict', recordId: 'A' }]);
    await choose(winner);
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    expect(phones()).toEqual([value, value]);
  });

  test('is asked about again when the loser was edited meanwhile', async () => {
    story.erp.put('customer', 'A', { phone: 'erp again' });
    await choose('left');
    await eventually(async () => (await story.sync.inbox(PORTAL))[0]?.reason.includes('erp again') ?? false);
    expect(phones()).toEqual(['crm', 'erp again']);
  });

  test('is decided field by field', async () => {
    await expect(
      story.sync.choose(PORTAL, { pair: 'customer', rightId: 'A', winner: 'left', fields: ['zip'] }),
    ).rejects.toThrow('`zip` of customer A is in no conflict. These are: `phone`.');
    await story.sync.choose(PORTAL, { pair: 'customer', rightId: 'A', winner: 'right', fields: ['phone'] });
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    expect(phones()).toEqual(['erp', 'erp']);
  });

  test('that does not wait cannot be decided', async () => {
    await expect(choose('left', 'B')).rejects.toThrow('No conflict of customer B waits. "ledgerline inbox" lists');
  });
});
