import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';

const AT = '/crm/objects/2026-09/companies';
let hubspot: TestEmulator;
beforeAll(async () => {
  hubspot = await startTestEmulator();
  const inputs = [
    { name: 'Alpha Foods', annualrevenue: '90', city: 'Berlin' },
    { name: 'Beta Foods', annualrevenue: '1000', city: 'Bern' },
    { name: 'Gamma Wines', annualrevenue: '200' },
  ].map((properties) => ({ properties }));
  await hubspot.send('POST', `${AT}/batch/create`, { inputs });
});
afterAll(() => hubspot.close());

const search = (body: object) => hubspot.send('POST', `${AT}/search`, body);
const names = async (filters: object[], more: object = {}): Promise<string[]> => {
  const revenue = { propertyName: 'annualrevenue', operator: 'HAS_PROPERTY' };
  const answer = await search({ filterGroups: [{ filters: [revenue, ...filters] }], ...more });
  return answer.body.results.map((one: { properties: { name: string } }) => one.properties.name[0]);
};

test.each([
  ['EQ without case', { propertyName: 'name', operator: 'EQ', value: 'alpha foods' }, 'A'],
  ['NEQ', { propertyName: 'city', operator: 'NEQ', value: 'Bern' }, 'A'],
  ['numbers by size', { propertyName: 'annualrevenue', operator: 'GT', value: '100' }, 'BG'],
  ['LT', { propertyName: 'annualrevenue', operator: 'LT', value: '200' }, 'A'],
  ['GTE', { propertyName: 'annualrevenue', operator: 'GTE', value: '200' }, 'BG'],
  ['HAS_PROPERTY', { propertyName: 'city', operator: 'HAS_PROPERTY' }, 'AB'],
  ['LTE', { propertyName: 'annualrevenue', operator: 'LTE', value: '200' }, 'AG'],
  ['BETWEEN', { propertyName: 'annualrevenue', operator: 'BETWEEN', value: '90', highValue: '200' }, 'AG'],
  ['IN', { propertyName: 'city', operator: 'IN', values: ['berlin', 'bern'] }, 'AB'],
  ['IN finds texts in lower case only', { propertyName: 'city', operator: 'IN', values: ['Berlin', 'bern'] }, 'B'],
  ['NOT_IN', { propertyName: 'city', operator: 'NOT_IN', values: ['berlin'] }, 'B'],
  ['IN with numbers', { propertyName: 'annualrevenue', operator: 'IN', values: ['90.0', '200'] }, 'AG'],
  ['NOT_HAS_PROPERTY', { propertyName: 'city', operator: 'NOT_HAS_PROPERTY' }, 'G'],
  ['CONTAINS_TOKEN', { propertyName: 'name', operator: 'CONTAINS_TOKEN', value: 'food*' }, 'AB'],
  ['NOT_CONTAINS_TOKEN', { propertyName: 'name', operator: 'NOT_CONTAINS_TOKEN', value: 'food' }, 'ABG'],
])('a search by %s', async (_name, filter, expected) => {
  expect((await names([filter])).join('')).toBe(expected);
});

test('one sort, by the size of numbers', async () => {
  const sorts = [{ propertyName: 'annualrevenue', direction: 'DESCENDING' }];
  expect((await names([], { sorts })).join('')).toBe('BGA');
  expect((await search({ sorts: [...sorts, ...sorts] })).body.message).toContain('Only one sort');
});

test('groups are alternatives, their filters hold together', async () => {
  const is = (propertyName: string, value: string) => ({ propertyName, operator: 'EQ', value });
  const filterGroups = [
    { filters: [is('city', 'Berlin'), is('annualrevenue', '90')] },
    { filters: [is('city', 'Bern'), is('annualrevenue', '90')] },
    { filters: [is('annualrevenue', '200')] },
  ];
  const { results } = (await search({ filterGroups })).body;
  expect(results.map((one: { properties: { name: string } }) => one.properties.name[0]).join('')).toBe('AG');
});

test('a sort may be a text', async () => {
  expect((await names([], { sorts: ['annualrevenue'] })).join('')).toBe('AGB');
  expect((await names([], { sorts: ['-annualrevenue'] })).join('')).toBe('BGA');
});

