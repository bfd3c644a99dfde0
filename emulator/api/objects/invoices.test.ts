import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
const link = (from: string, to: string) => {
  const [type, id] = to.split('/');
  return hubspot.send('PUT', `${AT}/${from}/associations/default/${type}/${id}`);
};
const setStatus = (id: string, status: string) =>
  hubspot.send('PATCH', `${AT}/invoices/${id}`, { properties: { hs_invoice_status: status } });
const read = async (id: string) =>
  (await hubspot.send('GET', `${AT}/invoices/${id}?properties=hs_amount_billed,hs_balance_due,hs_number`)).body
    .properties;

test('an invoice leaves draft only with a line item and a contact', async () => {
  const invoice = await make('invoices', { hs_currency: 'EUR', hs_invoice_billable: 'false' });
  expect((await setStatus(invoice, 'open')).body.message).toContain('at least one associated line item');
  await link(
    `invoices/${invoice}`,
    `line_items/${await make('line_items', { name: 'a', price: '2.5', quantity: '3' })}`,
  );
  expect((await setStatus(invoice, 'open')).body.message).toContain('an associated contact');
  await link(`invoices/${invoice}`, `contacts/${await make('contacts', { email: 'i@x.example' })}`);
  expect((await setStatus(invoice, 'open')).status).toBe(200);
  expect((await setStatus(invoice, 'draft')).body.message).toContain('cannot go from open to draft');
  expect((await setStatus(invoice, 'paid')).status).toBe(200);
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '7.5', hs_balance_due: '0' });
});

test('amounts follow the line items, exactly', async () => {
  const invoice = await make('invoices', { hs_currency: 'EUR' });
  const items = [
    await make('line_items', { name: 'a', price: '0.1' }),
    await make('line_items', { name: 'b', price: '0.2' }),
  ];
  for (const item of items) await link(`invoices/${invoice}`, `line_items/${item}`);
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '0.3', hs_balance_due: '0.3' });
  await hubspot.send('PATCH', `${AT}/line_items/${items[0]}`, {
    properties: { quantity: '10', hs_discount_percentage: '50' },
  });
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '0.7' });
  await hubspot.send('DELETE', `${AT}/line_items/${items[1]}`);
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '0.5' });
});

test('an invoice that HubSpot bills is not paid by hand', async () => {
  const invoice = await make('invoices', { hs_currency: 'EUR' });
  await link(`invoices/${invoice}`, `line_items/${await make('line_items', { name: 'a', price: '1' })}`);
  await link(`invoices/${invoice}`, `contacts/${await make('contacts', { email: 'b@x.example' })}`);
  expect((await setStatus(invoice, 'paid')).body.message).toContain('hs_invoice_billable=false');
});

test('a line item takes over what it does not say from its product', async () => {
  const product = await make('products', { name: 'Chai', price: '18', hs_sku: 'C-1' });
  const item = await make('line_items', { hs_product_id: product, quantity: '2' });
  const { body } = await hubspot.send('GET', `${AT}/line_items/${item}?properties=name,price,hs_sku,amount`);
  expect(body.properties).toMatchObject({ name: 'Chai', price: '18', hs_sku: 'C-1', amount: '36' });
});

const openInvoice = async (properties: object, price: string): Promise<string> => {
  const invoice = await make('invoices', properties);
  await link(`invoices/${invoice}`, `line_items/${await make('line_items', { name: 'a', price })}`);
  await link(`invoices/${invoice}`, `contacts/${await make('contacts', { email: `c${invoice}@x.example` })}`);
  expect((await setStatus(invoice, 'open')).status).toBe(200);
  return invoice;
};
const pay = async (invoice: string, hs_initial_amount: string, more: object = {}): Promise<string> => {
  const payment = await make('commerce_payments', {
    hs_initial_amount,
    hs_initiated_date: '2026-09-01T00:00:00Z',
    ...more,
  });
  await link(`commerce_payments/${payment}`, `invoices/${invoice}`);
  return payment;
};
const paid = async (id: string) =>
  (await hubspot.send('GET', `${AT}/invoices/${id}?properties=hs_invoice_status,hs_balance_due`)).body.properties;

test.each([
  ['EUR', '10.005', '10.01'],
  ['JPY', '99.5', '100'],
  ['KWD', '1.0005', '1.001'],
])('amounts in %s are in whole minor units: %s is billed as %s', async (hs_currency, price, billed) => {
  const invoice = await make('invoices', { hs_currency });
  await link(`invoices/${invoice}`, `line_items/${await make('line_items', { name: 'a', price })}`);
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: billed, hs_balance_due: billed });
});

