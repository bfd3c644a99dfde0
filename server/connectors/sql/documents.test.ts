import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Account, Document } from '../../engine/document.ts';
import { RecordError } from '../../engine/error.ts';
import { createSqlConnector } from './connector.ts';
import { displayPrice, money } from './money.ts';
import { startTestErp, type TestErp } from './testing/erp.ts';

async function readAll(erp: TestErp, cursor: string | null) {
  const documents: Document[] = [];
  const accounts: Account[] = [];
  let last = cursor;
  for await (const page of erp.connector.documents?.(cursor) ?? []) {
    documents.push(...page.documents);
    accounts.push(...page.accounts);
    last = page.cursor;
  }
  return { documents, accounts, cursor: last };
}

const sum = (amounts: readonly string[]): string =>
  String(amounts.reduce((total, amount) => total + BigInt(amount), 0n));
const cents = (decimal: string): string => String(BigInt(decimal.replace('.', '')));

describe('documents of the demo ERP', () => {
  let erp: TestErp;
  let all: Awaited<ReturnType<typeof readAll>>;
  beforeAll(async () => {
    erp = await startTestErp();
    all = await readAll(erp, null);
  });
  afterAll(() => erp.close());
  const of = (kind: string) => all.documents.filter((document) => document.kind === kind);

  test('are all there, once', () => {
    const counts = Object.fromEntries(['order', 'invoice', 'payment'].map((kind) => [kind, of(kind).length]));
    expect(counts).toEqual({ order: 830, invoice: 809, payment: expect.any(Number) });
    expect(new Set(all.documents.map(({ kind, id }) => `${kind} ${id}`)).size).toBe(all.documents.length);
    expect(all.accounts).toHaveLength(93);
    const ernst = all.accounts.find(({ id }) => id === 'ERNSH');
    expect(ernst?.creditLimit).toEqual({ minor: '1500000', currency: 'USD' });
  });

  test("sum to the ERP's own balance and overdue, per customer, to the cent", async () => {
    const rows = await erp.clerk.query('select customer_id, balance, overdue from customer_balance');
    const [[today = null] = []] = await erp.clerk.query('select erp_today()::text');
    for (const [customer, balance, overdue] of rows) {
      const open = of('invoice').filter(({ accountId }) => accountId === customer);
      const late = open.filter(({ dueOn }) => dueOn !== null && dueOn < (today ?? ''));
      expect([customer, sum(open.map((one) => one.balance?.minor ?? '0'))]).toEqual([customer, cents(balance ?? '')]);
      expect([customer, sum(late.map((one) => one.balance?.minor ?? '0'))]).toEqual([customer, cents(overdue ?? '')]);
    }
  });

  test('lines add up to their document, applications to what was paid', () => {
    const paid = new Map<string, bigint>();
    for (const payment of of('payment')) {
      expect(sum(payment.applications.map(({ amount }) => amount.minor))).toBe(payment.total.minor);
      for (const { invoiceId, amount } of payment.applications) {
        paid.set(invoiceId, (paid.get(invoiceId) ?? 0n) + BigInt(amount.minor));
      }
    }
    for (const document of [...of('order'), ...of('invoice')]) {
      expect([document.id, sum(document.lines.map(({ total }) => total.minor))]).toEqual([
        document.id,
        document.total.minor,
      ]);
    }
    for (const { id, total, balance } of of('invoice')) {
      expect([id, BigInt(total.minor) - BigInt(balance?.minor ?? '0')]).toEqual([id, paid.get(id) ?? 0n]);
    }
  });

  test('later passes hold what changed and nothing else', async () => {
    expect((await readAll(erp, all.cursor)).documents).toEqual([]);
    await erp.clerk.query(`update invoice set voided = true where id = 'INV-10250'`);
    const { documents, accounts } = await readAll(erp, all.cursor);
    const changed = documents.map(({ kind, id }) => `${kind} ${id}`).toSorted();
    expect(changed).toEqual(['invoice INV-10250', 'order 10250']);
    expect(documents.find(({ kind }) => kind === 'invoice')).toMatchObject({ state: 'void', balance: { minor: '0' } });
    expect(accounts.map(({ id }) => id)).toEqual(['HANAR']);
  });

  test('one that cannot be put into canonical form is set aside with its reason', async () => {
    await erp.clerk.query(`update payment set currency = 'XXQ' where id = 7`);
    const reasons: string[] = [];
    const log = { warn: (details: object) => void reasons.push((details as { reason: string }).reason) };
    const connector = createSqlConnector({ url: erp.url, definition: erp.definition, log });
    let payments = 0;
    for await (const page of connector.documents?.(null) ?? []) {
      payments += page.documents.filter(({ kind }) => kind === 'payment').length;
    }
    await connector.close();
    expect(payments).toBe(of('payment').length - 1);
    expect(reasons).toEqual(['"XXQ" is not an ISO 4217 currency code']);
  });
});

describe('money', () => {
  const record = { object: 'invoice', id: '1' };
  test('has the decimals of its currency', () => {
    expect(money('-12.30', 'USD', record)).toEqual({ minor: '-1230', currency: 'USD' });
    expect(money('1200.00', 'JPY', record)).toEqual({ minor: '1200', currency: 'JPY' });
    expect(money('1.234', 'KWD', record)).toEqual({ minor: '1234', currency: 'KWD' });
    expect(money('90071992547409931.07', 'EUR', record).minor).toBe('9007199254740993107');
  });
  test('is refused when it has more', () => {
    expect(() => money('0.001', 'USD', record)).toThrow(RecordError);
    expect(() => money('0.5', 'JPY', record)).toThrow('0.5 has more decimals than JPY knows');
    expect(displayPrice('0.125', 'USD', record).minor).toBe('13');
  });
});
