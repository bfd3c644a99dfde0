import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import { portalStore } from '../store/portal-store.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { createSystemWith, eventually, mapping, PORTAL, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const [customers, invoices] = mapping.pairs;
const both = Mapping.parse({
  ...mapping,
  pairs: [{ ...customers, create: 'both', rightReference: 'crm_id' }, invoices],
});

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('creates on the right, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { mapping: both, erp: createSystemWith('crm_id') });
    const { crm, erp } = story;
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    crm.put('companies', '10', { name: 'Alfreds Ltd', domain: 'alfreds.com', zip: '1', phone: null });
    crm.put('companies', '20', { name: 'Bon app', domain: 'bonapp.com', zip: '2', phone: '222' });
  });
  afterEach(() => story.close());

  const hint = (id: string) => story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id }]);
  const made = () => story.erp.all('customer').filter(({ id }) => id !== 'A');

  test('the plan counts them, the sync makes them and brings the new id back, and the next sync writes nothing', async () => {
    expect((await story.run('plan')).counts).toMatchObject({ create: 1, link: 1 });
    expect((await story.run('sync')).counts).toMatchObject({ create: 1, link: 1 });
    await settled(story);
    const [right] = made();
    expect(right?.fields).toMatchObject({ zip: '2', phone: '222', crm_id: '20' });
    expect(story.crm.get('companies', '20')?.fields['erp_id']).toBe(right?.id);
    expect(story.erp.get('customer', 'A')?.fields['crm_id']).toBe('10');
    const writes = [...story.crm.writes, ...story.erp.writes].length;
    await story.run('sync');
    await settled(story);
    expect([...story.crm.writes, ...story.erp.writes]).toHaveLength(writes);
    expect(await story.sync.explain(PORTAL, 'customer', right!.id, 'phone')).toMatchObject([
      { after: '222', reason: 'create' },
    ]);
  });

  test('an answer that is lost does not make a second one', async () => {
    story.erp.trouble.loseAnswers = true;
    await story.run('sync');
    await settled(story);
    expect(made()).toHaveLength(1);
    expect(story.crm.get('companies', '20')?.fields['erp_id']).toBe(made()[0]?.id);
  });

  test('a new left record is matched before it is created', async () => {
    await story.run('sync');
    story.erp.put('customer', 'C', { name: 'Chop', domain: 'chop.com', zip: '3', phone: null });
    await eventually(() => story.crm.all('companies').some(({ fields }) => fields['erp_id'] === 'C'));
    story.crm.put('companies', '30', { name: 'Chop', domain: 'other.com', zip: '3', phone: '3' });
    await hint('30');
    await settled(story);
    expect(made().map(({ id }) => id)).not.toContain('30');
    expect(await story.sync.inbox(PORTAL)).toMatchObject([{ kind: 'unsure', side: 'left', recordId: '30' }]);
  });

  test('what the right side refuses is in the inbox, and is made when it is corrected', async () => {
    story.erp.trouble.refuse = ({ kind }) => (kind === 'create' ? 'no phone, no customer' : null);
    await story.run('sync');
    expect(await story.sync.inbox(PORTAL)).toMatchObject([
      { kind: 'set-aside', side: 'left', recordId: '20', reason: expect.stringContaining('no phone, no customer') },
    ]);
    story.erp.trouble.refuse = () => null;
    await story.sync.retry(PORTAL);
    await settled(story);
    expect(made()).toHaveLength(1);
    expect(await story.sync.inbox(PORTAL)).toEqual([]);
  });

  test('what was made, and nobody knows of yet, is not linked by hand with another record', async () => {
    await story.run('sync');
    story.erp.put('customer', 'C', { name: 'Chop', domain: null, zip: '3', phone: null, crm_id: '30' });
    await portalStore(db, PORTAL).reserveRight([{ pair: 'customer', leftId: '30', pending: [] }]);
    await expect(
      story.sync.link(PORTAL, { pair: 'customer', leftId: '10', rightId: 'C', inPlace: true }),
    ).rejects.toThrow('A customer for companies 30 is being made');
  });

  test('a company that is to have no counterpart is not matched; linked by hand it is the only one that is referred to', async () => {
    const { crm, erp } = story;
    await portalStore(db, PORTAL).separate([{ pair: 'customer', leftId: '10', rightId: null }]);
    await story.run('sync');
    await settled(story);
    const own = crm.all('companies').find(({ fields }) => fields['erp_id'] === 'A');
    expect(own?.id).not.toBe('10');
    // What once was its counterpart may still carry its id.
    erp.put('customer', 'C', { name: 'Chop', domain: null, zip: '3', phone: null });
    await story.run('sync');
    await settled(story);
    erp.put('customer', 'C', { crm_id: '10' });
    await story.sync.link(PORTAL, { pair: 'customer', leftId: '10', rightId: 'A', inPlace: true });
    expect(erp.get('customer', 'C')?.fields['crm_id']).toBeNull();
    await settled(story);
    expect(erp.get('customer', 'A')?.fields['crm_id']).toBe('10');
  });
});
