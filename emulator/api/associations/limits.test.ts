import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
});
afterAll(() => hubspot.close());

const AT = '/crm/objects/2026-09';
const LIMITS = '/crm/associations/2026-09/definitions/configurations';
const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
const deal = () => make('deals', { dealname: 'd', dealstage: 'closedwon' });
const contact = () => make('contacts', { firstname: 'c' });
const limit = (name: string, maxToObjectIds: number, typeId = 3) =>
  hubspot.send('POST', `${LIMITS}/deals/contacts/batch/${name}`, {
    inputs: [{ category: 'HUBSPOT_DEFINED', typeId, maxToObjectIds }],
  });
const purge = (version = '2026-09') =>
  hubspot.send('POST', `${LIMITS.replace('2026-09', version)}/deals/contacts/batch/purge`, {
    inputs: [{ category: 'HUBSPOT_DEFINED', typeId: 3 }],
  });
const associate = (from: string, id: string, to: string, toId: string) =>
  hubspot.send('PUT', `${AT}/${from}/${id}/associations/default/${to}/${toId}`);

test('a limit is created, listed, updated and purged', async () => {
  const made = await limit('create', 5);
  const view = { category: 'HUBSPOT_DEFINED', typeId: 3, userEnforcedMaxToObjectIds: 5, label: null };
  expect([made.status, made.body.results]).toEqual([201, [view]]);
  expect((await hubspot.send('GET', `${LIMITS}/all`)).body.results).toEqual([view]);
  expect((await hubspot.send('GET', `${LIMITS}/deals/contacts`)).body.results).toEqual([view]);
  expect((await hubspot.send('GET', `${LIMITS}/contacts/deals`)).body.results).toEqual([]);
  const updated = await limit('update', 7);
  expect(updated.body.results).toEqual([{ category: 'HUBSPOT_DEFINED', typeId: 3, userEnforcedMaxToObjectIds: 7 }]);
  expect((await purge()).status).toBe(200);
  expect((await hubspot.send('GET', `${LIMITS}/all`)).body.results).toEqual([]);
  expect((await purge('v4')).status).toBe(204);
});

test('what cannot be limited is an item of a 207', async () => {
  const unknown = await limit('create', 1, 279);
  expect([unknown.status, unknown.body.errors[0].message]).toEqual([
    207,
    'HUBSPOT_DEFINED 279 is not an association type from deals to contacts',
  ]);
  expect((await limit('update', 1)).body.errors[0].category).toBe('OBJECT_NOT_FOUND');
  await limit('create', 1);
  expect((await limit('create', 2)).body.errors[0].category).toBe('CONFLICT');
  await purge();
});

test('a limit holds from both ends of a link, and only in its own direction', async () => {
  await limit('create', 1);
  const [first, second] = [await deal(), await deal()];
  const [one, other] = [await contact(), await contact()];
  expect((await associate('deals', first, 'contacts', one)).status).toBe(200);
  expect((await associate('deals', first, 'contacts', one)).status).toBe(200);
  const over = await associate('deals', first, 'contacts', other);
  expect([over.status, over.body.errors[0].code]).toEqual([400, 'ASSOCIATION_LIMIT_EXCEEDED']);
  expect((await associate('contacts', other, 'deals', first)).status).toBe(400);
  expect((await associate('contacts', one, 'deals', second)).status).toBe(200);
  await purge();
});

test('a record that is created with too many is not created', async () => {
  await limit('create', 1);
  const [one, other] = [await contact(), await contact()];
  const types = [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 3 }];
  const create = (...ids: string[]) =>
    hubspot.send('POST', `${AT}/deals`, {
      properties: { dealname: 'limited', dealstage: 'closedwon' },
      associations: ids.map((id) => ({ to: { id }, types })),
    });
  expect((await create(one, other)).body.errors[0].code).toBe('ASSOCIATION_LIMIT_EXCEEDED');
  expect((await create(one)).status).toBe(201);
  const found = await hubspot.send('POST', `${AT}/deals/search`, {
    filterGroups: [{ filters: [{ propertyName: 'dealname', operator: 'EQ', value: 'limited' }] }],
  });
  expect(found.body.total).toBe(1);
  await purge();
});
