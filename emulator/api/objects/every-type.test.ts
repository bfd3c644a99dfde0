import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { findObjectType } from './types.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const adjustment = { hs_label: 'a', hs_type: 'FIXED', hs_value: '1' };

/** Type id, path, what a new record must say, and what lets an app read it. */
const TYPES: readonly [id: string, path: string, needed: object, scope: string][] = [
  ['0-1', 'contacts', {}, 'crm.objects.contacts.read'],
  ['0-2', 'companies', { name: 'c' }, 'crm.objects.companies.read'],
  ['0-3', 'deals', { dealname: 'd', dealstage: 'closedwon' }, 'crm.objects.deals.read'],
  ['0-5', 'tickets', { subject: 't', hs_pipeline_stage: '1' }, 'tickets'],
  ['0-7', 'products', { name: 'p' }, 'e-commerce'],
  ['0-8', 'line_items', {}, 'e-commerce'],
  ['0-14', 'quotes', { hs_title: 'q', hs_expiration_date: '2027-01-01' }, 'e-commerce'],
  ['0-53', 'invoices', { hs_currency: 'EUR' }, 'crm.objects.invoices.read'],
  ['0-69', 'subscriptions', { hs_name: 's' }, 'crm.objects.subscriptions.read'],
  ['0-84', 'discounts', adjustment, 'crm.objects.line_items.read'],
  ['0-85', 'fees', adjustment, 'crm.objects.line_items.read'],
  ['0-86', 'taxes', adjustment, 'crm.objects.line_items.read'],
  [
    '0-101',
    'commerce_payments',
    { hs_initial_amount: '1', hs_initiated_date: '2026-01-01T00:00:00Z' },
    'crm.objects.commercepayments.read',
  ],
  ['0-123', 'orders', {}, 'crm.objects.orders.read'],
  ['0-142', 'carts', {}, 'crm.objects.carts.read'],
];

test.each(TYPES)('%s is %s, a new one needs %j and nothing else, and %s reads it', async (id, path, needed, scope) => {
  expect(findObjectType(id)?.plural).toBe(path);
  expect(findObjectType(path)?.readScopes).toContain(scope);
  const at = `/crm/objects/2026-09/${path}`;
  expect((await hubspot.send('POST', at, { properties: needed })).status).toBe(201);
  for (const left of Object.keys(needed)) {
    const properties = Object.fromEntries(Object.entries(needed).filter(([name]) => name !== left));
    expect((await hubspot.send('POST', at, { properties })).status).toBe(400);
  }
});

test('a company needs a name or a domain', async () => {
  const made = await hubspot.send('POST', '/crm/objects/2026-09/companies', { properties: { domain: 'd.example' } });
  expect(made.status).toBe(201);
});

describe.each(['/crm/v3/objects', '/crm/objects/2026-03', '/crm/objects/2026-09'])('%s', (version) => {
  test.each(TYPES)(
    '%s %s: list, get, create, update, archive, search and batches',
    async (_id, path, properties, _scope) => {
      const at = `${version}/${path}`;
      const status = async (method: string, end: string, body?: object): Promise<number> =>
        (await hubspot.send(method, `${at}${end}`, body)).status;
      const { id } = (await hubspot.send('POST', at, { properties, associations: [] })).body;
      expect(await status('GET', '')).toBe(200);
      expect(await status('GET', `/${id}`)).toBe(200);
      expect(await status('PATCH', `/${id}`, { properties })).toBe(200);
      expect(
        await status('POST', '/search', { limit: 1, after: '0', sorts: [], properties: [], filterGroups: [] }),
      ).toBe(200);
      const created = await hubspot.send('POST', `${at}/batch/create`, { inputs: [{ properties, associations: [] }] });
      const inputs = [{ id: created.body.results[0].id }];
      expect(created.status).toBe(201);
      expect(await status('POST', '/batch/read', { inputs, properties: [], propertiesWithHistory: [] })).toBe(200);
      expect(await status('POST', '/batch/update', { inputs: [{ ...inputs[0], properties }] })).toBe(200);
      expect(await status('POST', '/batch/archive', { inputs })).toBe(204);
      expect(await status('DELETE', `/${id}`)).toBe(204);
    },
  );
});

test('neither a search nor a batch read answers associations', async () => {
  const at = '/crm/objects/2026-09';
  const company = (await hubspot.send('POST', `${at}/companies`, { properties: { name: 'With' } })).body.id;
  const contact = (await hubspot.send('POST', `${at}/contacts`, { properties: { firstname: 'With' } })).body.id;
  await hubspot.send('PUT', `${at}/contacts/${contact}/associations/default/companies/${company}`);
  const read = await hubspot.send('POST', `${at}/contacts/batch/read`, {
    inputs: [{ id: contact }],
    properties: [],
    propertiesWithHistory: [],
  });
  const filters = [{ propertyName: 'associations.company', operator: 'EQ', value: company }];
  const found = await hubspot.send('POST', `${at}/contacts/search`, { filterGroups: [{ filters }] });
  expect(found.body.results).toMatchObject([{ id: contact }]);
  for (const one of [...read.body.results, ...found.body.results]) expect(one).not.toHaveProperty('associations');
});
