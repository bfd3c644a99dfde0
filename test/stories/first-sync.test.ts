import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { startSystem, type System } from './system.ts';

let system: System;
beforeAll(async () => {
  system = await startSystem('marketplace');
}, 180_000);
afterAll(() => system?.stop());

const count = async (table: string) =>
  (await system.erp<{ n: number }>(`select count(*)::int n from ${table}`))[0]?.n ?? Number.NaN;

async function totalInHubSpot(objectType: string): Promise<number> {
  const answer = await system.hubspot('POST', `/crm/objects/2026-09/${objectType}/search`, {
    filterGroups: [{ filters: [{ propertyName: 'ledgerline_erp_id', operator: 'HAS_PROPERTY' }] }],
    limit: 1,
  });
  return z.object({ total: z.number() }).parse(answer).total;
}

describe('the first sync', () => {
  test('every product, order and invoice of the ERP is in HubSpot once', async () => {
    await new Promise((resolve) => setTimeout(resolve, 2_000)); // the search index lags, as HubSpot's does
    expect(await totalInHubSpot('products')).toBe(await count('product'));
    expect(await totalInHubSpot('orders')).toBe(await count('sales_order'));
    expect(await totalInHubSpot('invoices')).toBe(await count('invoice'));
  });

  test('customers that could be two companies are held, the others are companies once', async () => {
    const inbox = z
      .object({ inbox: z.array(z.object({ kind: z.string(), pair: z.string() })) })
      .parse(await system.adminGet('/inbox'));
    const held = inbox.inbox.filter(({ kind, pair }) => kind === 'unsure' && pair === 'customer').length;
    expect(held).toBeGreaterThan(0);
    expect(await totalInHubSpot('companies')).toBe((await count('customer')) - held);
  });

  test('balance and overdue on the company equal the ERP view, to the cent', async () => {
    const balances = await system.erp<{ customer_id: string; balance: string; overdue: string }>(
      'select customer_id, balance::text, overdue::text from customer_balance where overdue > 0 order by 1 limit 5',
    );
    expect(balances.length).toBeGreaterThan(0);
    for (const { customer_id, balance, overdue } of balances) {
      const { properties } = await system.companyOf(customer_id);
      expect(cents(properties['ledgerline_balance'])).toBe(cents(balance));
      expect(cents(properties['ledgerline_overdue'])).toBe(cents(overdue));
    }
  });

  test('invoices are marked as billed elsewhere, with the state that the ERP gives them', async () => {
    const [row] = await system.erp<{ id: string; status: string; lines: number }>(
      `select i.id, i.status, (select count(*)::int from invoice_line l where l.invoice_id = i.id) as lines
       from invoice i where i.customer_id = 'SAVEA' and i.status = 'paid' order by i.id limit 1`,
    );
    const properties = 'hs_invoice_billable,hs_invoice_status,hs_currency';
    const invoice = z
      .object({ properties: z.record(z.string(), z.string().nullable()) })
      .parse(
        await system.hubspot(
          'GET',
          `/crm/objects/2026-09/invoices/${row?.id}?idProperty=ledgerline_erp_id&properties=${properties}`,
        ),
      );
    expect(row?.lines).toBeGreaterThan(0);
    expect(invoice.properties).toMatchObject({
      hs_invoice_billable: 'false',
      hs_invoice_status: 'paid',
      hs_currency: 'USD',
    });
  });

  test('an order is associated with its company and its line items', async () => {
    const [order] = await system.erp<{ order_id: number; customer_id: string; lines: number }>(
      `select o.id as order_id, o.customer_id, count(*)::int as lines
       from sales_order o join sales_order_line l on l.order_id = o.id
       where o.customer_id = 'SAVEA' group by 1, 2 order by 1 limit 1`,
    );
    const record = z
      .object({ associations: z.record(z.string(), z.object({ results: z.array(z.object({ id: z.string() })) })) })
      .parse(
        await system.hubspot(
          'GET',
          `/crm/objects/2026-09/orders/${order?.order_id}?idProperty=ledgerline_erp_id&associations=companies,line_items`,
        ),
      );
    const ids = (type: string) =>
      (Object.entries(record.associations).find(([name]) => name.replace(' ', '_') === type)?.[1].results ?? []).map(
        ({ id }) => id,
      );
    expect([...new Set(ids('companies'))]).toEqual([(await system.companyOf('SAVEA')).id]);
    expect(new Set(ids('line_items')).size).toBe(order?.lines);
  });
});

/** Exact: "12.5" and "12.50" are the same number of cents. */
function cents(decimal: string | null | undefined): bigint {
  const [whole = '0', fraction = ''] = (decimal ?? '0').split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}
