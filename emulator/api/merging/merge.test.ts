import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import type { Settings } from '../settings.ts';

const AT = '/crm/objects/2026-09';
let hubspot: TestEmulator;
const start = async (limits: Partial<Settings> = {}): Promise<void> => {
  hubspot = await startTestEmulator({ limits });
};
beforeEach(() => start());
afterEach(() => hubspot.close());

const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
const merge = (type: string, primaryObjectId: string, objectIdToMerge: string) =>
  hubspot.send('POST', `${AT}/${type}/merge`, { primaryObjectId, objectIdToMerge });
const read = (type: string, id: string, query = '') => hubspot.send('GET', `${AT}/${type}/${id}?${query}`);
const link = (from: string, to: string) => {
  const [type, id] = to.split('/');
  return hubspot.send('PUT', `${AT}/${from}/associations/default/${type}/${id}`);
};
const linked = async (from: string, type: string): Promise<string[]> => {
  const { body } = await hubspot.send('GET', `${AT}/${from}/associations/${type}`);
  return body.results.map(({ toObjectId }: { toObjectId: number }) => String(toObjectId)).toSorted();
};
const pair = async (): Promise<[string, string]> => [
  await make('companies', { name: 'Winner', phone: '1' }),
  await make('companies', { name: 'Loser', city: 'Rome' }),
];

test("a merge has a new id; the primary record's values win and its blanks are filled from the other", async () => {
  const [first, second] = await pair();
  const { status, body } = await merge('companies', first, second);
  expect(status).toBe(200);
  expect([first, second]).not.toContain(body.id);
  expect(body.properties).toMatchObject({
    name: 'Winner',
    phone: '1',
    city: 'Rome',
    hs_merged_object_ids: `${first};${second}`,
  });
});

test('both old ids answer the survivor with its own id on a GET and a PATCH, through two merges as well', async () => {
  const [first, second] = await pair();
  const survivor = (await merge('companies', first, second)).body.id;
  const last = (await merge('companies', await make('companies', { name: 'Third' }), survivor)).body;
  expect(last.properties.hs_merged_object_ids.split(';')).toEqual(expect.arrayContaining([first, second, survivor]));
  for (const old of [first, second, survivor]) expect((await read('companies', old)).body.id).toBe(last.id);
  const patched = await hubspot.send('PATCH', `${AT}/companies/${first}`, { properties: { phone: '9' } });
  expect(patched.body.id).toBe(last.id);
  expect((await read('companies', last.id, 'properties=phone')).body.properties.phone).toBe('9');
});

test('a batch read finds the survivor by an old id; a batch update does not', async () => {
  const [first, second] = await pair();
  const survivor = (await merge('companies', first, second)).body.id;
  const found = await hubspot.send('POST', `${AT}/companies/batch/read`, { inputs: [{ id: second }] });
  expect(found.body.results.map(({ id }: { id: string }) => id)).toEqual([survivor]);
  const inputs = [{ id: second, properties: { phone: '2' } }];
  expect((await hubspot.send('POST', `${AT}/companies/batch/update`, { inputs })).status).toBe(404);
});

test('batch read by an old id and the kept id of the primary record are settings', async () => {
  await hubspot.close();
  await start({ mergeKeepsId: true, mergedIdsInBatchRead: false });
  const [first, second] = await pair();
  const { body } = await merge('companies', first, second);
  expect(body).toMatchObject({ id: first, properties: { hs_merged_object_ids: second } });
  expect((await read('companies', second)).body.id).toBe(first);
  const found = await hubspot.send('POST', `${AT}/companies/batch/read`, { inputs: [{ id: second }] });
  expect(found.body).toMatchObject({ results: [], errors: [{ category: 'OBJECT_NOT_FOUND' }] });
});

test('the old records are neither listed, nor archived, nor found by search', async () => {
  const [first, second] = await pair();
  await merge('companies', first, second);
  const ids = async (path: string) =>
    (await hubspot.send('GET', path)).body.results.map(({ id }: { id: string }) => id) as string[];
  const all = [...(await ids(`${AT}/companies?limit=100`)), ...(await ids(`${AT}/companies?archived=true`))];
  expect(all).not.toEqual(expect.arrayContaining([first]));
  expect(all).not.toEqual(expect.arrayContaining([second]));
  const search = await hubspot.send('POST', `${AT}/companies/search`, { query: 'Loser' });
  expect(search.body.total).toBe(0);
});

test('a contact keeps both e-mails: the other one becomes additional, unique and an idProperty', async () => {
  const first = await make('contacts', { email: 'first@x.example' });
  const second = await make('contacts', { email: 'second@x.example', hs_additional_emails: 'third@x.example' });
  const { body } = await merge('contacts', first, second);
  expect(body.properties).toMatchObject({
    email: 'first@x.example',
    hs_additional_emails: 'second@x.example;third@x.example',
  });
  expect(body.properties.hs_calculated_merged_vids).toMatch(new RegExp(`^${first}:\\d{13};${second}:\\d{13}$`));
  expect((await read('contacts', 'second@x.example', 'idProperty=email')).body.id).toBe(body.id);
  const again = await hubspot.send('POST', `${AT}/contacts`, { properties: { email: 'Third@x.example' } });
  expect([again.status, again.body.message]).toEqual([409, `Contact already exists. Existing ID: ${body.id}`]);
});

