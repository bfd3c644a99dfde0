import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change, Outcome } from '../../server/engine/connector.ts';
import { startHubSpot, type HubSpot } from './hubspot.ts';

const reasonOf = (outcome: Outcome): string => (outcome.status === 'failed' ? outcome.reason : outcome.status);

let hubspot: HubSpot;
beforeAll(async () => {
  hubspot = await startHubSpot();
});
afterAll(() => hubspot.emulator.close());

describe('rules of single objects are refused in words that say what to do', () => {
  beforeAll(async () => {
    for (const object of ['invoices', 'line_items', 'products', 'orders', 'companies', 'contacts', 'subscriptions']) {
      await hubspot.provision(object);
    }
  });

  test('an invoice is opened with a contact and a line item, and is not archived once it is paid', async () => {
    const invoice = await hubspot.made('invoices', 'I-1', { hs_currency: 'EUR', hs_invoice_billable: false });
    const become = (status: string): Promise<Outcome> =>
      hubspot.write({ kind: 'update', ...invoice, fields: { hs_invoice_status: status } });
    expect(reasonOf(await become('open'))).toMatch(/line item.*leaves draft only with a contact and a line item/);
    const item = await hubspot.made('line_items', 'L-1', { name: 'Chai', price: '5', quantity: '1' });
    const contact = await hubspot.made('contacts', 'C-1', { email: 'c1@alfreds.example' });
    for (const from of [item, contact]) await hubspot.write({ kind: 'associate', from, to: invoice });
    expect((await become('open')).status).toBe('done');
    expect((await become('paid')).status).toBe('done');
    expect(reasonOf(await hubspot.write({ kind: 'archive', ...invoice }))).toMatch(
      /is paid.*deletes draft and open.*voided/,
    );
    expect(reasonOf(await become('open'))).toMatch(/from paid to open/);
  });

  test('a line item has one parent, and a product none at all', async () => {
    const item = await hubspot.made('line_items', 'L-2', { name: 'Tofu' });
    const orders = [await hubspot.made('orders', 'O-1', {}), await hubspot.made('orders', 'O-2', {})];
    const [first, second] = orders.map((to): Change => ({ kind: 'associate', from: item, to }));
    if (!first || !second) throw new Error('There are two orders.');
    expect((await hubspot.write(first)).status).toBe('done');
    expect(reasonOf(await hubspot.write(second))).toMatch(/exactly one parent.*of its own for each/);
    const product = await hubspot.made('products', 'P-1', { name: 'Tofu' });
    const company = await hubspot.made('companies', 'CO-1', { name: 'Tofu Ltd' });
    const outcome = await hubspot.write({ kind: 'associate', from: product, to: company });
    expect(reasonOf(outcome)).toMatch(/No association type.*`hs_product_id`/);
  });

  test('a subscription that HubSpot bills is archived only once it has ended', async () => {
    const subscription = await hubspot.made('subscriptions', 'S-1', {
      hs_name: 'M',
      hs_status: 'active',
      hs_invoice_creation: 'on',
    });
    expect(reasonOf(await hubspot.write({ kind: 'archive', ...subscription }))).toMatch(
      /only once it is canceled or expired/,
    );
    await hubspot.write({ kind: 'update', ...subscription, fields: { hs_status: 'canceled' } });
    expect((await hubspot.write({ kind: 'archive', ...subscription })).status).toBe('done');
  });
});
