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
  ['LTE', { propertyName: 'annualrevenue', operator: 'LTE', value: '200' }, 'AG'],
  ['BETWEEN', { propertyName: 'annualrevenue', operator: 'BETWEEN', value: '90', highValue: '200' }, 'AG'],
  ['IN', { propertyName: 'city', operator: 'IN', values: ['berlin', 'bern'] }, 'AB'],
  ['NOT_HAS_PROPERTY', { propertyName: 'city', operator: 'NOT_HAS_PROPERTY' }, 'G'],
  ['CONTAINS_TOKEN', { propertyName: 'name', operator: 'CONTAINS_TOKEN', value: 'food*' }, 'AB'],
  ['NOT_CONTAINS_TOKEN', { propertyName: 'name', operator: 'NOT_CONTAINS_TOKEN', value: 'food' }, 'ABG'],
])('%s', async (_name, filter, expected) => {
  expect((await names([filter])).join('')).toBe(expected);
});

test('one sort, by the size of numbers', async () => {
  const sorts = [{ propertyName: 'annualrevenue', direction: 'DESCENDING' }];
  expect((await names([], { sorts })).join('')).toBe('BGA');
  expect((await search({ sorts: [...sorts, ...sorts] })).body.message).toContain('Only one sort');
});

test('pages by offset, with the total', async () => {
  const first = await search({ query: 'foods', limit: 1 });
  expect(first.body).toMatchObject({ total: 2, paging: { next: { after: '1' } } });
  const second = await search({ query: 'foods', limit: 1, after: first.body.paging.next.after });
  expect(second.body.paging).toBeUndefined();
});

test.each([
  ['more than 200 a page', { limit: 201 }],
  ['beyond 10,000 results', { limit: 200, after: '9900' }],
  ['more than 5 groups', { filterGroups: Array.from({ length: 6 }, () => ({ filters: [] })) }],
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
});
