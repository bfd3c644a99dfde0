import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type DrivenEmulator, startDriven } from './start.ts';

let emulator: DrivenEmulator;
beforeAll(async () => {
  emulator = await startDriven();
});
afterAll(() => emulator.hubspot.close());

const IMPORT = {
  name: 'Companies of the ERP',
  files: [
    {
      fileName: 'companies.csv',
      fileFormat: 'CSV',
      fileImportPage: {
        hasHeader: true,
        columnMappings: [
          { columnObjectTypeId: '0-2', columnName: 'Name', propertyName: 'name' },
          { columnObjectTypeId: '0-2', columnName: 'Revenue', propertyName: 'annualrevenue' },
        ],
      },
    },
  ],
};

const CSV = 'Name,Revenue\nImported,12\nBroken,much\n';

/** Imports and exports go on after the call that started them. */
async function until<Result>(look: () => Promise<Result>, done: (result: Result) => boolean): Promise<Result> {
  for (let attempt = 0; attempt < 50; attempt += 1) {
    const result = await look();
    if (done(result)) return result;
    await emulator.hubspot.advance(1000);
  }
  throw new Error('It did not end within 50 s of the clock of the emulator.');
}

test('imports.coreApi and publicImportsApi', async () => {
  const { coreApi, publicImportsApi } = emulator.client.crm.imports;
  const start = () => coreApi.create({ data: Buffer.from(CSV), name: 'companies.csv' }, JSON.stringify(IMPORT));
  const id = Number((await start()).id);
  const done = await until(
    () => coreApi.getById(id),
    ({ state }) => state.valueOf() === 'DONE',
  );
  expect(done.metadata.counters).toMatchObject({ CREATED_OBJECTS: expect.any(Number) });
  expect((await publicImportsApi.getErrors(id)).results).toHaveLength(1);
  const second = Number((await start()).id);
  expect((await coreApi.cancel(second)).status).toBe('COMPLETE');
  expect((await coreApi.getPage()).results.map((one) => one.id)).toEqual(expect.arrayContaining([String(id)]));
});

const EXPORT = {
  exportType: 'VIEW',
  exportName: 'All companies',
  format: 'CSV',
  language: 'EN',
  objectType: 'COMPANY',
  objectProperties: ['name'],
  exportInternalValuesOptions: [],
  overrideAssociatedObjectsPerDefinitionPerRowLimit: false,
};

test('exports.publicExportsApi', async () => {
  const { client } = emulator;
  const { publicExportsApi } = client.crm.exports;
  // Version 14.0.1 cannot write the body of this call, whatever it is: it is the one operation that it does not reach.
  await expect(publicExportsApi.start(EXPORT as never)).rejects.toThrow('getAttributeTypeMap is not a function');
  const started = await client.apiRequest({ method: 'POST', path: '/crm/v3/exports/export/async', body: EXPORT });
  const { id } = (await started.json()) as { id: string };
  const done = await until(
    () => publicExportsApi.getStatus(Number(id)),
    ({ status }) => status.valueOf() === 'COMPLETE',
  );
  expect(await (await fetch(done.result ?? '')).text()).toContain('Imported');
});

test('every operation was driven', () => {
  expect(emulator.missing('transfers')).toEqual([]);
});
