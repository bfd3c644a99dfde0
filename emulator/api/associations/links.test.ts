import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator({ limits: { associationsRead: 3, associationsWritten: 4 } });
});
afterAll(() => hubspot.close());

const AT = '/crm/objects/2026-09';
const make = async (type: string, properties: object): Promise<string> =>
  (await hubspot.send('POST', `${AT}/${type}`, { properties })).body.id;
const contact = () => make('contacts', { firstname: 'c' });
const company = () => make('companies', { name: 'Co' });
const spec = (associationTypeId: number, associationCategory = 'HUBSPOT_DEFINED') => ({
  associationCategory,
  associationTypeId,
});
const put = (from: string, to: string, ...specs: object[]) =>
  hubspot.send('PUT', `${AT}/contacts/${from}/associations/companies/${to}`, specs);
const batch = (name: string, inputs: object[], version = '2026-09') =>
  hubspot.send('POST', `/crm/associations/${version}/contacts/companies/batch/${name}`, { inputs });
const typesOf = async (id: string): Promise<number[][]> =>
  (await hubspot.send('GET', `${AT}/contacts/${id}/associations/companies`)).body.results.map(
    (one: { associationTypes: { typeId: number }[] }) => one.associationTypes.map((type) => type.typeId),
  );

async function label(name: string): Promise<number> {
  const made = await hubspot.send('POST', '/crm/associations/2026-09/contacts/companies/labels', { name, label: name });
  return made.body.results[0].typeId;
}

describe('labels of a link', () => {
  test('a PUT replaces all of them, and a second primary company leaves the first its other labels', async () => {
    const [from, one, other] = [await contact(), await company(), await company()];
    const adviser = await label('adviser');
    const both = await put(from, one, spec(1), spec(adviser, 'USER_DEFINED'));
    expect(both.body).toEqual({
      fromObjectTypeId: '0-1',
      fromObjectId: Number(from),
      toObjectTypeId: '0-2',
      toObjectId: Number(one),
      labels: ['Primary', 'adviser'],
    });
    await put(from, other, spec(1));
    expect(await typesOf(from)).toEqual([
      [279, adviser],
      [279, 1],
    ]);
    await put(from, one, spec(279));
    expect(await typesOf(from)).toEqual([[279], [279, 1]]);
  });

  test('a type is found by category and number together', async () => {
    const [from, to] = [await contact(), await company()];
    const wrong = await put(from, to, spec(279, 'USER_DEFINED'));
    expect([wrong.status, wrong.body.message]).toEqual([
      400,
      'USER_DEFINED 279 is not a valid association type from contacts to companies',
    ]);
  });

  test.each([
    ['2026-09', 200],
    ['2026-03', 200],
  ])('labels/archive of %s takes single labels and answers %i', async (version, status) => {
    const [from, to] = [await contact(), await company()];
    await put(from, to, spec(1));
    const input = { from: { id: from }, to: { id: to } };
    expect((await batch('labels/archive', [{ ...input, types: [spec(1)] }], version)).status).toBe(status);
    expect(await typesOf(from)).toEqual([[279]]);
    await batch('labels/archive', [{ ...input, types: [spec(279)] }], version);
    expect(await typesOf(from)).toEqual([]);
  });

  test('the unlabelled type takes all labels with it', async () => {
    const [from, to] = [await contact(), await company()];
    await put(from, to, spec(1));
    const input = { from: { id: from }, to: { id: to }, types: [spec(279)] };
    const archived = await hubspot.send('POST', '/crm/v4/associations/contacts/companies/batch/labels/archive', {
      inputs: [input],
    });
    expect([archived.status, await typesOf(from)]).toEqual([204, []]);
  });
});

test('associate/default answers 200 even for what failed: its description has no 207', async () => {
  const pair = { from: { id: await contact() }, to: { id: await company() } };
  const answer = await batch('associate/default', [pair, { ...pair, to: { id: '1' } }]);
  expect([answer.status, answer.body.results.length, answer.body.numErrors]).toEqual([200, 2, 1]);
  expect(answer.body.errors[0].message).toBe('No company with ID 1 exists');
});

test('archive answers 200 with a batch on dated paths and 204 on v4', async () => {
  const inputs = [{ from: { id: await contact() }, to: [{ id: await company() }] }];
  const dated = await batch('archive', inputs);
  expect([dated.status, dated.body.status, dated.body.results]).toEqual([200, 'COMPLETE', []]);
  expect((await hubspot.send('POST', '/crm/v4/associations/contacts/companies/batch/archive', { inputs })).status).toBe(
    204,
  );
});

