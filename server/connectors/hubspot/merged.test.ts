import { afterEach, expect, test } from '@jest/globals';
import { createHubSpotConnector } from './connector.ts';
import { quickCall } from './testing/quick-call.ts';
import { scriptedHubSpot, type Reply, type ScriptedHubSpot, type Seen } from './testing/scripted-hubspot.ts';

const named = (...names: string[]) => ({ results: names.map((name) => ({ name, type: 'string' })) });

let fake: ScriptedHubSpot;
afterEach(() => fake.close());
async function start(script: (seen: Seen) => Reply, properties = named('name', 'hs_merged_object_ids')) {
  fake = await scriptedHubSpot((seen) =>
    seen.path.startsWith('/crm/properties/') ? { status: 200, body: properties } : script(seen),
  );
  const { call } = quickCall(fake.url);
  return createHubSpotConnector({
    call,
    wait: () => Promise.resolve(),
    now: () => new Date(0),
    objects: ['companies'],
  });
}
const record = (id: string, merged?: string) => ({
  id,
  properties: { name: 'x', hs_merged_object_ids: merged ?? null },
});
const none: Reply = {
  status: 404,
  body: { status: 'error', message: 'resource not found', category: 'OBJECT_NOT_FOUND' },
};
const get = (ids: string[], object = 'companies') => ({ object, ids, fields: ['name'] });
const singles = () => fake.seen.filter(({ method, path }) => method === 'GET' && !path.startsWith('/crm/properties/'));

test('a record tells the ids that it had', async () => {
  const connector = await start(() => ({ status: 200, body: { results: [record('3', '1;2')] } }));
  expect(await connector.get(get(['1', '3']))).toMatchObject([{ id: '3', formerIds: ['1', '2'] }]);
  expect(singles()).toEqual([]);
});

test('an id that a batch read lacks leads to the survivor all the same', async () => {
  const connector = await start(({ method, path }) => {
    if (method === 'POST') return { status: 200, body: { results: [record('4')] } };
    return path.includes('/1?') ? { status: 200, body: record('3') } : none;
  });
  const found = await connector.get(get(['1', '2', '4']));
  expect(found.map(({ id, formerIds }) => [id, formerIds])).toEqual([
    ['4', undefined],
    ['3', ['1']],
  ]);
  expect(singles()).toHaveLength(2);
});

test('more names than an address can hold go into the body of a batch read', async () => {
  const fields = ['name', ...Array.from({ length: 400 }, (_, no) => `a_property_with_a_long_name_${no}`)];
  const connector = await start(
    ({ method, path, body }) => {
      if (method === 'GET') return path.includes('/1?') ? { status: 200, body: record('3') } : none;
      const asked = (body as { inputs: { id: string }[] }).inputs.some(({ id }) => id === '3');
      return { status: 200, body: { results: asked ? [record('3')] : [] } };
    },
    named('hs_merged_object_ids', ...fields),
  );
  const found = await connector.get({ object: 'companies', ids: ['1'], fields });
  expect(found).toMatchObject([{ id: '3', formerIds: ['1'], fields: { name: 'x' } }]);
  expect(singles().every(({ path }) => path.length < 200)).toBe(true);
});

test('records that cannot be merged are not asked for one by one', async () => {
  const connector = await start(() => ({ status: 200, body: { results: [] } }));
  expect(await connector.get(get(['1'], 'invoices'))).toEqual([]);
  expect(singles()).toEqual([]);
});
