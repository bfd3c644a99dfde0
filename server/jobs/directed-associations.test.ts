import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Mapping } from '../engine/mapping.ts';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import { reconcile, repair } from './testing/reconcile-story.ts';
import { mapping, PORTAL, ended, eventually, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

const directed = (direction: 'both' | 'left-to-right'): Mapping => {
  const [customer, invoice] = mapping.pairs;
  if (!customer || !invoice) throw new Error('The mapping of the stories has two pairs.');
  const associations = [{ to: 'customer', right: 'customer_id', direction }];
  return Mapping.parse({ ...mapping, pairs: [customer, { ...invoice, associations }] });
};

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('associations in both directions, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  const start = async (direction: 'both' | 'left-to-right', pollSeconds = 60): Promise<void> => {
    story = await startStory(db, { pollSeconds, mapping: directed(direction) });
    for (const id of ['A', 'B', 'C'])
      story.erp.put('customer', id, { name: `Customer ${id}`, domain: `${id}.example` });
    story.erp.put('invoice', 'i1', { title: 'I1', status: 'open', customer_id: 'A' });
    await story.run('sync');
    await settled(story);
  };
  beforeEach(() => start('both'));
  afterEach(() => story.close());

  const invoice = () => story.crm.all('invoices')[0]?.id ?? '';
  const company = (erpId: string) => story.crm.all('companies').find(({ fields }) => fields['erp_id'] === erpId)?.id;
  const end = (id = '') => `invoices ${invoice()} -> companies ${id}`;
  /** A person has it associated with these companies only. */
  const associate = (...ids: (string | undefined)[]): void => {
    story.crm.associations.clear();
    for (const id of ids) story.crm.associations.add(end(id));
  };
  const noticed = async () => {
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'invoices', id: invoice() }]);
    await settled(story);
  };
  const refersTo = () => story.erp.get('invoice', 'i1')?.fields['customer_id'] ?? null;
  const state = () => [[...story.crm.associations], refersTo()];
  const writes = () => story.crm.writes.length + story.erp.writes.length;

  test('what a person moves on either side is moved on the other one, and told', async () => {
    expect(state()).toEqual([[end(company('A'))], 'A']);
    associate(company('B'));
    await noticed();
    expect(state()).toEqual([[end(company('B'))], 'B']);
    const [explained] = (await story.sync.origins(PORTAL, { object: 'invoice', id: 'i1', field: 'customer_id' })) ?? [];
    expect(explained?.origins).toMatchObject([
      {
        value: 'B',
        words: expect.stringMatching(/from "A" to "B" .* only the left side had changed; its other side is the/),
      },
    ]);
    story.erp.put('invoice', 'i1', { customer_id: 'C' });
    expect((await story.run('plan')).counts).toMatchObject({ associate: 2, update: 0 });
    await story.run('sync');
    expect(state()).toEqual([[end(company('C'))], 'C']);
    associate();
    await noticed();
    expect(state()).toEqual([[], null]);
    const before = writes();
    await story.run('sync');
    await noticed();
    expect(writes()).toBe(before);
  });

  test('several companies wait for a person, who chooses one', async () => {
    associate(company('B'), company('C'));
    await noticed();
    expect(refersTo()).toBe('A');
    const ids = [company('B') ?? '', company('C') ?? ''];
    const [held] = await story.sync.inbox(PORTAL);
    expect(held).toMatchObject({
      kind: 'conflict',
      recordId: 'i1',
      reason: expect.stringContaining(ids.toSorted().join(', ')),
    });
    const choice = { pair: 'invoice', rightId: 'i1', winner: 'left' } as const;
    await expect(story.sync.choose(PORTAL, choice)).rejects.toThrow(/Say which one it is with --which/);
    await expect(story.sync.choose(PORTAL, { ...choice, which: 'x' })).rejects.toThrow(/--which/);
    await story.sync.choose(PORTAL, { ...choice, which: ids[1] ?? '' });
    await settled(story);
    expect(refersTo()).toBe('C');
    expect(await story.sync.inbox(PORTAL)).toEqual([]);
    // The other one is besides from now on.
    await noticed();
    expect(state()).toEqual([[end(company('B')), end(company('C'))], 'C']);
  });

  test('or says that the ERP is right', async () => {
    associate(company('B'), company('C'));
    await noticed();
    await story.sync.choose(PORTAL, { pair: 'invoice', rightId: 'i1', winner: 'right' });
    await settled(story);
    expect(story.crm.associations).toContain(end(company('A')));
    expect([refersTo(), await story.sync.inbox(PORTAL)]).toEqual(['A', []]);
  });

  test('a company that is not linked is waited for, and looked at again once it is', async () => {
    await story.close();
    await start('both', 0.2);
    story.crm.put('companies', '77', { name: 'Newcomer', domain: 'new.example' });
    associate('77');
    await noticed();
    expect(refersTo()).toBe('A');
    expect(await story.sync.inbox(PORTAL)).toMatchObject([
      { kind: 'set-aside', recordId: 'i1', reason: expect.stringContaining('customer 77, which has no counterpart') },
    ]);
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id: '77' }]);
    await settled(story);
    story.erp.put('customer', 'N', { name: 'Newcomer', domain: 'new.example' });
    await eventually(() => refersTo() === 'N');
    await eventually(async () => (await story.sync.inbox(PORTAL)).length === 0);
    expect(state()).toEqual([[end('77')], 'N']);
  });

  test('an undo puts the reference back, and it stays until the association changes', async () => {
    associate(company('B'));
    const { id: runId } = await story.run('sync');
    expect(refersTo()).toBe('B');
    expect(await ended(story, await story.sync.undo(PORTAL, { runId }, { plan: false }))).toMatchObject({
      state: 'done',
    });
    expect(refersTo()).toBe('A');
    await story.run('sync');
    await noticed();
    expect(state()).toEqual([[end(company('B'))], 'A']);
    const { drift } = await reconcile(story);
    expect(drift).toMatchObject([
      { field: '@customer', repair: 'none', explanation: expect.stringContaining('undone') },
    ]);
    associate(company('C'));
    await noticed();
    expect(refersTo()).toBe('C');
  });

  test('a reconcile compares both, and its repair lets the rule decide', async () => {
    associate(company('B'));
    const found = await reconcile(story);
    expect(found.drift).toMatchObject([
      { kind: 'association', field: '@customer', left: company('B'), right: company('A'), repair: 'look' },
    ]);
    expect(found.drift[0]?.action).toBe('Write `customer_id` of invoice: "A" -> "B".');
    await repair(story, found);
    expect(refersTo()).toBe('B');
    expect((await reconcile(story)).drift).toEqual([]);
  });

  test('what comes from the left alone is never written there', async () => {
    await story.close();
    await start('left-to-right');
    expect(state()).toEqual([[], 'A']);
    associate(company('B'));
    await noticed();
    expect(refersTo()).toBe('B');
    story.erp.put('invoice', 'i1', { customer_id: 'C' });
    await story.run('sync');
    expect(state()).toEqual([[end(company('B'))], 'B']);
    expect(story.crm.writes.filter(({ kind }) => kind === 'associate' || kind === 'dissociate')).toEqual([]);
  });
});