test('associations of both move, each once, and a record has one primary company', async () => {
  const [first, second] = [
    await make('contacts', { email: 'a@x.example' }),
    await make('contacts', { email: 'b@x.example' }),
  ];
  const [own, others, shared] = [
    await make('companies', { name: 'Own' }),
    await make('companies', { name: 'Others' }),
    await make('companies', { name: 'Shared' }),
  ];
  for (const [contact, company] of [
    [first, own],
    [second, others],
  ]) {
    await hubspot.send('PUT', `${AT}/contacts/${contact}/associations/companies/${company}`, [
      { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 1 },
    ]);
  }
  for (const contact of [first, second]) await link(`contacts/${contact}`, `companies/${shared}`);
  const { id } = (await merge('contacts', first, second)).body;
  expect(await linked(`contacts/${id}`, 'companies')).toEqual([own, others, shared].toSorted());
  expect(await linked(`companies/${shared}`, 'contacts')).toEqual([id]);
  const { body } = await hubspot.send('GET', `${AT}/contacts/${id}/associations/companies`);
  const primaries = body.results.filter(({ associationTypes }: { associationTypes: { label: string | null }[] }) =>
    associationTypes.some(({ label }) => label === 'Primary'),
  );
  expect(primaries.map(({ toObjectId }: { toObjectId: number }) => String(toObjectId))).toEqual([own]);
});

test('two records that were associated with each other end up without a link to themselves', async () => {
  const [deal, other] = [
    await make('deals', { dealname: 'a', dealstage: 'closedwon' }),
    await make('deals', { dealname: 'b', dealstage: 'closedwon' }),
  ];
  const company = await make('companies', { name: 'c' });
  for (const one of [deal, other]) await link(`deals/${one}`, `companies/${company}`);
  const { id } = (await merge('deals', deal, other)).body;
  expect(await linked(`companies/${company}`, 'deals')).toEqual([id]);
});

test('the history of the primary record goes on, and a value that moved says so', async () => {
  const [first, second] = await pair();
  await hubspot.send('PATCH', `${AT}/companies/${first}`, { properties: { phone: '2' } });
  const { id } = (await merge('companies', first, second)).body;
  const { body } = await read('companies', id, 'propertiesWithHistory=phone,city');
  const { phone, city } = body.propertiesWithHistory;
  expect(phone.map(({ value }: { value: string }) => value)).toEqual(['2', '1']);
  expect(city).toMatchObject([{ value: 'Rome', sourceType: 'MERGE_OBJECTS' }]);
});

test('after a restart old ids still resolve, and ids of erased records do not come again', async () => {
  await hubspot.close();
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-data-'));
  hubspot = await startTestEmulator({ dataDir });
  const [first, second] = await pair();
  const survivor = (await merge('companies', first, second)).body.id;
  const erased = await make('contacts', { email: 'erased@x.example' });
  await hubspot.send('POST', `${AT}/contacts/gdpr-delete`, { objectId: erased });
  await hubspot.close();
  hubspot = await startTestEmulator({ dataDir });
  expect((await read('companies', first)).body.id).toBe(survivor);
  expect(Number(await make('companies', { name: 'next' }))).toBeGreaterThan(Number(erased));
});

describe('is refused with a 400 that says why:', () => {
  test.each([
    ['a record with itself', 'cannot be merged with itself', ([first]: string[]) => [first, first]],
    ['a record that does not exist', 'No company with ID 1 exists', ([first]: string[]) => [first, '1']],
    ['a primary record that does not exist', 'No company with ID 1 exists', ([first]: string[]) => ['1', first]],
    ['a record that was merged already', 'was merged already', ([, , third, fourth]: string[]) => [third, fourth]],
    ['a deleted record', 'exists; it cannot be merged', ([first, second]: string[]) => [first, second]],
  ])('%s', async (_name, message, chosen) => {
    const ids = [...(await pair()), ...(await pair())] as [string, string, string, string];
    await merge('companies', ids[2], ids[3]);
    await hubspot.send('DELETE', `${AT}/companies/${ids[1]}`);
    const [primary = '', other = ''] = chosen(ids);
    const { status, body } = await merge('companies', primary, other);
    expect([status, body.category]).toEqual([400, 'VALIDATION_ERROR']);
    expect(body.message).toContain(message);
  });

  test('an object type that HubSpot does not merge', async () => {
    const { status, body } = await merge('products', '1', '2');
    expect(status).toBe(400);
    expect(body.message).toContain('products cannot be merged');
  });
});

test.each(['contacts', 'companies', 'deals', 'tickets', 'orders'])(
  '%s can be merged, by every version',
  async (type) => {
    const properties: Record<string, object> = {
      companies: { name: 'x' },
      deals: { dealname: 'x', dealstage: 'closedwon' },
      tickets: { subject: 'x', hs_pipeline_stage: '1' },
    };
    for (const path of [`/crm/v3/objects/${type}/merge`, `/crm/objects/2026-03/${type}/merge`]) {
      const ids = [await make(type, properties[type] ?? {}), await make(type, properties[type] ?? {})];
      const body = { primaryObjectId: ids[0], objectIdToMerge: ids[1] };
      expect((await hubspot.send('POST', path, body)).status).toBe(200);
    }
  },
);
