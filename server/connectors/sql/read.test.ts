import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ids, readPass, startTestErp, type TestErp } from './testing/erp.ts';

describe('reading the demo ERP', () => {
  let erp: TestErp;
  beforeAll(async () => {
    erp = await startTestErp();
  });
  afterAll(() => erp.close());

  test('describes objects with their types, keys and what may be written', async () => {
    const objects = await erp.connector.describe();
    expect(objects.map(({ name }) => name)).toEqual(Object.keys(erp.definition.objects));
    const field = (object: string, name: string) =>
      objects.find((one) => one.name === object)?.fields.find((one) => one.name === name);
    expect(field('customer', 'id')).toEqual({ name: 'id', type: 'string', readOnly: true, unique: true });
    expect(field('customer', 'phone')).toEqual({ name: 'phone', type: 'string', readOnly: false, unique: false });
    expect(field('customer', 'balance')?.type).toBe('decimal');
    expect(field('customer', 'last_order_date')?.type).toBe('date');
    expect(field('product', 'discontinued')?.type).toBe('boolean');
    expect(field('contact', 'email')?.unique).toBe(true);
    expect(field('order', 'updated_at')?.type).toBe('datetime');
  });

  test('a first pass reads every row once, in pages, though thousands share a time of change', async () => {
    const pass = await readPass(erp.connector, 'order_line', ['total'], null);
    expect(pass.pages).toBe(6);
    expect(pass.records).toHaveLength(2985);
    expect(new Set(ids(pass)).size).toBe(2985);
    expect((await readPass(erp.connector, 'order_line', ['total'], pass.cursor)).records).toEqual([]);
  });

  test('resumes after every page, not only at the end', async () => {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (;;) {
      const pages = erp.connector.read({ object: 'order', fields: [], cursor })[Symbol.asyncIterator]();
      const page = await pages.next();
      await pages.return?.();
      if (page.done || page.value.records.length === 0) break;
      seen.push(...page.value.records.map((record) => record.id));
      cursor = page.value.cursor;
    }
    expect(seen).toHaveLength(830);
    expect(new Set(seen).size).toBe(830);
  });

  test('gives canonical values', async () => {
    const fields = ['id', 'total', 'ordered_on', 'ordered_at', 'ship_region', 'updated_at'];
    const [order] = await erp.connector.get({ object: 'order', ids: ['10248'], fields });
    expect(order?.fields['id']).toBe('10248');
    // 14 x 12 + 9.80 x 10 + 34.80 x 5 + freight 32.38
    expect(order?.fields['total']).toBe('472.38');
    expect(order?.fields['ordered_on']).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect(order?.fields['ordered_at']).toBe(`${String(order?.fields['ordered_on'])}T12:00:00.000Z`);
    expect(order?.fields['ship_region']).toBeNull();
    const [chai] = await erp.connector.get({ object: 'product', ids: ['1'], fields: ['unit_price', 'discontinued'] });
    expect(chai?.fields).toEqual({ unit_price: '18', discontinued: false });
  });

  test('gets by id or by another column, and nothing for ids that cannot be', async () => {
    const request = { object: 'order', fields: [] };
    const wanted = ['10249', '10248', '10248', 'x', '1.5', '99999999999999999999', '-1'];
    const found = await erp.connector.get({ ...request, ids: wanted });
    expect(found.map(({ id }) => id).toSorted()).toEqual(['10248', '10249']);
    const email = 'maria.anders@alfreds-futterkiste.example';
    const byEmail = await erp.connector.get({ object: 'contact', ids: [email], by: 'email', fields: [] });
    expect(byEmail.map(({ id }) => id)).toEqual(['ALFKI-1']);
  });

  test('a payment changes the customer without making its address newer', async () => {
    const before = await readPass(erp.connector, 'customer', ['balance'], null);
    const open = await erp.clerk.query(
      `select id, customer_id, balance from invoice where status = 'open' and customer_id <> 'ALFKI' order by id limit 1`,
    );
    const [invoice, customer, balance] = open[0] ?? [];
    await erp.clerk.query(
      `insert into payment (number, customer_id, received_on, amount) values ('PAY-TEST', $1, erp_today(), $2)`,
      [customer, balance],
    );
    await erp.clerk.query(`insert into payment_application select id, $1, $2 from payment where number = 'PAY-TEST'`, [
      invoice,
      balance,
    ]);
    const after = await readPass(erp.connector, 'customer', ['balance'], before.cursor);
    expect(ids(after)).toEqual([customer]);
    const earlier = before.records.find(({ id }) => id === customer);
    expect(after.records[0]?.modifiedAt).toBe(earlier?.modifiedAt);
    expect(after.records[0]?.fields['balance']).not.toBe(earlier?.fields['balance']);
    const [paid] = await erp.connector.get({ object: 'invoice', ids: [invoice ?? ''], fields: ['status', 'balance'] });
    expect(paid?.fields).toEqual({ status: 'paid', balance: '0' });
  });
});
