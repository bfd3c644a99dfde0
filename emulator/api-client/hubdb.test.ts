import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

const column = (id: number, name: string) => ({ id, name, label: name, type: 'TEXT' as never, options: [] });
const TABLE = {
  name: 'rates',
  label: 'Rates',
  columns: [column(1, 'country'), column(2, 'rate')],
  allowPublicApiAccess: true,
};
const row = (country: string) => ({ values: { country } as never });
const nameOf = async (table: string, id: string): Promise<unknown> =>
  (await emulator.client.cms.hubdb.rowsApi.getDraftTableRowById(table, id)).values;

test('tablesApi', async () => {
  const { tablesApi } = emulator.client.cms.hubdb;
  const table = await tablesApi.createTable(TABLE);
  await tablesApi.updateDraftTable(table.name, { ...TABLE, label: 'Tax rates' });
  expect((await tablesApi.getDraftTableDetailsById(table.name)).label).toBe('Tax rates');
  expect((await tablesApi.publishDraftTable(table.name)).published).toBe(true);
  expect((await tablesApi.getTableDetails(table.name)).label).toBe('Tax rates');
  expect((await tablesApi.getAllTables()).results.map(({ name }) => name)).toContain(table.name);
  await tablesApi.updateDraftTable(table.name, { ...TABLE, label: 'Forgotten' });
  expect((await tablesApi.resetDraftTable(table.name)).label).toBe('Tax rates');
  const copy = await tablesApi.cloneDraftTable(table.name, {
    newName: 'rates_copy',
    newLabel: 'Copy',
    copyRows: true,
    isHubspotDefined: false,
  });
  expect((await tablesApi.getAllDraftTables()).results.map(({ name }) => name)).toContain(copy.name);
  expect((await tablesApi.unpublishTable(table.name)).published).toBe(false);
  await tablesApi.archiveTable(copy.name);
  await expect(tablesApi.getDraftTableDetailsById(copy.name)).rejects.toMatchObject({ code: 404 });
});

test('tablesApi: import, export and versions', async () => {
  const { tablesApi } = emulator.client.cms.hubdb;
  const table = await tablesApi.createTable({ ...TABLE, name: 'imported' });
  const config = {
    skipRows: 1,
    format: 'csv',
    separator: ',',
    encoding: 'utf-8',
    columnMappings: [
      { target: 'country', source: 1 },
      { target: 'rate', source: 2 },
    ],
  };
  const file = { data: Buffer.from('country,rate\nDE,19\nIT,22\n'), name: 'rates.csv' };
  expect((await tablesApi.importDraftTable(table.name, JSON.stringify(config), file)).rowsImported).toBe(2);
  expect(await textOf(await tablesApi.exportDraftTable(table.name, 'CSV'))).toContain('DE');
  await tablesApi.publishDraftTable(table.name);
  expect(await textOf(await tablesApi.exportTable(table.name, 'CSV'))).toContain('IT');
  expect(await tablesApi.removeTableVersion(table.name, 999)).toBeUndefined();
});

const textOf = async (file: { data: unknown }): Promise<string> =>
  file.data instanceof Blob ? file.data.text() : String(file.data);

test('rowsApi', async () => {
  const { tablesApi, rowsApi } = emulator.client.cms.hubdb;
  const { name: table } = await tablesApi.createTable({ ...TABLE, name: 'rows' });
  const { id = '' } = await rowsApi.createTableRow(table, row('DE'));
  await rowsApi.updateDraftTableRow(table, id, row('AT'));
  expect(await nameOf(table, id)).toMatchObject({ country: 'AT' });
  await rowsApi.replaceDraftTableRow(table, id, row('CH'));
  const copy = await rowsApi.cloneDraftTableRow(table, id);
  expect((await rowsApi.readDraftTableRows(table)).total).toBe(2);
  await rowsApi.purgeDraftTableRow(table, copy.id ?? '');
  await tablesApi.publishDraftTable(table);
  expect((await rowsApi.getTableRow(table, id)).values).toMatchObject({ country: 'CH' });
  expect((await rowsApi.getTableRows(table)).total).toBe(1);
});

const idsOf = ({ results = [] }: { results?: { id?: string }[] }): string[] => results.map(({ id = '' }) => id);

test('rowsBatchApi', async () => {
  const { tablesApi, rowsBatchApi } = emulator.client.cms.hubdb;
  const { name: table } = await tablesApi.createTable({ ...TABLE, name: 'batches' });
  const made = await rowsBatchApi.createDraftTableRows(table, { inputs: [row('DE'), row('IT')] });
  const ids = idsOf(made);
  await rowsBatchApi.updateDraftTableRows(table, { inputs: ids.map((id) => ({ id, ...row('AT') })) });
  await rowsBatchApi.replaceDraftTableRows(table, { inputs: [{ id: ids[0] ?? '', ...row('CH') }] });
  const read = await rowsBatchApi.readDraftTableRows(table, { inputs: ids });
  expect(read.results?.map(({ values }) => (values as { country?: string }).country).toSorted()).toEqual(['AT', 'CH']);
  const copies = await rowsBatchApi.cloneDraftTableRows(table, { inputs: [{ id: ids[0] ?? '' }] });
  await tablesApi.publishDraftTable(table);
  expect((await rowsBatchApi.readTableRows(table, { inputs: ids })).results).toHaveLength(2);
  await rowsBatchApi.purgeDraftTableRows(table, { inputs: idsOf(copies) });
  expect((await rowsBatchApi.readDraftTableRows(table, { inputs: ids })).results).toHaveLength(2);
});

test('every operation was driven', () => {
  expect(emulator.missing('hubdb')).toEqual([]);
});