test('how many groups are allowed, and whether BETWEEN has its ends, are settings', async () => {
  const other = await startTestEmulator({ limits: { searchFilterGroups: 6, betweenIsInclusive: false } });
  await other.send('POST', AT, { properties: { name: 'Edge', annualrevenue: '90' } });
  const total = async (value: string, highValue: string): Promise<number> => {
    const filters = [{ propertyName: 'annualrevenue', operator: 'BETWEEN', value, highValue }];
    return (await other.send('POST', `${AT}/search`, { filterGroups: [{ filters }] })).body.total;
  };
  expect([await total('90', '100'), await total('80', '90'), await total('80', '100')]).toEqual([0, 0, 1]);
  const groups = (count: number) => ({ filterGroups: Array.from({ length: count }, () => ({ filters: [] })) });
  expect((await other.send('POST', `${AT}/search`, groups(6))).status).toBe(200);
  expect((await other.send('POST', `${AT}/search`, groups(7))).status).toBe(400);
  await other.close();
});

test('archived records are not found', async () => {
  const { id } = (await hubspot.send('POST', AT, { properties: { name: 'Omega' } })).body;
  expect((await search({ query: 'omega' })).body.total).toBe(1);
  await hubspot.send('DELETE', `${AT}/${id}`);
  expect((await search({ query: 'omega' })).body.total).toBe(0);
});

test.each([
  ['contacts', { firstname: 'Def' }, 'createdate email firstname hs_object_id lastmodifieddate lastname'],
  ['companies', { name: 'Def' }, 'createdate domain hs_lastmodifieddate hs_object_id name'],
  [
    'deals',
    { dealname: 'Def', dealstage: 'closedwon' },
    'amount closedate createdate dealname dealstage hs_lastmodifieddate hs_object_id pipeline',
  ],
  ['products', { name: 'Def' }, 'createdate description hs_lastmodifieddate hs_object_id name price'],
])('%s are found with their usual properties', async (type, properties, expected) => {
  const { id } = (await hubspot.send('POST', `/crm/objects/2026-09/${type}`, { properties })).body;
  const filters = [{ propertyName: 'hs_object_id', operator: 'EQ', value: id }];
  const { results } = (
    await hubspot.send('POST', `/crm/objects/2026-09/${type}/search`, { filterGroups: [{ filters }] })
  ).body;
  expect(Object.keys(results[0].properties).toSorted().join(' ')).toBe(expected);
});

test('pages by offset, with the total', async () => {
  const first = await search({ query: 'foods', limit: 1 });
  expect(first.body).toMatchObject({ total: 2, paging: { next: { after: '1' } } });
  const second = await search({ query: 'foods', limit: 1, after: first.body.paging.next.after });
  expect(second.body.paging).toBeUndefined();
});

const filters = (count: number): object[] =>
  Array.from({ length: count }, () => ({ propertyName: 'name', operator: 'HAS_PROPERTY' }));

test('as much as is allowed is allowed', async () => {
  const filterGroups = [6, 6, 2, 2, 2].map((count) => ({ filters: filters(count) }));
  const body = { filterGroups, query: 'x'.repeat(3000), limit: 200, after: '9800', sorts: ['-name'] };
  expect((await search(body)).status).toBe(200);
});

test('answers carry no rate-limit headers', async () => {
  const { headers } = await search({});
  expect([...headers.keys()].filter((name) => name.includes('ratelimit'))).toEqual([]);
});

test.each([
  ['contacts', { email: 'eq@x.example', firstname: 'Eq' }, 'email', 'EQ@x.example'],
  ['contacts', { email: 'life@x.example', lifecyclestage: 'customer' }, 'lifecyclestage', 'customer'],
  ['deals', { dealname: 'd', dealstage: 'closedwon', amount: '10.50' }, 'amount', '10.5'],
  ['deals', { dealname: 'd', dealstage: 'closedwon', closedate: '2026-02-03T04:05:06Z' }, 'closedate', '1770091506000'],
  ['invoices', { hs_currency: 'EUR', hs_invoice_billable: 'false' }, 'hs_invoice_billable', 'false'],
  [
    'subscriptions',
    { hs_name: 's', hs_recurring_billing_start_date: '2026-03-01' },
    'hs_recurring_billing_start_date',
    '1772323200000',
  ],
  ['orders', { hs_order_name: 'o', hs_external_order_id: 'E-1' }, 'hs_external_order_id', 'e-1'],
  ['line_items', { name: 'Line', price: '3' }, 'price', '3.00'],
])('%s %j are found by %s EQ %s', async (type, properties, propertyName, value) => {
  const made = await hubspot.send('POST', `/crm/objects/2026-09/${type}`, { properties });
  const body = { filterGroups: [{ filters: [{ propertyName, operator: 'EQ', value }] }] };
  const { results } = (await hubspot.send('POST', `/crm/objects/2026-09/${type}/search`, body)).body;
  expect(results.map(({ id }: { id: string }) => id)).toEqual([made.body.id]);
});

