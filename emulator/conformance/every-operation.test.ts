import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Reply, startTestEmulator, type TestEmulator } from '../testing/emulator.ts';
import { type Example, EXAMPLES } from '../testing/records.ts';

/** With what a record of each type is associated; a product only with own objects. */
const PARTNERS: Readonly<Record<string, readonly [type: string, typeId: number]>> = {
  contacts: ['companies', 279],
  companies: ['contacts', 280],
  deals: ['contacts', 3],
  tickets: ['contacts', 16],
  line_items: ['deals', 20],
  quotes: ['deals', 64],
  invoices: ['contacts', 177],
  orders: ['contacts', 507],
  carts: ['contacts', 586],
  commerce_payments: ['contacts', 387],
  subscriptions: ['contacts', 295],
  taxes: ['invoices', 416],
  discounts: ['invoices', 412],
  fees: ['invoices', 414],
  notes: ['contacts', 202],
  tasks: ['contacts', 204],
};

const CUSTOM: Example = { properties: (n) => ({ serial: `S-${n}` }), changed: { serial: 'Changed' } };
const MACHINES = {
  name: 'machine',
  labels: { singular: 'Machine', plural: 'Machines' },
  primaryDisplayProperty: 'serial',
  requiredProperties: ['serial'],
  searchableProperties: ['serial'],
  secondaryDisplayProperties: [],
  properties: [{ name: 'serial', label: 'Serial', type: 'string', fieldType: 'text', hasUniqueValue: false }],
  associatedObjects: ['companies'],
  allowsSensitiveProperties: false,
  shouldCreateSameObjectAssociation: false,
};

let hubspot: TestEmulator;
let machines: string;
let count = 0;
beforeAll(async () => {
  hubspot = await startTestEmulator({ limits: { searchesPerSecond: 1000 } });
  machines = (await hubspot.send('POST', '/crm-object-schemas/2026-03/schemas', MACHINES)).body.objectTypeId;
});
afterAll(() => hubspot.close());

const exampleOf = (type: string): Example => EXAMPLES[type] ?? CUSTOM;
const call = (method: string, type: string, rest = '', body?: unknown): Promise<Reply> =>
  hubspot.send(method, `/crm/objects/2026-03/${type === 'machines' ? machines : type}${rest}`, body);
const input = (type: string): { properties: Record<string, string>; associations: [] } => ({
  properties: exampleOf(type).properties((count += 1)),
  associations: [],
});
const make = async (type: string): Promise<string> => {
  const { status, body } = await call('POST', type, '', input(type));
  expect([status, body.archived]).toEqual([201, false]);
  return body.id;
};

describe.each([...Object.keys(EXAMPLES), 'machines'])('%s', (type) => {
  const { changed } = exampleOf(type);
  const [[name, value]] = Object.entries(changed) as [[string, string]];

  test('create, read, list, update and archive one', async () => {
    const id = await make(type);
    const updated = await call('PATCH', type, `/${id}`, { properties: changed });
    expect([updated.status, updated.body.properties[name]]).toEqual([200, value]);
    const read = await call('GET', type, `/${id}?properties=${name}&archived=false`);
    expect([read.status, read.body.properties[name]]).toEqual([200, value]);
    const list = await call('GET', type, '?limit=100');
    expect(list.body.results.map((record: { id: string }) => record.id)).toContain(id);
    expect((await call('DELETE', type, `/${id}`)).status).toBe(204);
    expect((await call('GET', type, `/${id}`)).status).toBe(404);
  });

  test('create, read, update, search and archive many', async () => {
    const made = await call('POST', type, '/batch/create', { inputs: [input(type), input(type)] });
    expect([made.status, made.body.status]).toEqual([201, 'COMPLETE']);
    const inputs: { id: string }[] = made.body.results.map(({ id }: { id: string }) => ({ id }));
    const changes = { inputs: inputs.map(({ id }) => ({ id, properties: changed })) };
    expect((await call('POST', type, '/batch/update', changes)).body.results).toHaveLength(2);
    const reading = { inputs, properties: [name], propertiesWithHistory: [] };
    const read = await call('POST', type, '/batch/read', reading);
    expect(read.body.results.map((record: { properties: object }) => record.properties)).toEqual([
      expect.objectContaining(changed),
      expect.objectContaining(changed),
    ]);
    const values = inputs.map(({ id }) => id);
    const filters = [{ propertyName: 'hs_object_id', operator: 'IN', values }];
    const found = await call('POST', type, '/search', { filterGroups: [{ filters }], limit: 10, properties: [name] });
    expect([found.status, found.body.total]).toEqual([200, 2]);
    expect((await call('POST', type, '/batch/archive', { inputs })).status).toBe(204);
    expect((await call('POST', type, '/batch/read', reading)).status).toBe(207);
  });

  test('upsert by an own property', async () => {
    const at = `/crm/properties/2026-03/${type === 'machines' ? machines : type}`;
    const groupName = (await hubspot.send('GET', `${at}/groups`)).body.results[0].name;
    const key = { name: 'key_of_erp', label: 'Key', type: 'string', fieldType: 'text', hasUniqueValue: true };
    expect((await hubspot.send('POST', at, { ...key, groupName })).status).toBe(201);
    const { properties } = input(type);
    const one = { id: 'k-1', idProperty: key.name, properties: { ...properties, [key.name]: 'k-1' } };
    for (const isNew of [true, false]) {
      const { status, body } = await call('POST', type, '/batch/upsert', { inputs: [one] });
      expect([status, body.results[0]?.new]).toEqual([200, isNew]);
    }
  });
});

