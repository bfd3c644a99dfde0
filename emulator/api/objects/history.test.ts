import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
let token: string;
beforeAll(async () => {
  const app = await writeProject();
  hubspot = await startTestEmulator({ apps: [app], limits: { historyEntries: 3, historyPageSize: 2 } });
  token = (await connectApp(hubspot, app)).access_token;
});
afterAll(() => hubspot.close());

const make = async (properties: object): Promise<string> => (await hubspot.send('POST', AT, { properties })).body.id;
const patch = (id: string, properties: object, as?: string) => hubspot.send('PATCH', `${AT}/${id}`, { properties }, as);
const history = async (id: string, name: string): Promise<{ value: string; timestamp: string }[]> =>
  (await hubspot.send('GET', `${AT}/${id}?propertiesWithHistory=${name}`)).body.propertiesWithHistory[name];

test('values over time come newest first, with when and from where', async () => {
  const id = await make({ name: 'H', phone: '1' });
  await hubspot.advance(1000);
  await patch(id, { phone: '2' }, token);
  await patch(id, { phone: '' });
  const entries = await history(id, 'phone');
  expect(entries).toMatchObject([
    { value: '', sourceType: 'API', sourceId: 'portal:12345678' },
    { value: '2', sourceType: 'INTEGRATION', sourceId: '77', sourceLabel: 'Fixture app' },
    { value: '1', sourceType: 'API' },
  ]);
  expect(entries.map(({ timestamp }) => timestamp)).toEqual(
    entries
      .map(({ timestamp }) => timestamp)
      .toSorted()
      .toReversed(),
  );
});

test('a value that never changed is the one of the creation; one that was never set has no history', async () => {
  const id = await make({ name: 'Same' });
  const { body } = await hubspot.send('GET', `${AT}/${id}?propertiesWithHistory=name,phone`);
  expect(body.propertiesWithHistory).toMatchObject({
    name: [{ value: 'Same', timestamp: body.createdAt, sourceType: 'API' }],
    phone: [],
  });
});

test('the oldest values are dropped', async () => {
  const id = await make({ name: 'Many', phone: '0' });
  for (let number = 1; number < 6; number += 1) await patch(id, { phone: String(number) });
  expect((await history(id, 'phone')).map(({ value }) => value)).toEqual(['5', '4', '3']);
});

test('computed amounts say that they were computed', async () => {
  const invoices = '/crm/objects/2026-09/invoices';
  const invoice = (await hubspot.send('POST', invoices, { properties: { hs_currency: 'EUR' } })).body.id;
  const item = await hubspot.send('POST', '/crm/objects/2026-09/line_items', { properties: { name: 'a', price: '2' } });
  await hubspot.send('PUT', `${invoices}/${invoice}/associations/default/line_items/${item.body.id}`);
  const { body } = await hubspot.send('GET', `${invoices}/${invoice}?propertiesWithHistory=hs_amount_billed`);
  expect(body.propertiesWithHistory.hs_amount_billed).toMatchObject([
    { value: '2', sourceType: 'CALCULATED' },
    { value: '0', sourceType: 'API' },
  ]);
});

describe('lists and batch reads', () => {
  test('answer it as well', async () => {
    const id = await make({ name: 'Listed' });
    const list = await hubspot.send('GET', `${AT}?limit=1&propertiesWithHistory=name`);
    expect(list.body.results[0].propertiesWithHistory.name).toHaveLength(1);
    const body = { inputs: [{ id }], properties: ['name'], propertiesWithHistory: ['name'] };
    const read = await hubspot.send('POST', `${AT}/batch/read`, body);
    expect(read.body.results[0].propertiesWithHistory.name[0].value).toBe('Listed');
  });

  test('take fewer records then', async () => {
    const list = await hubspot.send('GET', `${AT}?limit=3&propertiesWithHistory=name`);
    expect([list.status, list.body.message]).toEqual([400, expect.stringContaining('limit of 2')]);
    const inputs = [{ id: '1' }, { id: '2' }, { id: '3' }];
    const read = await hubspot.send('POST', `${AT}/batch/read`, { inputs, propertiesWithHistory: ['name'] });
    expect(read.body.message).toBe(
      'The maximum number of inputs supported in a batch request for property histories is 2. Please reduce the number of items and try again',
    );
  });
});
