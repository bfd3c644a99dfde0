import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Db } from '../store/db.ts';
import { openTestStore, storeTargets } from '../store/test-store.ts';
import type { UndoAsked } from './begin-undo.ts';
import { PORTAL, eventually, settled, startStory } from './testing/story.ts';
import type { Story } from './testing/story.ts';

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('undo, on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startStory(db, { pollSeconds: 60 });
    const { erp } = story;
    erp.put('customer', 'A', { name: 'Alfreds', domain: 'alfreds.com', zip: '1', phone: '111' });
    erp.put('customer', 'B', { name: 'Bon app', domain: 'bonapp.com', zip: '2', phone: '222' });
    erp.put('invoice', '1', { title: 'R-1', status: 'open', customer_id: 'A' });
    await story.run('sync');
  });
  afterEach(() => story.close());

  const company = (erpId: string) => story.crm.all('companies').find(({ fields }) => fields['erp_id'] === erpId)!;
  const valueOf = (field: string) => [
    company('A').fields[field] ?? null,
    story.erp.get('customer', 'A')?.fields[field] ?? null,
  ];
  const undo = async (asked: UndoAsked, plan = false) => {
    const id = await story.sync.undo(PORTAL, asked, { plan });
    const run = await eventually(async () => {
      const view = await story.sync.runView(PORTAL, id);
      return view && view.state !== 'running' ? view : null;
    });
    return { ...run, leftAlone: await story.sync.leftAlone(PORTAL, id) };
  };
  const writes = () => story.crm.writes.length + story.erp.writes.length;

  test('of a run puts back what it wrote, after a plan that says so, and no sync writes it again', async () => {
    story.erp.put('customer', 'A', { name: 'Alfreds AG', phone: '999' });
    story.erp.put('customer', 'B', { name: 'Bon app SA' });
    const { id: runId } = await story.run('sync');
    story.crm.put('companies', company('B').id, { name: 'by hand' });

    const before = writes();
    const plan = await undo({ runId }, true);
    expect(plan).toMatchObject({ kind: 'undo-plan', state: 'done', done: 2, total: 2, target: { runId } });
    expect(plan.counts).toMatchObject({ undo: 2, leftAlone: 1 });
    const alone = { object: 'companies', recordId: company('B').id, field: 'name' };
    expect(plan.leftAlone).toEqual([{ ...alone, reason: 'it was changed since, and is "by hand" now' }]);
    expect(writes()).toBe(before);

    const done = await undo({ runId });
    expect([done.state, done.counts]).toEqual(['done', plan.counts]);
    expect(done.leftAlone).toEqual(plan.leftAlone);
    expect([valueOf('name'), valueOf('phone')]).toEqual([
      ['Alfreds', 'Alfreds AG'],
      ['111', '999'],
    ]);
    const told = await story.sync.ledger(PORTAL, done.id, {});
    expect(told).toMatchObject([
      { field: 'name', before: 'Alfreds AG', after: 'Alfreds', reason: 'undo', actor: 'operator' },
      { field: 'phone', before: '999', after: '111', reason: 'undo', actor: 'operator' },
    ]);

    const settledAt = writes();
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id: company('A').id }]);
    await settled(story);
    await story.run('sync');
    // The name that a person wrote is a one-way field's, and was overwritten by the sync as ever.
    expect(writes()).toBe(settledAt + 1);
    expect([valueOf('name'), valueOf('phone')]).toEqual([
      ['Alfreds', 'Alfreds AG'],
      ['111', '999'],
    ]);
  });

  test('holds until the source changes; then the field follows again', async () => {
    story.erp.put('customer', 'A', { name: 'Alfreds AG', phone: '999' });
    const { id: runId } = await story.run('sync');
    await undo({ runId });
    story.erp.put('customer', 'A', { phone: '1000', name: 'Alfreds SE' });
    await story.run('sync');
    expect([valueOf('name'), valueOf('phone')]).toEqual([
      ['Alfreds SE', 'Alfreds SE'],
      ['1000', '1000'],
    ]);
  });

  test('of a field that goes both ways: an edit of the undone value is an edit', async () => {
    story.erp.put('customer', 'A', { phone: '999', zip: '9' });
    await story.run('sync');
    const { counts } = await undo({ object: 'companies', recordId: company('A').id, field: 'phone' });
    expect(counts).toMatchObject({ undo: 1, leftAlone: 0 });
    expect([valueOf('phone'), valueOf('zip')]).toEqual([
      ['111', '999'],
      ['9', '9'],
    ]);
    story.crm.put('companies', company('A').id, { phone: '112' });
    await story.run('sync');
    expect(valueOf('phone')).toEqual(['112', '112']);
  });

  test('never costs an edit that the other side made in the meantime', async () => {
    story.erp.put('customer', 'A', { phone: '999' });
    const { id: runId } = await story.run('sync');
    story.erp.put('customer', 'A', { phone: '1000' });
    await undo({ runId });
    await story.run('sync');
    expect(valueOf('phone')).toEqual(['1000', '1000']);
  });

  test('of a record takes back what the last run did to it; the undo is undone by its own id', async () => {
    story.erp.put('customer', 'A', { phone: '999' });
    story.erp.put('customer', 'B', { phone: '888' });
    await story.run('sync');
    const { id, counts } = await undo({ object: 'companies', recordId: company('A').id });
    expect([counts.undo, company('B').fields['phone']]).toEqual([1, '888']);
    const again = await undo({ object: 'companies', recordId: company('A').id });
    expect(again.counts).toMatchObject({ undo: 0, leftAlone: 1 });
    expect(again.leftAlone).toMatchObject([{ field: 'phone', reason: 'a later run wrote to it; undo that one first' }]);
    await undo({ runId: id });
    expect(valueOf('phone')).toEqual(['999', '999']);
    story.erp.put('customer', 'A', { phone: '7' });
    await story.run('sync');
    expect(valueOf('phone')).toEqual(['7', '7']);
  });

  test('of an association: it is made again as it was, until the record refers to another one', async () => {
    const of = (erpId: string) => `invoices ${story.crm.all('invoices')[0]!.id} -> companies ${company(erpId).id}`;
    story.erp.put('invoice', '1', { customer_id: 'B' });
    const { id: runId } = await story.run('sync');
    expect([...story.crm.associations]).toEqual([of('B')]);
    expect((await undo({ runId })).counts).toMatchObject({ undo: 2, leftAlone: 0 });
    expect([...story.crm.associations]).toEqual([of('A')]);
    await story.run('sync');
    expect([...story.crm.associations]).toEqual([of('A')]);
    story.erp.put('invoice', '1', { customer_id: null });
    await story.run('sync');
    expect([...story.crm.associations]).toEqual([]);
  });

  test('what the system refuses is left alone, and what is gone as well', async () => {
    story.erp.put('customer', 'A', { phone: '999' });
    story.erp.put('customer', 'B', { phone: '888' });
    const { id: runId } = await story.run('sync');
    const gone = company('B').id;
    story.crm.remove('companies', gone);
    story.crm.trouble.refuse = () => 'the record is locked';
    const { counts, leftAlone } = await undo({ runId });
    expect(counts).toMatchObject({ undo: 0, leftAlone: 2 });
    expect(leftAlone.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1))).toMatchObject([
      { field: 'phone', reason: 'the left side refused to change it: the record is locked' },
      { recordId: gone, field: 'phone', reason: 'the record is gone' },
    ]);
    expect(valueOf('phone')).toEqual(['999', '999']);
    story.crm.trouble.refuse = () => null;
    await story.run('sync');
    expect(valueOf('phone')).toEqual(['999', '999']);
  });

  test('of the run that created records archives those that nobody has touched, and none is made again', async () => {
    story.erp.put('customer', 'C', { name: 'Chops', domain: 'chops.ch', zip: '3', phone: '333' });
    story.erp.put('customer', 'D', { name: 'Drachen', domain: 'drachen.de', zip: '4', phone: '444' });
    story.erp.put('invoice', '2', { title: 'R-2', status: 'open', customer_id: 'C' });
    const { id: runId } = await story.run('sync');
    const touched = company('D').id;
    story.crm.put('companies', touched, { phone: '445' });
    const before = story.crm.all('companies').length;
    const plan = await undo({ runId }, true);
    expect(plan.counts).toMatchObject({ undo: 0, undoCreate: 2, leftAlone: 1 });
    expect(story.crm.all('companies')).toHaveLength(before);

    const done = await undo({ runId });
    expect(done.counts).toMatchObject({ undo: 0, undoCreate: 2, leftAlone: 1 });
    const reason = 'the record that the run created was changed since: `phone`';
    expect(done.leftAlone).toEqual([{ object: 'companies', recordId: touched, field: '*', reason }]);
    const left = () => [story.crm.all('companies').length, story.crm.all('invoices').length];
    expect(left()).toEqual([before - 1, 1]);
    story.erp.put('customer', 'C', { phone: '334' });
    await story.run('sync');
    expect(left()).toEqual([before - 1, 1]);
    expect((await undo({ runId })).counts).toMatchObject({ undo: 0, undoCreate: 0 });
  });

  test('of a create that the system refuses to archive leaves it linked; one that is cut goes on', async () => {
    const runId = (await story.sync.runs(PORTAL, { kinds: ['sync'] }))[0]!.id;
    const record = { object: 'companies', recordId: company('B').id };
    story.crm.trouble.refuse = (change) => (change.kind === 'archive' ? 'it has open deals' : null);
    const refused = await undo({ ...record, runId });
    expect(refused.counts).toMatchObject({ undoCreate: 0, leftAlone: 1 });
    expect(refused.leftAlone[0]?.reason).toBe('the left side refused to archive it: it has open deals');
    story.crm.trouble.refuse = () => null;
    story.erp.put('customer', 'B', { phone: '223' });
    await story.run('sync');
    expect(company('B').fields['phone']).toBe('223');

    const invoice = { object: 'invoices', recordId: story.crm.all('invoices')[0]!.id, runId };
    story.crash = true;
    expect((await undo(invoice)).state).toBe('failed');
    story.crash = false;
    expect((await undo(invoice)).counts).toMatchObject({ undoCreate: 1, leftAlone: 0 });
    await story.run('sync');
    expect(story.crm.all('invoices')).toEqual([]);
  });

  test('of a create: the two part before it is archived, and what is changed in the meantime stays linked', async () => {
    const runId = (await story.sync.runs(PORTAL, { kinds: ['sync'] }))[0]!.id;
    const [a, b] = [company('A').id, company('B').id];
    const carried: unknown[] = [];
    story.crm.trouble.refuse = (change) => {
      if (change.kind === 'update' && change.id === b) story.crm.put('companies', b, { phone: 'changed' });
      if (change.kind === 'archive') carried.push(story.crm.get(change.object, change.id)?.fields['erp_id']);
      return null;
    };
    const { leftAlone } = await undo({ runId });
    expect(leftAlone).toMatchObject([{ recordId: b, field: '*', reason: 'it was changed in the meantime' }]);
    expect(carried).toEqual([null, null]);
    await eventually(() => story.crm.get('companies', b)?.fields['erp_id'] === 'B');
    expect([story.crm.get('companies', a), story.erp.get('customer', 'B')?.fields['phone']]).toEqual([
      undefined,
      'changed',
    ]);
  });

  test('goes on where it was cut, and tells of each value once', async () => {
    story.erp.put('customer', 'A', { phone: '999' });
    const { id: runId } = await story.run('sync');
    story.crash = true;
    const id = await story.sync.undo(PORTAL, { runId }, { plan: false });
    await eventually(async () => (await story.sync.runView(PORTAL, id))?.state === 'failed');
    expect(valueOf('phone')).toEqual(['111', '999']);
    story.crash = false;
    // What it wrote is announced: a look knows it for an undo, and for whose.
    await story.sync.accept(PORTAL, [{ side: 'left', object: 'companies', id: company('A').id }]);
    await settled(story);
    await story.run('sync');
    expect(valueOf('phone')).toEqual(['111', '999']);
    expect(await story.sync.ledger(PORTAL, id, {})).toMatchObject([{ field: 'phone', after: '111', reason: 'undo' }]);
  });

  test('what cannot be undone says why', async () => {
    await expect(undo({ runId: 'nonsense' })).rejects.toThrow(
      'There is no run nonsense. "ledgerline runs" lists them.',
    );
    const { id } = await story.run('plan');
    await expect(undo({ runId: id })).rejects.toThrow(`Run ${id} wrote nothing of this`);
    await expect(undo({ object: 'companies', recordId: '4711' })).rejects.toThrow('has not written to companies 4711');
  });
});
