import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Client } from '@hubspot/api-client';
import { EXAMPLES } from '../testing/records.ts';
import { genericRecords, type Records } from './records.ts';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

const APIS: readonly (readonly [string, (client: Client) => Records])[] = [
  ['contacts', ({ crm }) => crm.contacts],
  ['companies', ({ crm }) => crm.companies],
  ['deals', ({ crm }) => crm.deals],
  ['tickets', ({ crm }) => crm.tickets],
  ['products', ({ crm }) => crm.products],
  ['line_items', ({ crm }) => crm.lineItems],
  ['quotes', ({ crm }) => crm.quotes],
  ['invoices', ({ crm }) => crm.commerce.invoices],
  ['notes', ({ crm }) => crm.objects.notes],
  ['tasks', ({ crm }) => crm.objects.tasks],
  ['taxes', ({ crm }) => crm.objects.taxes],
  ...['orders', 'carts', 'commerce_payments', 'subscriptions', 'discounts', 'fees'].map(
    (type) => [type, ({ crm }: Client) => genericRecords(crm.objects, type)] as const,
  ),
];

describe.each(APIS)('%s', (type, apisOf) => {
  const { properties, changed } = EXAMPLES[type]!;
  const [[name, value]] = Object.entries(changed) as [[string, string]];
  const create = (n: number) =>
    apisOf(emulator.client).basicApi.create({ properties: properties(n), associations: [] });

  test('basicApi', async () => {
    const { basicApi } = apisOf(emulator.client);
    const { id, createdAt } = await create(1);
    expect(createdAt).toBeInstanceOf(Date);
    expect((await basicApi.update(id, { properties: changed })).properties[name]).toBe(value);
    expect((await basicApi.getById(id, [name])).properties[name]).toBe(value);
    expect((await basicApi.getPage(100)).results.map((record) => record.id)).toContain(id);
    await basicApi.archive(id);
    await expect(basicApi.getById(id)).rejects.toMatchObject({ code: 404 });
  });

  test('batchApi', async () => {
    const { batchApi } = apisOf(emulator.client);
    const made = await batchApi.create({
      inputs: [2, 3].map((n) => ({ properties: properties(n), associations: [], objectWriteTraceId: String(n) })),
    });
    expect(made.status).toBe('COMPLETE');
    const inputs = made.results.map(({ id }) => ({ id }));
    await batchApi.update({ inputs: inputs.map(({ id }) => ({ id, properties: changed })) });
    const read = await batchApi.read({ inputs, properties: [name], propertiesWithHistory: [] });
    expect(read.results.map((record) => record.properties[name])).toEqual([value, value]);
    await batchApi.archive({ inputs });
    const gone = await batchApi.read({ inputs, properties: [name], propertiesWithHistory: [] });
    expect([gone.results, gone.errors?.[0]?.category]).toEqual([[], 'OBJECT_NOT_FOUND']);
  });

  test('batchApi.upsert', async () => {
    const { groupsApi, coreApi } = emulator.client.crm.properties;
    const [group] = (await groupsApi.getAll(type)).results;
    const key = 'key_of_erp';
    await coreApi.create(type, {
      name: key,
      label: 'Key',
      type: 'string' as never,
      fieldType: 'text' as never,
      groupName: group?.name ?? '',
      hasUniqueValue: true,
    });
    const upsert = (n: number) =>
      apisOf(emulator.client).batchApi.upsert({
        inputs: [{ id: 'k-1', idProperty: key, properties: { ...properties(n), [key]: 'k-1' } }],
      });
    const [first, second] = [await upsert(4), await upsert(4)];
    expect([first, second]).toMatchObject([{ results: [{ _new: true }] }, { results: [{ _new: false }] }]);
    expect(second.results[0]?.id).toBe(first.results[0]?.id);
  });

  test('searchApi', async () => {
    const { id } = await create(5);
    const found = await apisOf(emulator.client).searchApi.doSearch({
      filterGroups: [{ filters: [{ propertyName: 'hs_object_id', operator: 'EQ' as never, value: id }] }],
      properties: [name],
      limit: 10,
    });
    expect([found.total, found.results[0]?.id]).toEqual([1, id]);
  });
});

test.each(['contacts', 'companies', 'deals', 'tickets'] as const)('%s.basicApi.merge', async (type) => {
  const { basicApi } = emulator.client.crm[type];
  const make = async (n: number) =>
    (await basicApi.create({ properties: EXAMPLES[type]!.properties(n), associations: [] })).id;
  const [primaryObjectId, objectIdToMerge] = [await make(11), await make(12)];
  const merged = await basicApi.merge({ primaryObjectId, objectIdToMerge });
  expect((await basicApi.getById(objectIdToMerge)).id).toBe(merged.id);
});

test('contacts.basicApi.purge', async () => {
  const { basicApi } = emulator.client.crm.contacts;
  const { id } = await basicApi.create({ properties: { email: 'purged@x.example' }, associations: [] });
  await basicApi.purge({ objectId: id });
  await expect(basicApi.getById(id)).rejects.toMatchObject({ code: 404 });
});

test.each(['contacts', 'companies', 'deals', 'tickets', 'products', 'lineItems', 'quotes'] as const)(
  '%s.getAll',
  async (type) => {
    const { getAll, basicApi } = emulator.client.crm[type];
    expect((await getAll(100)).length).toBe((await basicApi.getPage(100)).results.length);
  },
);

test('every operation was driven', () => {
  expect(emulator.missing('objects')).toEqual([]);
});
