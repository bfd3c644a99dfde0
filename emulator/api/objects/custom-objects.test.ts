import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
let at: string;
let typeId: string;
beforeAll(async () => {
  hubspot = await startTestEmulator();
  const schema = await hubspot.send('POST', '/crm-object-schemas/2026-09/schemas', {
    name: 'machine',
    labels: { singular: 'Machine', plural: 'Machines' },
    primaryDisplayProperty: 'serial',
    requiredProperties: ['serial'],
    searchableProperties: ['serial'],
    properties: [
      { name: 'serial', label: 'Serial', type: 'string', fieldType: 'text', hasUniqueValue: true },
      { name: 'power', label: 'Power', type: 'number', fieldType: 'number' },
    ],
    associatedObjects: ['COMPANY'],
  });
  expect(schema.status).toBe(201);
  typeId = schema.body.objectTypeId;
  at = `/crm/objects/2026-09/${typeId}`;
});
afterAll(() => hubspot.close());

const make = async (properties: object): Promise<string> => (await hubspot.send('POST', at, { properties })).body.id;

test('custom objects are created, changed, listed, archived and read with their history', async () => {
  const id = await make({ serial: 'S-1', power: 5 });
  await hubspot.send('PATCH', `${at}/${id}`, { properties: { power: '6' } });
  const { body } = await hubspot.send('GET', `${at}/${id}?properties=power&propertiesWithHistory=power`);
  expect(body.properties.power).toBe('6');
  expect(body.propertiesWithHistory.power.map(({ value }: { value: string }) => value)).toEqual(['6', '5']);
  expect((await hubspot.send('GET', at)).body.results).toHaveLength(1);
  expect((await hubspot.send('DELETE', `${at}/${id}`)).status).toBe(204);
  expect((await hubspot.send('GET', `${at}?archived=true`)).body.results).toHaveLength(1);
});

test('what the schema requires is required, and what it makes unique is unique', async () => {
  const missing = await hubspot.send('POST', at, { properties: { power: '1' } });
  expect([missing.status, missing.body.context]).toEqual([400, { properties: ['serial'] }]);
  const id = await make({ serial: 'S-2' });
  const twin = await hubspot.send('POST', at, { properties: { serial: 's-2' } });
  expect([twin.status, twin.body.message]).toEqual([409, expect.stringContaining(`Existing ID: ${id}`)]);
  const upsert = { inputs: [{ id: 'S-2', idProperty: 'serial', properties: { power: '2' } }] };
  const { body } = await hubspot.send('POST', `${at}/batch/upsert`, upsert);
  expect(body.results[0]).toMatchObject({ id, new: false });
});

test('custom objects are merged, with their associations', async () => {
  const company = await hubspot.send('POST', '/crm/objects/2026-09/companies', { properties: { name: 'Owner' } });
  const ids = [await make({ serial: 'M-1' }), await make({ serial: 'M-2', power: '3' })];
  await hubspot.send('PUT', `${at}/${ids[1]}/associations/default/companies/${company.body.id}`);
  const merged = await hubspot.send('POST', `${at}/merge`, { primaryObjectId: ids[0], objectIdToMerge: ids[1] });
  expect(merged.body.properties).toMatchObject({ serial: 'M-1', power: '3' });
  const { body } = await hubspot.send('GET', `${at}/${merged.body.id}/associations/companies`);
  expect(body.results.map(({ toObjectId }: { toObjectId: number }) => String(toObjectId))).toEqual([company.body.id]);
  expect((await hubspot.send('GET', `${at}/${ids[0]}`)).body.id).toBe(merged.body.id);
});

test('custom objects are searched by value, but not by association, from either side', async () => {
  const id = await make({ serial: 'Q-1', power: '42' });
  const search = (path: string, filter: object) =>
    hubspot.send('POST', `${path}/search`, { filterGroups: [{ filters: [filter] }] });
  const found = await search(at, { propertyName: 'power', operator: 'EQ', value: '42.0' });
  expect(found.body.results.map((one: { id: string }) => one.id)).toEqual([id]);
  const answers = [
    await search(at, { propertyName: 'associations.company', operator: 'EQ', value: '1' }),
    await search('/crm/objects/2026-09/companies', {
      propertyName: `associations.${typeId}`,
      operator: 'EQ',
      value: id,
    }),
  ];
  for (const { status, body } of answers) {
    expect([status, body.message]).toEqual([400, expect.stringContaining('does not search by associations')]);
  }
});