test('records are found by their id and by the day they were created, as number or as ISO 8601', async () => {
  const { body } = await hubspot.send('POST', AT, { properties: { name: 'Delta' } });
  for (const [propertyName, operator, value] of [
    ['hs_object_id', 'EQ', body.id],
    ['hs_lastmodifieddate', 'GTE', body.updatedAt],
    ['createdate', 'GTE', String(Date.parse(body.createdAt))],
  ]) {
    const found = await search({ filterGroups: [{ filters: [{ propertyName, operator, value }] }] });
    expect(found.body.results.map(({ id }: { id: string }) => id)).toContain(body.id);
  }
});

test('all records can be read by hs_object_id, past the cap', async () => {
  const seen: string[] = [];
  let last = '0';
  for (;;) {
    const after = { propertyName: 'hs_object_id', operator: 'GT', value: last };
    const sorts = [{ propertyName: 'hs_object_id', direction: 'ASCENDING' }];
    const { results } = (await search({ filterGroups: [{ filters: [after] }], sorts, limit: 2 })).body;
    if (results.length === 0) break;
    seen.push(...results.map(({ id }: { id: string }) => id));
    last = seen.at(-1) ?? '';
  }
  expect(seen).toEqual(seen.toSorted((one, other) => Number(one) - Number(other)));
  expect(seen.length).toBe((await search({})).body.total);
});

test.each([
  ['more than 200 a page', { limit: 201 }],
  ['beyond 10,000 results', { limit: 200, after: '9900' }],
  ['more than 5 groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
  ['more than 6 filters in a group', { filterGroups: [{ filters: filters(7) }] }],
  ['more than 18 filters', { filterGroups: [6, 6, 6, 1].map((count) => ({ filters: filters(count) })) }],
  ['a query of more than 3,000 characters', { query: 'x'.repeat(3001) }],
  ['a second sort', { sorts: ['name', 'city'] }],
  [
    'an operator that HubSpot does not have',
    { filterGroups: [{ filters: [{ propertyName: 'name', operator: 'LIKE' }] }] },
  ],
  ['an unknown property', { filterGroups: [{ filters: [{ propertyName: 'nope', operator: 'EQ', value: '1' }] }] }],
])('%s is refused', async (_name, body) => {
  const { status, body: answer } = await search(body);
  expect([status, answer.category]).toEqual([400, 'VALIDATION_ERROR']);
});

describe('the index lags', () => {
  test('a new value is found, and an old one lost, only after the lag', async () => {
    const slow = await startTestEmulator({ limits: { searchLagMs: 60_000 } });
    const found = async (name: string): Promise<number> =>
      (await slow.send('POST', `${AT}/search`, { query: name })).body.total;
    const made = await slow.send('POST', AT, { properties: { name: 'Fresh' } });
    expect(await found('Fresh')).toBe(0);
    await slow.advance(60_001);
    expect(await found('Fresh')).toBe(1);
    await slow.send('PATCH', `${AT}/${made.body.id}`, { properties: { name: 'Stale' } });
    expect([await found('Fresh'), await found('Stale')]).toEqual([1, 0]);
    await slow.advance(60_001);
    expect([await found('Fresh'), await found('Stale')]).toEqual([0, 1]);
    await slow.close();
  });

  test('an archived record is found, and what a merge made is not, until the lag is over', async () => {
    const slow = await startTestEmulator({ limits: { searchLagMs: 60_000 } });
    const make = async (name: string): Promise<string> =>
      (await slow.send('POST', AT, { properties: { name } })).body.id;
    const found = async (): Promise<string[]> =>
      (await slow.send('POST', `${AT}/search`, { query: 'Lagging' })).body.results.map(({ id }: { id: string }) => id);
    const ids = [await make('Lagging 1'), await make('Lagging 2'), await make('Lagging 3')];
    await slow.advance(60_001);
    await slow.send('DELETE', `${AT}/${ids[0]}`);
    const merged = { primaryObjectId: ids[1], objectIdToMerge: ids[2] };
    const survivor = (await slow.send('POST', `${AT}/merge`, merged)).body.id;
    expect(await found()).toEqual(ids);
    await slow.advance(60_001);
    expect(await found()).toEqual([survivor]);
    await slow.close();
  });
});
