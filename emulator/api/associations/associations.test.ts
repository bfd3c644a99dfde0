import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const AT = '/crm/objects/2026-09';
const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
let serial = 0;
const couple = async (): Promise<[string, string]> => [
  await make('contacts', { email: `c${(serial += 1)}@x.example` }),
  await make('companies', { name: 'Co' }),
];
const types = async (from: string, id: string, to: string): Promise<number[][]> =>
  (await hubspot.send('GET', `/crm/v4/objects/${from}/${id}/associations/${to}`)).body.results.map(
    (one: { associationTypes: { typeId: number }[] }) => one.associationTypes.map((type) => type.typeId),
  );

test('a default association is there from both sides, with a number as id', async () => {
  const [contact, company] = await couple();
  const put = await hubspot.send('PUT', `${AT}/contacts/${contact}/associations/default/companies/${company}`);
  expect(put.body.results.map((one: { associationSpec: object }) => one.associationSpec)).toEqual([
    { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 },
    { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 280 },
  ]);
  const read = await hubspot.send('GET', `${AT}/companies/${company}/associations/contacts`);
  expect(read.body.results).toEqual([
    {
      toObjectId: Number(contact),
      associationTypes: [{ category: 'HUBSPOT_DEFINED', typeId: 280, label: null }],
    },
  ]);
});

test('labels replace labels, the plain type stays, and a contact has one primary company', async () => {
  const [contact, company] = await couple();
  const other = await make('companies', { name: 'Other' });
  const primary = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 }];
  const put = await hubspot.send('PUT', `${AT}/contacts/${contact}/associations/companies/${company}`, primary);
  expect([put.status, put.body.labels]).toEqual([201, ['Primary']]);
  await hubspot.send('PUT', `${AT}/contacts/${contact}/associations/companies/${other}`, primary);
  expect(await types('contacts', contact, 'companies')).toEqual([[279], [279, 1]]);
});

describe('batch', () => {
  test('read answers what has none as an error of a 207', async () => {
    const [contact, company] = await couple();
    const lonely = await make('contacts', { email: 'lonely@x.example' });
    const pair = { from: { id: contact }, to: { id: company } };
    const at = '/crm/associations/2026-09/contacts/companies/batch';
    expect((await hubspot.send('POST', `${at}/associate/default`, { inputs: [pair] })).status).toBe(200);
    const read = await hubspot.send('POST', `${at}/read`, { inputs: [{ id: contact }, { id: lonely }] });
    expect(read.status).toBe(207);
    expect(read.body.results).toMatchObject([{ from: { id: contact }, to: [{ toObjectId: Number(company) }] }]);
    expect(read.body.errors).toMatchObject([{ subCategory: 'crm.associations.NO_ASSOCIATIONS_FOUND' }]);
    const archive = { inputs: [{ from: { id: contact }, to: [{ id: company }] }] };
    expect((await hubspot.send('POST', '/crm/v4/associations/contacts/companies/batch/archive', archive)).status).toBe(
      204,
    );
    expect(await types('companies', company, 'contacts')).toEqual([]);
  });

  test('create answers 201, and a wrong type is an error', async () => {
    const [contact, company] = await couple();
    const input = (typeId: number) => ({
      from: { id: contact },
      to: { id: company },
      types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: typeId }],
    });
    const at = '/crm/associations/2026-03/contacts/companies/batch/create';
    expect((await hubspot.send('POST', at, { inputs: [input(279)] })).status).toBe(201);
    expect((await hubspot.send('POST', at, { inputs: [input(4)] })).status).toBe(207);
  });
});

test('a record can be created with its associations, and read with them', async () => {
  const company = await make('companies', { name: 'Parent' });
  const made = await hubspot.send('POST', `${AT}/deals`, {
    properties: { dealname: 'd', dealstage: 'closedwon' },
    associations: [{ to: { id: company }, types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 5 }] }],
  });
  const read = await hubspot.send('GET', `${AT}/deals/${made.body.id}?associations=companies`);
  expect(read.body.associations.companies.results).toEqual([
    { id: company, type: 'deal_to_company' },
    { id: company, type: 'deal_to_company_unlabeled' },
  ]);
});

test('products cannot be associated, and a line item has one parent', async () => {
  const product = await make('products', { name: 'p' });
  const [contact] = await couple();
  const wrong = await hubspot.send('PUT', `${AT}/products/${product}/associations/default/contacts/${contact}`);
  expect(wrong.body.message).toBe('No association type exists from products to contacts');
  const item = await make('line_items', { name: 'i', price: '1' });
  const order = await make('orders', { hs_order_name: 'o' });
  const invoice = await make('invoices', { hs_currency: 'EUR' });
  const put = (type: string, id: string) =>
    hubspot.send('PUT', `${AT}/${type}/${id}/associations/default/line_items/${item}`);
  expect((await put('orders', order)).status).toBe(200);
  expect((await put('invoices', invoice)).body.message).toContain('has exactly one parent');
});
