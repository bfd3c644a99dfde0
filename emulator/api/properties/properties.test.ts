import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/properties/2026-09/companies';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const property = (name: string, more: object = {}): object => ({
  name,
  label: name,
  type: 'number',
  fieldType: 'number',
  groupName: 'companyinformation',
  ...more,
});
const create = (body: object) => hubspot.send('POST', AT, body);

test('a new property takes values; a second one of its name is a 409', async () => {
  const made = await create(property('balance'));
  expect(made.status).toBe(201);
  expect(made.body).toMatchObject({
    name: 'balance',
    hubspotDefined: false,
    modificationMetadata: { readOnlyValue: false },
  });
  const record = await hubspot.send('POST', '/crm/objects/2026-09/companies', {
    properties: { name: 'x', balance: '5' },
  });
  expect(record.body.properties.balance).toBe('5');
  const twin = await create(property('balance'));
  expect([twin.status, twin.body.category, twin.body.subCategory]).toEqual([
    409,
    'OBJECT_ALREADY_EXISTS',
    'Properties.PROPERTY_WITH_NAME_EXISTS',
  ]);
});

test('creating a property with the name of an archived one brings its values back', async () => {
  await create(property('credit'));
  const { body } = await hubspot.send('POST', '/crm/objects/2026-09/companies', {
    properties: { name: 'x', credit: '7' },
  });
  await hubspot.send('DELETE', `${AT}/credit`);
  expect((await hubspot.send('GET', `${AT}/credit`)).status).toBe(404);
  await create(property('credit'));
  const read = await hubspot.send('GET', `/crm/objects/2026-09/companies/${body.id}?properties=credit`);
  expect(read.body.properties.credit).toBe('7');
});

test('a patch of the options replaces the list', async () => {
  const option = (value: string) => ({ label: value, value, displayOrder: 0, hidden: false });
  await create(property('tier', { type: 'enumeration', fieldType: 'select', options: [option('a'), option('b')] }));
  const patched = await hubspot.send('PATCH', `${AT}/tier`, { options: [option('c')] });
  expect(patched.body.options.map((one: { value: string }) => one.value)).toEqual(['c']);
});

test.each([
  ['a group that is not there', property('p1', { groupName: 'nope' }), 'Property group "nope" does not exist'],
  [
    'a bool without true and false',
    property('p2', { type: 'bool', fieldType: 'booleancheckbox' }),
    'exactly the options',
  ],
  ['a name with capitals and blanks', property('P 3'), 'is invalid'],
])('%s is refused', async (_name, body, message) => {
  const { status, body: answer } = await create(body);
  expect([status, answer.category]).toEqual([400, 'VALIDATION_ERROR']);
  expect(answer.message).toContain(message);
});

test('a group with live properties cannot be deleted', async () => {
  await hubspot.send('POST', `${AT}/groups`, { name: 'erp', label: 'ERP' });
  await create(property('in_group', { groupName: 'erp' }));
  const refused = await hubspot.send('DELETE', `${AT}/groups/erp`);
  expect(refused.body.subCategory).toBe('PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES');
  await hubspot.send('DELETE', `${AT}/in_group`);
  expect((await hubspot.send('DELETE', `${AT}/groups/erp`)).status).toBe(204);
});

test('a batch read names what does not exist', async () => {
  const read = await hubspot.send('POST', `${AT}/batch/read`, { inputs: [{ name: 'name' }, { name: 'nope' }] });
  expect(read.status).toBe(207);
  expect(read.body.results).toMatchObject([{ name: 'name', hubspotDefined: true }]);
});

test('a group can be renamed and is listed once', async () => {
  await hubspot.send('PATCH', `${AT}/groups/companyinformation`, { label: 'About', displayOrder: 2 });
  const { results } = (await hubspot.send('GET', `${AT}/groups`)).body;
  const found = results.filter((one: { name: string }) => one.name === 'companyinformation');
  expect(found).toEqual([{ name: 'companyinformation', label: 'About', displayOrder: 2, archived: false }]);
});

test.each(['company', 'COMPANIES', '0-2', 'Company'])('the object type may be written %s', async (spelling) => {
  const { status, body } = await hubspot.send('GET', `/crm/properties/2026-09/${spelling}/domain`);
  expect([status, body.name]).toEqual([200, 'domain']);
});

test('a type that is not there cannot be inferred', async () => {
  const { status, body } = await hubspot.send('GET', '/crm/properties/2026-09/gadgets');
  expect([status, body.message]).toEqual([400, 'Unable to infer object type from: gadgets']);
});

test('an unknown property is a 404', async () => {
  const { status, body } = await hubspot.send('GET', `${AT}/nope`);
  expect([status, body.category]).toEqual([404, 'OBJECT_NOT_FOUND']);
});

test('whether values are unique never changes', async () => {
  await create(property('not_unique', { hasUniqueValue: false }));
  await hubspot.send('PATCH', `${AT}/not_unique`, { hasUniqueValue: true });
  expect((await hubspot.send('GET', `${AT}/not_unique`)).body.hasUniqueValue).toBe(false);
});

test.each(['name', 'label', 'type', 'fieldType', 'groupName'])('a new property needs its %s', async (left) => {
  const whole = Object.entries(property('incomplete'));
  const { status, body } = await create(Object.fromEntries(whole.filter(([name]) => name !== left)));
  expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
});
