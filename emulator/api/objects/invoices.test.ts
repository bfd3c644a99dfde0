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