test('discounts are applied first, then fees, then taxes', async () => {
  const invoice = await make('invoices', { hs_currency: 'EUR' });
  const tax = await make('taxes', { hs_label: 'VAT', hs_type: 'PERCENT', hs_value: '10' });
  const fee = await make('fees', { hs_label: 'Handling', hs_type: 'FIXED', hs_value: '10' });
  const discount = await make('discounts', { hs_label: 'Loyal', hs_type: 'PERCENT', hs_value: '50' });
  const item = await make('line_items', { name: 'a', price: '100' });
  for (const to of [`taxes/${tax}`, `fees/${fee}`, `discounts/${discount}`, `line_items/${item}`]) {
    await link(`invoices/${invoice}`, to);
  }
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '66' });
  await hubspot.send('PATCH', `${AT}/fees/${fee}`, { properties: { hs_value: '0' } });
  expect(await read(invoice)).toMatchObject({ hs_amount_billed: '55' });
});

test('payments move the balance, and the one that covers the rest makes an open invoice paid', async () => {
  const invoice = await openInvoice({ hs_currency: 'EUR' }, '100');
  await pay(invoice, '500', { hs_latest_status: 'failed' });
  await pay(invoice, '40');
  expect(await paid(invoice)).toMatchObject({ hs_invoice_status: 'open', hs_balance_due: '60' });
  await pay(invoice, '60', { hs_latest_status: 'succeeded' });
  expect(await paid(invoice)).toMatchObject({ hs_invoice_status: 'paid', hs_balance_due: '0' });
});

test('whether any payment makes an invoice paid is a setting', async () => {
  await hubspot.send('POST', '/_emulator/limits', { anyPaymentPaysInvoice: true });
  const invoice = await openInvoice({ hs_currency: 'EUR' }, '100');
  await pay(invoice, '1');
  expect(await paid(invoice)).toMatchObject({ hs_invoice_status: 'paid', hs_balance_due: '0' });
  await hubspot.send('POST', '/_emulator/limits', { anyPaymentPaysInvoice: false });
});

test('draft and open invoices can be deleted, paid and voided ones cannot, alone or in a batch', async () => {
  const invoice = await openInvoice({ hs_currency: 'EUR', hs_invoice_billable: 'false' }, '1');
  const draft = await make('invoices', { hs_currency: 'EUR' });
  await setStatus(invoice, 'paid');
  const refused = await hubspot.send('DELETE', `${AT}/invoices/${invoice}`);
  expect([refused.status, refused.body.message]).toEqual([
    400,
    `Invoice ${invoice} is paid; only draft and open invoices can be deleted.`,
  ]);
  const inputs = [{ id: draft }, { id: invoice }];
  expect((await hubspot.send('POST', `${AT}/invoices/batch/archive`, { inputs })).status).toBe(400);
  expect((await hubspot.send('DELETE', `${AT}/invoices/${draft}`)).status).toBe(204);
});

test('a deleted invoice keeps its amounts', async () => {
  const invoice = await openInvoice({ hs_currency: 'EUR' }, '7');
  await hubspot.send('DELETE', `${AT}/invoices/${invoice}`);
  const { body } = await hubspot.send('GET', `${AT}/invoices/${invoice}?archived=true&properties=hs_amount_billed`);
  expect(body.properties.hs_amount_billed).toBe('7');
});

test('a billed subscription is deleted only when it has ended', async () => {
  const id = await make('subscriptions', { hs_name: 's', hs_invoice_creation: 'on', hs_status: 'active' });
  expect((await hubspot.send('DELETE', `${AT}/subscriptions/${id}`)).status).toBe(400);
  await hubspot.send('PATCH', `${AT}/subscriptions/${id}`, { properties: { hs_status: 'canceled' } });
  expect((await hubspot.send('DELETE', `${AT}/subscriptions/${id}`)).status).toBe(204);
});

test('the line items of a quote are deleted with it', async () => {
  const quote = await make('quotes', { hs_title: 'q', hs_expiration_date: '2026-12-31' });
  const item = await make('line_items', { name: 'i', price: '1' });
  await link(`quotes/${quote}`, `line_items/${item}`);
  await hubspot.send('DELETE', `${AT}/quotes/${quote}`);
  expect((await hubspot.send('GET', `${AT}/line_items/${item}`)).status).toBe(404);
});

test('products cannot be associated', async () => {
  const deal = await make('deals', { dealname: 'd', dealstage: 'closedwon' });
  const { status, body } = await link(`deals/${deal}`, `products/${await make('products', { name: 'p' })}`);
  expect([status, body.message]).toEqual([400, 'No association type exists from deals to products']);
});

test('a record has room for as many line items as the setting says', async () => {
  await hubspot.send('POST', '/_emulator/limits', { lineItemsPerParent: 1 });
  const deal = await make('deals', { dealname: 'd', dealstage: 'closedwon' });
  const items = [await make('line_items', { name: 'a' }), await make('line_items', { name: 'b' })];
  expect((await link(`deals/${deal}`, `line_items/${items[0]}`)).status).toBe(200);
  expect((await link(`deals/${deal}`, `line_items/${items[1]}`)).body.message).toContain('has 1 line items');
  await hubspot.send('POST', '/_emulator/limits', { lineItemsPerParent: 10_000 });
});
