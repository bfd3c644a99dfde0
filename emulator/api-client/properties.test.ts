import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

const property = (name: string) => ({
  name,
  label: 'By client',
  type: 'enumeration' as never,
  fieldType: 'select' as never,
  groupName: 'companyinformation',
  options: [{ label: 'A', value: 'a', displayOrder: 0, hidden: false }],
});

test('coreApi', async () => {
  const { coreApi } = emulator.client.crm.properties;
  expect((await coreApi.create('companies', property('one'))).options[0]?.value).toBe('a');
  await coreApi.update('companies', 'one', { label: 'Changed' });
  expect((await coreApi.getByName('companies', 'one')).label).toBe('Changed');
  expect((await coreApi.getAll('companies')).results.map(({ name }) => name)).toContain('one');
  await coreApi.archive('companies', 'one');
  await expect(coreApi.getByName('companies', 'one')).rejects.toMatchObject({ code: 404 });
});

test('batchApi', async () => {
  const { batchApi } = emulator.client.crm.properties;
  const inputs = [{ name: 'two' }, { name: 'three' }];
  const made = await batchApi.create('companies', { inputs: [property('two'), property('three')] });
  expect(made.status).toBe('COMPLETE');
  const read = await batchApi.read('companies', { inputs, archived: false });
  expect(read.results.map(({ name }) => name).toSorted()).toEqual(['three', 'two']);
  await batchApi.archive('companies', { inputs });
  expect((await batchApi.read('companies', { inputs, archived: true })).results).toHaveLength(2);
});

test('groupsApi', async () => {
  const { groupsApi } = emulator.client.crm.properties;
  await groupsApi.create('companies', { name: 'erp', label: 'ERP', displayOrder: -1 });
  await groupsApi.update('companies', 'erp', { label: 'Ledger' });
  expect((await groupsApi.getByName('companies', 'erp')).label).toBe('Ledger');
  expect((await groupsApi.getAll('companies')).results.map(({ name }) => name)).toContain('erp');
  await groupsApi.archive('companies', 'erp');
  await expect(groupsApi.getByName('companies', 'erp')).rejects.toMatchObject({ code: 404 });
});

test('every operation was driven', () => {
  expect(emulator.missing('properties')).toEqual([]);
});
