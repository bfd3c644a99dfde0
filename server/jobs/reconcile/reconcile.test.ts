import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { books } from '../../engine/testing/books.ts';
import type { Db } from '../../store/db.ts';
import { filledTables, openTestStore, storeTargets } from '../../store/test-store.ts';
import type { ReconcileReport } from '../sync-service.ts';
import { mappingWith, reconcile, repair, startReconcileStory } from '../testing/reconcile-story.ts';
import { ended, PORTAL } from '../testing/story.ts';
import type { Story } from '../testing/story.ts';

const kinds = ({ drift }: ReconcileReport): string[] =>
  drift
    .map(({ kind, rightId, leftId, field }) => [kind, rightId ?? leftId, field].filter(Boolean).join(' '))
    .toSorted();

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('a reconcile on %s', (target) => {
  let db: Db;
  let closeStore: () => Promise<void>;
  let story: Story;
  beforeAll(async () => {
    ({ db, close: closeStore } = await openTestStore(target));
  }, 60_000);
  afterAll(() => closeStore());
  beforeEach(async () => {
    story = await startReconcileStory(db);
  });
  afterEach(() => story.close());

  const written = (): number => story.crm.writes.length + story.erp.writes.length;
  const leftOf = (object: string, rightId: string) => {
    const found = story.crm.all(object).find((record) => record.fields['erp_id'] === rightId);
    if (!found) throw new Error(`There is no ${object} for ${rightId}.`);
    return found;
  };
  const edit = (object: string, rightId: string, fields: Record<string, string | null>) =>
    story.crm.put(object, leftOf(object, rightId).id, fields);
  const move = (rightId: string, from: string, to: string): void => {
    const ends = (customer: string) =>
      `invoices ${leftOf('invoices', rightId).id} -> companies ${leftOf('companies', customer).id}`;
    story.crm.associations.delete(ends(from));
    story.crm.associations.add(ends(to));
  };

  test('without drift finds none, tells equal sums to the cent, and writes to neither side', async () => {
    const before = written();
    const report = await reconcile(story);
    expect(report.drift).toEqual([]);
    expect(report.differing).toEqual([]);
    expect(report.pairs).toEqual([
      { pair: 'customer', counts: expect.objectContaining({ left: 4, right: 3, linked: 3, onlyLeft: 1, drifted: 0 }) },
      { pair: 'invoice', counts: expect.objectContaining({ left: 9, right: 9, linked: 9, onlyLeft: 0, onlyRight: 0 }) },
    ]);
    expect(
      report.totals.map(({ pair, amount, currency, left, right }) => [pair, amount, currency, left, right]),
    ).toEqual([
      ['customer', 'balance', 'EUR', '30.15', '30.15'],
      ['invoice', 'total', 'EUR', '90.66', '90.66'],
      ['invoice', 'total', 'USD', '90.33', '90.33'],
    ]);
    const sums = await story.sync.reconcileSums(PORTAL, report.run.id, { afterId: 0, limit: 50, differing: false });
    expect(sums).toHaveLength(3 + 6);
    expect(sums.at(-1)).toMatchObject({ customer: 'C', currency: 'USD', left: '30.12', right: '30.12', leftCount: 1 });
    expect(written()).toBe(before);
    expect(await filledTables(db, ['reconcile_record', 'reconcile_drift', 'inbox', 'notice'])).toEqual([]);
  });

  test('what is planted in each place is found, and nothing else; a repair, cut into turns, brings it to none', async () => {
    await story.close();
    // So short that every batch is a turn of its own.
    story = await startReconcileStory(db, books, 1);
    const gone = leftOf('invoices', 'A2').id;
    edit('invoices', 'A1', { total: '10.11' });
    story.crm.remove('invoices', gone);
    const { erp_id: _, ...copied } = leftOf('invoices', 'B1').fields;
    story.crm.put('invoices', 'copy', { ...copied });
    story.crm.associations.add(`invoices copy -> companies ${leftOf('companies', 'B').id}`);
    story.erp.put('invoice', 'B2', { total: '20.99' });
    move('C1', 'C', 'A');
    edit('invoices', 'C3', { currency: 'CHF' });
    edit('companies', 'B', { balance: '10.06' });
    edit('companies', 'C', { phone: '+49301' });
    story.erp.put('invoice', 'C4', { number: 'C-4', total: '7.07', currency: 'EUR', customer_id: 'C', status: 'paid' });

    const before = written();
    const report = await reconcile(story);
    expect(written()).toBe(before);
    expect(kinds(report)).toEqual([
      'association C1 @customer',
      'double-left copy',
      'field A1 total',
      'field B balance',
      'field B2 total',
      'field C phone',
      'field C3 currency',
      'missing-left A2',
      'missing-left C4',
    ]);
    expect(report.drift.every(({ explanation }) => explanation === null)).toBe(true);
    const differing = report.differing.map(({ customer, currency, amount, difference }) => [
      amount,
      customer,
      currency,
      difference,
    ]);
    expect(differing).toEqual([
      ['balance', 'B', 'EUR', '0.01'],
      // One cent more, 20.10 that are gone, and 10.12 of C.
      ['total', 'A', 'EUR', '-9.97'],
      // 10.11 twice; and 20.11 where the ERP says 20.99 by now.
      ['total', 'B', 'EUR', '9.23'],
      ['total', 'C', 'CHF', '30.12'],
      ['total', 'C', 'EUR', '-17.19'],
      ['total', 'C', 'USD', '-30.12'],
    ]);
    expect(report.repair).toEqual([
      { pair: 'customer', repair: 'look', records: 2 },
      { pair: 'invoice', repair: 'archive', records: 1 },
      { pair: 'invoice', repair: 'associate', records: 1 },
      { pair: 'invoice', repair: 'create', records: 1 },
      { pair: 'invoice', repair: 'look', records: 3 },
      { pair: 'invoice', repair: 'recreate', records: 1 },
    ]);

    await repair(story, report);
    const after = await reconcile(story);
    expect([after.drift, after.differing]).toEqual([[], []]);
    expect(leftOf('invoices', 'C4').fields).toMatchObject({ total: '7.07', status: 'paid' });
    expect(story.erp.get('customer', 'C')?.fields['phone']).toBe('+49301');
    expect(story.crm.get('invoices', 'copy')).toBeUndefined();
    const rest = written();
    await repair(story, after);
    await story.run('sync');
    expect(written()).toBe(rest);
  });

  test('what waits in the inbox explains the difference, and is not repaired', async () => {
    story.crm.put('companies', 'd1', { name: 'Customer D' });
    story.crm.put('companies', 'd2', { name: 'Customer D' });
    story.erp.put('customer', 'D', { name: 'Customer D', phone: null, balance: '5', currency: 'EUR' });
    story.erp.put('invoice', 'D1', { number: 'D-1', total: '5', currency: 'EUR', customer_id: 'D', status: 'open' });
    await story.run('sync');
    const report = await reconcile(story);
    expect(kinds(report)).toEqual(['association D1 @customer', 'missing-left D']);
    expect(report.drift.map(({ explanation }) => explanation)).toEqual([
      expect.stringMatching(/^waits in the inbox \(unsure\): customer D could be 2 of the companies/),
      expect.stringMatching(/^customer D waits in the inbox \(unsure\)/),
    ]);
    expect(report.pairs.map(({ counts }) => [counts.held, counts.drifted, counts.explained])).toEqual([
      [1, 0, 1],
      [0, 0, 1],
    ]);
    expect(report.repair).toEqual([]);
    const unexplained = report.differing.filter(({ difference, explained }) => difference !== explained);
    expect(report.differing).toHaveLength(3);
    expect(unexplained).toEqual([]);
  });

  test('a blank that the ERP never filled is no drift; one that it cleared is', async () => {
    story.crm.put('companies', 'e', { name: 'Customer E', currency: 'SEK' });
    story.erp.put('customer', 'E', { name: 'Customer E', phone: null, balance: null, currency: null });
    await story.run('sync');
    expect(leftOf('companies', 'E').id).toBe('e');
    expect((await reconcile(story)).drift).toEqual([]);
    story.erp.put('customer', 'E', { currency: 'NOK' });
    await story.run('sync');
    story.erp.put('customer', 'E', { currency: null });
    expect(kinds(await reconcile(story))).toEqual(['field E currency']);
  });

  test('what a person undid differs on purpose', async () => {
    story.erp.put('invoice', 'A1', { total: '99' });
    await story.run('sync');
    const invoice = leftOf('invoices', 'A1');
    expect(invoice.fields['total']).toBe('99');
    await ended(
      story,
      await story.sync.undo(PORTAL, { object: 'invoices', recordId: invoice.id, field: 'total' }, { plan: false }),
    );
    const report = await reconcile(story);
    expect(report.drift).toMatchObject([{ field: 'total', left: '10.10', right: '99', repair: 'none' }]);
    expect(report.drift[0]?.explanation).toContain('was undone by a person');
    expect(report.differing).toMatchObject([{ difference: '-88.9', explained: '-88.9' }]);
    story.erp.put('invoice', 'A1', { total: '100' });
    expect((await reconcile(story)).drift).toMatchObject([{ explanation: null, repair: 'look' }]);
  });

  test('what a person said is to be alone, or bound in another role, is none', async () => {
    story.crm.put('invoices', 'own', { number: 'X', total: '5', currency: 'EUR' });
    story.crm.put('invoices', 'copy', { number: 'Y', total: '6', currency: 'EUR' });
    story.erp.put('invoice', 'A9', { number: 'A-9', total: '9', currency: 'EUR', customer_id: 'A' });
    expect(kinds(await reconcile(story))).toEqual(['extra-left copy', 'extra-left own', 'missing-left A9']);
    await db.query("insert into separated (portal_id, pair, left_id, right_id) values ($1, 'invoice', '', 'A9')", [
      PORTAL,
    ]);
    await db.query("insert into separated (portal_id, pair, left_id, right_id) values ($1, 'invoice', 'own', '')", [
      PORTAL,
    ]);
    await db.query(
      `insert into link (portal_id, pair, left_id, right_id, role, state) values ($1, 'invoice', 'copy', 'A1', 'branch', 'linked')`,
      [PORTAL],
    );
    const report = await reconcile(story);
    expect([report.drift, report.differing]).toEqual([[], []]);
  });

  test('whose counterpart was removed stays alone where the mapping says so, and no repair makes it again', async () => {
    await story.close();
    story = await startReconcileStory(db, mappingWith({ left: 'ignore', right: 'ignore' }));
    story.crm.remove('invoices', leftOf('invoices', 'A1').id);
    story.erp.remove('invoice', 'B1');
    await story.run('sync');
    const before = written();
    const report = await reconcile(story);
    expect(kinds(report)).toEqual(['missing-left A1', 'missing-right B1']);
    const said = report.drift.map(({ explanation, repair: does }) => `${does}: ${explanation?.split(',')[0]}`);
    expect(said.toSorted()).toEqual([
      'none: stays alone by the mapping (`deleted: { left: ignore }`)',
      'none: stays alone by the mapping (`deleted: { right: ignore }`)',
    ]);
    await repair(story, report);
    expect(written()).toBe(before);
  });

  test('whose counterpart was removed is removed by the repair where the mapping says so', async () => {
    await story.close();
    story = await startReconcileStory(db, mappingWith({ left: 'archive', right: 'archive' }));
    const left = leftOf('invoices', 'B1').id;
    story.crm.remove('invoices', leftOf('invoices', 'A1').id);
    story.erp.remove('invoice', 'B1');
    const report = await reconcile(story);
    expect(report.drift.map(({ kind, repair: does, action }) => [kind, does, action.split(':')[0]])).toEqual(
      expect.arrayContaining([
        ['missing-left', 'look', 'Archive invoice A1'],
        ['missing-right', 'look', `Archive invoices ${left}`],
      ]),
    );
    await repair(story, report);
    expect([story.erp.get('invoice', 'A1'), story.crm.get('invoices', left)]).toEqual([undefined, undefined]);
    expect((await reconcile(story)).drift).toEqual([]);
  });

  test('one pair alone; an unknown one is refused; only the latest report is repaired', async () => {
    edit('companies', 'B', { balance: '10.06' });
    const first = await reconcile(story, ['invoice']);
    expect(first.pairs.map(({ pair }) => pair)).toEqual(['invoice']);
    expect(first.drift).toEqual([]);
    const second = await reconcile(story);
    expect(kinds(second)).toEqual(['field B balance']);
    await expect(story.sync.reconcile(PORTAL, ['invoyce'])).rejects.toThrow('The mapping has no pair "invoyce"');
    await expect(story.sync.repair(PORTAL, first.run.id)).rejects.toThrow('Only what the latest reconcile found');
    const reports = await story.sync.reconcileReports(PORTAL);
    expect(reports.map(({ runId, drifted }) => [runId, drifted])).toEqual([
      [second.run.id, 1],
      [first.run.id, 0],
    ]);
  });

  test('a linked record whose ERP record is gone is told, and left to a person', async () => {
    story.erp.remove('invoice', 'A3');
    const report = await reconcile(story);
    expect(kinds(report)).toEqual(['missing-right A3']);
    expect(report.repair).toEqual([]);
    expect(report.differing).toMatchObject([{ customer: 'A', currency: 'USD', left: '30.1', right: '0' }]);
  });
});
