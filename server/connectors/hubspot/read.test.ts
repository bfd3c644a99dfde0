import { afterEach, describe, expect, test } from '@jest/globals';
import type { RecordPage } from '../../engine/connector.ts';
import { createHubSpotConnector } from './connector.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type Reply, type ScriptedHubSpot, type Seen } from './testing/scripted-hubspot.ts';

const properties = {
  results: [
    { name: 'name', type: 'string' },
    { name: 'ledgerline_balance', type: 'number' },
    { name: 'ledgerline_last_order_date', type: 'date' },
    ...Array.from({ length: 400 }, (_, n) => ({ name: `a_property_with_a_long_name_${n}`, type: 'string' })),
  ],
};
const now = new Date('2026-11-23T10:00:00.000Z');

let fake: ScriptedHubSpot;
afterEach(() => fake.close());
async function start(script: (seen: Seen) => Reply) {
  fake = await scriptedHubSpot((seen) =>
    seen.path.startsWith('/crm/properties/') ? { status: 200, body: properties } : script(seen),
  );
  const { call } = quickCall(fake.url);
  return createHubSpotConnector({ call, wait: () => Promise.resolve(), now: () => now, objects: ['companies'] });
}
const record = (id: string, values: Record<string, string | null> = {}) => ({
  id,
  properties: values,
  updatedAt: '2026-11-01T00:00:00Z',
});
const asked = () => fake.seen.filter((seen) => !seen.path.startsWith('/crm/properties/'));
async function all(pages: AsyncIterable<RecordPage>): Promise<RecordPage[]> {
  const list: RecordPage[] = [];
  for await (const page of pages) list.push(page);
  return list;
}

describe('read', () => {
  test('without a cursor lists everything, page by page, in canonical values', async () => {
    const connector = await start(({ path }) =>
      path.includes('&after=1')
        ? { status: 200, body: { results: [record('2')] } }
        : {
            status: 200,
            body: {
              results: [
                record('1', { name: ' ', ledgerline_balance: '20.0000', ledgerline_last_order_date: '1752537600000' }),
              ],
              paging: { next: { after: '1' } },
            },
          },
    );
    const fields = ['name', 'ledgerline_balance', 'ledgerline_last_order_date'];
    const pages = await all(connector.read({ object: 'companies', fields, cursor: null }));
    expect(pages.map((page) => page.records.map(({ id }) => id))).toEqual([['1'], ['2']]);
    expect(pages[0]?.records[0]).toEqual({
      object: 'companies',
      id: '1',
      fields: { name: null, ledgerline_balance: '20', ledgerline_last_order_date: '2025-07-15' },
      modifiedAt: '2026-11-01T00:00:00.000Z',
    });
    expect(asked()[0]?.path).toBe(`/crm/objects/2026-09/companies?limit=100&properties=${fields.join(',')}`);
    // A restart in the middle goes on after the last page that was kept.
    const rest = await all(connector.read({ object: 'companies', fields, cursor: pages[0]?.cursor ?? null }));
    expect(rest.map((page) => page.records.map(({ id }) => id))).toEqual([['2']]);
  });

  test('with the last cursor sweeps by modification date, with overlap for the lagging index', async () => {
    const connector = await start(({ path }) => ({
      status: 200,
      body: path.endsWith('/search') ? { total: 1, results: [record('3')] } : { results: [] },
    }));
    const [listed] = await all(connector.read({ object: 'companies', fields: ['name'], cursor: null }));
    const [swept] = await all(
      connector.read({ object: 'companies', fields: ['name'], cursor: listed?.cursor ?? null }),
    );
    expect(swept?.records.map(({ id }) => id)).toEqual(['3']);
    const since = String(now.getTime() - 10 * 60_000);
    expect(asked()[1]?.body).toMatchObject({
      filterGroups: [{ filters: [{ propertyName: 'hs_lastmodifieddate', operator: 'GTE', value: since }] }],
    });
  });

  test('too many fields for a URL are batch read instead', async () => {
    const connector = await start(({ path }) => ({
      status: 200,
      body: { results: [record('1', path.endsWith('/batch/read') ? { name: 'Here' } : {})] },
    }));
    const fields = ['name', ...Array.from({ length: 400 }, (_, n) => `a_property_with_a_long_name_${n}`)];
    const [page] = await all(connector.read({ object: 'companies', fields, cursor: null }));
    expect(page?.records[0]?.fields['name']).toBe('Here');
    expect(asked().map((seen) => seen.method)).toEqual(['GET', 'POST']);
    expect(asked()[0]?.path.length).toBeLessThan(200);
  });
});

describe('get', () => {
  test('batch reads by a unique property; what a 207 lacks is absent', async () => {
    const connector = await start(() => ({
      status: 207,
      body: { results: [record('1')], errors: [{ category: 'OBJECT_NOT_FOUND', context: { ids: ['B'] } }] },
    }));
    const found = await connector.get({
      object: 'companies',
      ids: ['A', 'B', 'A'],
      fields: ['name'],
      by: 'ledgerline_erp_id',
    });
    expect(found.map(({ id }) => id)).toEqual(['1']);
    expect(asked()[0]?.body).toEqual({
      inputs: [{ id: 'A' }, { id: 'B' }],
      properties: ['name'],
      idProperty: 'ledgerline_erp_id',
    });
  });
});

describe('description of the objects', () => {
  test('an object that HubSpot does not know is left out, for the mapping check to name', async () => {
    fake = await scriptedHubSpot(({ path }) =>
      path.endsWith('/companies')
        ? { status: 200, body: properties }
        : { status: 400, body: { message: 'Unable to infer object type from: compnies' } },
    );
    const { call } = quickCall(fake.url);
    const objects = ['companies', 'compnies'];
    const connector = createHubSpotConnector({ call, wait: () => Promise.resolve(), now: () => now, objects });
    expect((await connector.describe()).map(({ name }) => name)).toEqual(['companies']);
  });
});

describe('associated', () => {
  test('follows pages and gives ids as text; an unknown record has none', async () => {
    const connector = await start(({ path }) => {
      if (path.includes('/404/')) return { status: 404, body: { message: 'resource not found' } };
      if (path.includes('after=')) return { status: 200, body: { results: [{ toObjectId: '9' }] } };
      return { status: 200, body: { results: [{ toObjectId: 5790939450 }], paging: { next: { after: 'x' } } } };
    });
    expect(await connector.associated?.({ object: 'deals', id: '1' }, 'companies')).toEqual(['5790939450', '9']);
    expect(await connector.associated?.({ object: 'deals', id: '404' }, 'companies')).toEqual([]);
  });
});

test('a property that was deleted meanwhile is named, and not taken for a value that was cleared', async () => {
  let isThere = true;
  fake = await scriptedHubSpot(({ path }) => {
    const results = isThere ? properties.results : properties.results.filter(({ name }) => name !== 'name');
    return path.startsWith('/crm/properties/')
      ? { status: 200, body: { results } }
      : { status: 200, body: { results: [record('1', isThere ? { name: null } : {})] } };
  });
  const wait = () => Promise.resolve();
  const connector = createHubSpotConnector({ call: quickCall(fake.url).call, wait, now: () => now });
  const get = () => connector.get({ object: 'companies', ids: ['1'], fields: ['name'] });
  expect(await get()).toMatchObject([{ fields: { name: null } }]);
  isThere = false;
  await expect(get()).rejects.toMatchObject({
    name: 'ConfigError',
    message: expect.stringContaining('"name" of comp'),
  });
});
