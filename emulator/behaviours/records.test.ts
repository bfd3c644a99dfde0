import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Reply, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';

const AT = '/crm/objects/2026-09';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const post = (path: string, body: object): Promise<Reply> => hubspot.send('POST', `${AT}/${path}`, body);
const get = (path: string): Promise<Reply> => hubspot.send('GET', `${AT}/${path}`);
const make = async (type: string, properties: object): Promise<string> => (await post(type, { properties })).body.id;

/** Sections 3.1, 3.2 and 3.7: a behaviour, and what shows it. */
const BEHAVIOURS: readonly (readonly [behaviour: string, shown: () => Promise<void>])[] = [
  [
    'a list answers 10 records unless asked for up to 100, and refuses more',
    async () => {
      for (let no = 0; no < 12; no += 1) await make('notes', { hs_timestamp: '2026-01-01T00:00:00Z' });
      expect((await get('notes')).body.results).toHaveLength(10);
      expect((await get('notes?limit=100')).body.results.length).toBeGreaterThan(10);
      expect((await get('notes?limit=101')).status).toBe(400);
    },
  ],
  [
    'a create is a 201 that says where the record is',
    async () => {
      const { status, headers, body } = await post('companies', { properties: { name: 'x' } });
      expect([status, headers.get('location')]).toEqual([201, `https://api.hubapi.com${AT}/companies/${body.id}`]);
    },
  ],
  [
    'a record is read by a unique property, and by no other',
    async () => {
      const id = await make('contacts', { email: 'read@x.example' });
      expect((await get('contacts/read@x.example?idProperty=email')).body.id).toBe(id);
      const other = await get('contacts/x?idProperty=lastname');
      expect([other.status, other.body.category]).toEqual([400, 'VALIDATION_ERROR']);
    },
  ],
  [
    'the domain of a company is no idProperty of an upsert',
    async () => {
      const inputs = [{ id: 'x.example', idProperty: 'domain', properties: { name: 'x' } }];
      const { status, body } = await post('companies/batch/upsert', { inputs });
      expect([status, body.message]).toEqual([400, expect.stringContaining('non-unique 0-2 property')]);
    },
  ],
  [
    'a domain is kept bare, and 2026-09 warns of it',
    async () => {
      const { body } = await post('companies', { properties: { domain: 'https://www.Bare.example/shop?a=1' } });
      expect([body.properties.domain, body.warnings[0].category]).toEqual([
        'bare.example',
        'PROPERTY_VALUE_NORMALIZED',
      ]);
    },
  ],
  [
    'every value of an answer is a text or null, whatever was sent',
    async () => {
      const { body } = await post('line_items', { properties: { name: 'x', price: 10.5, quantity: 2 } });
      expect(body.properties).toMatchObject({ price: '10.5', quantity: '2', amount: '21' });
      const read = await get(`line_items/${body.id}?properties=price,hs_sku`);
      expect(read.body.properties).toMatchObject({ price: '10.5', hs_sku: null });
    },
  ],
  [
    'properties that a type does not have are left out of what is read, with no error',
    async () => {
      const id = await make('companies', { name: 'x' });
      const names = ['name', 'city', 'not_a_property'];
      const known = { name: 'x', city: null };
      const one = await get(`companies/${id}?properties=${names.join()}`);
      const batch = await post('companies/batch/read', { inputs: [{ id }], properties: names });
      const filters = [{ propertyName: 'hs_object_id', operator: 'EQ', value: id }];
      const found = await post('companies/search', { filterGroups: [{ filters }], properties: names });
      for (const { properties } of [one.body, batch.body.results[0], found.body.results[0]]) {
        expect(properties).toMatchObject(known);
        expect(properties).not.toHaveProperty('not_a_property');
      }
    },
  ],
  [
    'a batch answers its status, when it began and when it ended',
    async () => {
      const { body } = await post('companies/batch/create', { inputs: [{ properties: { name: 'x' } }] });
      const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(body).toMatchObject({ status: 'COMPLETE', startedAt: time, completedAt: time });
    },
  ],
  [
    'an owner is written by its id; the id of its user is refused',
    async () => {
      const [owner] = (await hubspot.send('GET', '/crm/owners/2026-09')).body.results;
      const properties = { name: 'x', hubspot_owner_id: owner.id };
      expect((await post('companies', { properties })).status).toBe(201);
      const wrong = await post('companies', { properties: { ...properties, hubspot_owner_id: String(owner.userId) } });
      expect(wrong.body.errors).toMatchObject([{ context: { propertyName: ['hubspot_owner_id'] } }]);
    },
  ],
];

test.each(BEHAVIOURS)('%s', async (_behaviour, shown) => {
  await expect(shown()).resolves.toBeUndefined();
});