describe('caps on inputs', () => {
  const INPUTS: readonly (readonly [string, number, () => object])[] = [
    ['read', 3, () => ({ id: '1' })],
    ['archive', 4, () => ({ from: { id: '1' }, to: [] })],
    ['associate/default', 4, () => ({ from: { id: '1' }, to: { id: '2' } })],
    ['create', 4, () => ({ from: { id: '1' }, to: { id: '2' }, types: [spec(279)] })],
    ['labels/archive', 4, () => ({ from: { id: '1' }, to: { id: '2' }, types: [spec(279)] })],
  ];
  test.each(INPUTS)('%s takes no more than its setting says', async (name, most, input) => {
    const over = await batch(name, Array.from({ length: most + 1 }, input));
    expect([over.status, over.body.message]).toEqual([
      400,
      `The maximum number of inputs supported in a batch request is ${most}, but ${most + 1} were given.`,
    ]);
    expect((await batch(name, Array.from({ length: most }, input))).status).toBeLessThan(300);
  });
});

test('pages of a list and of a batch read go on after the last id, whatever was unlinked meanwhile', async () => {
  const from = await contact();
  const ids: string[] = [];
  for (let page = 0; page < 6; page += 1) {
    const inputs = Array.from({ length: page === 5 ? 1 : 100 }, () => ({ properties: { name: 'many' } }));
    const made = await hubspot.send('POST', `${AT}/companies/batch/create`, { inputs });
    ids.push(...made.body.results.map((one: { id: string }) => one.id));
  }
  await hubspot.send('POST', '/_emulator/limits', { associationsWritten: 2000 });
  await batch(
    'associate/default',
    ids.map((id) => ({ from: { id: from }, to: { id } })),
  );
  const sorted = ids.map(Number).toSorted((one, other) => one - other);
  const [first] = (await batch('read', [{ id: from }])).body.results;
  expect([first.to.length, first.paging.next.after]).toEqual([500, String(sorted[499])]);
  const [second] = (await batch('read', [{ id: from, after: first.paging.next.after }])).body.results;
  expect(second).toEqual({ from: { id: from }, to: [expect.objectContaining({ toObjectId: sorted[500] })] });

  const list = (after: number) =>
    hubspot.send('GET', `${AT}/contacts/${from}/associations/companies?limit=2&after=${after}`);
  await batch('archive', [{ from: { id: from }, to: [{ id: String(sorted[1]) }] }]);
  const page = await list(sorted[1] ?? 0);
  expect(page.body.results.map((one: { toObjectId: number }) => one.toObjectId)).toEqual(sorted.slice(2, 4));
  expect(page.body.paging.next.after).toBe(String(sorted[3]));
});

test('a record is not associated with itself, but with others of its type', async () => {
  const [one, other] = [await company(), await company()];
  const at = (to: string) => `${AT}/companies/${one}/associations/companies/${to}`;
  expect((await hubspot.send('PUT', at(one), [spec(13)])).status).toBe(400);
  expect((await hubspot.send('PUT', at(other), [spec(13)])).body.labels).toEqual(['Child Company']);
  const back = await hubspot.send('GET', `${AT}/companies/${other}/associations/companies`);
  expect(back.body.results[0].associationTypes.map((type: { label: string }) => type.label)).toEqual([
    null,
    'Parent Company',
  ]);
});

test('the report of high usage is promised to a user of the portal', async () => {
  const [owner] = (await hubspot.send('GET', '/crm/owners/2026-09')).body.results;
  const at = (userId: number) => `/crm/associations/2026-09/usage/high-usage-report/${userId}`;
  const report = await hubspot.send('POST', at(owner.userId));
  expect(report.body).toMatchObject({ userId: owner.userId, userEmail: owner.email });
  expect((await hubspot.send('POST', at(1))).status).toBe(404);
});

test('v3 names types; the plain name is the primary company where there is one', async () => {
  const [from, to] = [await contact(), await company()];
  const at = '/crm/v3/associations/contacts/companies';
  const names = (await hubspot.send('GET', `${at}/types`)).body.results.map((one: { name: string }) => one.name);
  expect(names).toEqual(expect.arrayContaining(['contact_to_company', 'contact_to_company_unlabeled']));
  const link = { from: { id: from }, to: { id: to }, type: 'contact_to_company' };
  expect((await hubspot.send('POST', `${at}/batch/create`, { inputs: [link] })).status).toBe(201);
  const read = await hubspot.send('POST', `${at}/batch/read`, { inputs: [{ id: from }] });
  expect(read.body.results[0].to).toEqual([
    { id: to, type: 'contact_to_company_unlabeled' },
    { id: to, type: 'contact_to_company' },
  ]);
  expect((await hubspot.send('POST', `${at}/batch/archive`, { inputs: [link] })).status).toBe(204);
  expect(await typesOf(from)).toEqual([[279]]);
});
