import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Document } from '../engine/document.ts';
import { accountFigures } from './account-figures.ts';
import { upsertAccounts } from './accounts.ts';
import type { Db } from './db.ts';
import { upsertDocuments } from './documents.ts';
import { documentsPage } from './documents-page.ts';
import { openTestStore, storeTargets } from './test-store.ts';

const money = (minor: string, currency = 'EUR') => ({ minor, currency });
const invoice = (id: string, dueOn: string, balance: string, rest: Partial<Document> = {}): Document => ({
  kind: 'invoice',
  id,
  accountId: 'ALFKI',
  number: `R-${id}`,
  state: balance === '0' ? 'paid' : 'open',
  issuedOn: '2026-01-01',
  dueOn,
  total: money(balance),
  balance: money(balance),
  lines: [],
  applications: [],
  ...rest,
});
const today = '2026-06-30';
const documents: Document[] = [
  invoice('1', '2026-06-30', '1001'),
  invoice('2', '2026-06-29', '10'),
  invoice('3', '2026-05-31', '20'),
  invoice('4', '2026-05-30', '300'),
  invoice('5', '2026-04-01', '4000'),
  invoice('6', '2026-03-31', '90071992547409910001'),
  invoice('7', '2026-01-31', '0', { total: money('777') }),
  invoice('8', '2026-01-31', '5555', { state: 'void' }),
  invoice('9', '2026-01-31', '6666', { state: 'draft' }),
  invoice('10', '2026-06-01', '250', {
    state: 'part_paid',
    total: money('500', 'JPY'),
    balance: money('250', 'JPY'),
    issuedOn: '2026-05-01',
  }),
  invoice('11', '2026-06-01', '99', { accountId: 'OTHER' }),
  { ...invoice('o1', '', '0'), kind: 'order', dueOn: null, balance: null, issuedOn: '2026-05-02', total: money('42') },
  { ...invoice('o2', '', '0'), kind: 'order', dueOn: null, balance: null, issuedOn: '2026-04-02' },
  { ...invoice('p1', '', '0'), kind: 'payment', dueOn: null, balance: null, issuedOn: '2026-02-03', total: money('7') },
];

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('documents on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  const request = { portalId: 7, connection: 'erp', accountIds: ['ALFKI'], today };
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
    await upsertAccounts(db, 7, 'erp', [
      { id: 'ALFKI', number: 'ALFKI', name: 'Alfreds', creditLimit: money('1000000') },
      { id: 'EMPTY', number: 'EMPTY', name: 'Empty', creditLimit: null },
    ]);
    await upsertDocuments(db, 7, 'erp', documents);
    await upsertDocuments(db, 7, 'erp', [...documents, ...documents]);
    await upsertDocuments(db, 8, 'erp', [invoice('1', '2020-01-01', '123456')]);
  }, 60_000);
  afterAll(() => close());

  test('figures are exact, per currency, with every ageing bucket', async () => {
    const [account] = await accountFigures(db, request);
    expect(account).toMatchObject({ number: 'ALFKI', name: 'Alfreds', creditLimit: money('1000000') });
    const [eur, jpy] = account!.figures;
    expect(eur).toEqual({
      balance: money('90071992547409915332'),
      overdue: money('90071992547409914331'),
      overdueDays: 91,
      ageing: [
        { bucket: 'current', amount: money('1001') },
        { bucket: '1-30', amount: money('30') },
        { bucket: '31-60', amount: money('300') },
        { bucket: '61-90', amount: money('4000') },
        { bucket: '90+', amount: money('90071992547409910001') },
      ],
    });
    expect(jpy).toMatchObject({ balance: money('250', 'JPY'), overdue: money('250', 'JPY'), overdueDays: 29 });
    expect(account!.lastOrder).toEqual({ number: 'R-o1', on: '2026-05-02', total: money('42') });
    expect(account!.lastPayment).toEqual({ number: 'R-p1', on: '2026-02-03', total: money('7') });
  });

  test('an account without documents has no figures, an unknown one no entry', async () => {
    const accounts = await accountFigures(db, { ...request, accountIds: ['EMPTY', 'NOBODY'] });
    expect(accounts).toEqual([
      {
        id: 'EMPTY',
        number: 'EMPTY',
        name: 'Empty',
        role: 'primary',
        creditLimit: null,
        figures: [],
        lastOrder: null,
        lastPayment: null,
      },
    ]);
  });

  test('a page has its rows newest first, and the totals of all pages', async () => {
    const page = await documentsPage(db, { ...request, kind: 'invoice', page: 1, pageSize: 3 });
    expect(page).toMatchObject({ page: 1, pageCount: 4, rowCount: 10 });
    expect(page.rows.map((row) => [row.id, row.state])).toEqual([
      ['10', 'overdue'],
      ['1', 'open'],
      ['2', 'overdue'],
    ]);
    expect(page.totals).toEqual([
      { total: money('90071992547409916109'), balance: money('90071992547409915332') },
      { total: money('500', 'JPY'), balance: money('250', 'JPY') },
    ]);
    const last = await documentsPage(db, { ...request, kind: 'invoice', page: 4, pageSize: 3 });
    expect(last.rows).toHaveLength(1);
    const orders = await documentsPage(db, { ...request, kind: 'order', page: 1, pageSize: 10 });
    expect(orders).toMatchObject({ rowCount: 2, totals: [{ balance: null }] });
  });
});