describe.each(Object.entries(PARTNERS))('%s', (type, [partner, associationTypeId]) => {
  test('associate, label and separate', async () => {
    const [from, to] = [await make(type), await make(partner)];
    const standard = await call('PUT', type, `/${from}/associations/default/${partner}/${to}`);
    expect([standard.status, standard.body.results.length]).toEqual([200, 2]);
    const specs = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId }];
    const labelled = await call('PUT', type, `/${from}/associations/${partner}/${to}`, specs);
    expect([labelled.status, String(labelled.body.toObjectId)]).toEqual([201, to]);
    const links = await call('GET', type, `/${from}/associations/${partner}?limit=500`);
    expect(links.body.results.map(({ toObjectId }: { toObjectId: number }) => String(toObjectId))).toEqual([to]);
    expect((await call('DELETE', type, `/${from}/associations/${partner}/${to}`)).status).toBe(204);
    expect((await call('GET', type, `/${from}/associations/${partner}`)).body.results).toEqual([]);
  });
});

test.each(['companies', 'products'])('associate own objects with %s', async (partner) => {
  const definition = { fromObjectTypeId: machines, toObjectTypeId: partner, name: `machine_to_${partner}` };
  const schema = `/crm-object-schemas/2026-03/schemas/${machines}/associations`;
  const paired = MACHINES.associatedObjects.includes(partner);
  expect((await hubspot.send('POST', schema, definition)).status).toBe(paired ? 400 : 201);
  const [machine, other] = [await make('machines'), await make(partner)];
  for (const [type, from, toType, to] of [
    ['machines', machine, partner, other],
    [partner, other, machines, machine],
  ] as const) {
    const standard = await call('PUT', type, `/${from}/associations/default/${toType}/${to}`);
    expect(standard.status).toBe(200);
    const types = (await call('GET', type, `/${from}/associations/${toType}`)).body.results[0].associationTypes;
    const specs = types.map((one: { category: string; typeId: number }) => ({
      associationCategory: one.category,
      associationTypeId: one.typeId,
    }));
    expect((await call('PUT', type, `/${from}/associations/${toType}/${to}`, specs)).status).toBe(201);
    expect((await call('DELETE', type, `/${from}/associations/${toType}/${to}`)).status).toBe(204);
  }
});

test('a product is associated with none of the types of HubSpot', async () => {
  const [from, to] = [await make('products'), await make('contacts')];
  const specs = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 279 }];
  for (const [method, rest, body] of [
    ['PUT', `/${from}/associations/default/contacts/${to}`, undefined],
    ['PUT', `/${from}/associations/contacts/${to}`, specs],
  ] as const) {
    expect((await call(method, 'products', rest, body)).status).toBe(400);
  }
});

test.each(['contacts', 'companies', 'deals', 'tickets', 'orders', 'machines'])('merge two %s', async (type) => {
  const [primaryObjectId, objectIdToMerge] = [await make(type), await make(type)];
  const merged = await call('POST', type, '/merge', { primaryObjectId, objectIdToMerge });
  expect(merged.status).toBe(200);
  expect((await call('GET', type, `/${objectIdToMerge}`)).body.id).toBe(merged.body.id);
});

test('forget a contact', async () => {
  const objectId = await make('contacts');
  expect((await call('POST', 'contacts', '/gdpr-delete', { objectId })).status).toBe(204);
  expect((await call('GET', 'contacts', `/${objectId}`)).status).toBe(404);
});
