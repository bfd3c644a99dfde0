import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';
import { startReceiver } from '../../testing/receiver.ts';
import { portalToken } from '../oauth/installs.ts';

const open: { close(): unknown }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function start(limits: object = {}): Promise<TestEmulator> {
  const hubspot = await startTestEmulator({
    limits,
    clock: { mode: 'stepped', now: Date.parse('2026-11-20T08:00:00.000Z') },
  });
  open.push(hubspot);
  return hubspot;
}

const column = (columnName: string, propertyName: string | null, more: object = {}) => ({
  columnObjectTypeId: '0-2',
  columnName,
  propertyName,
  ...more,
});
const NAME_AND_CITY = [column('Name', 'name'), column('City', 'city')];

const requestOf = (columnMappings: readonly object[], more: object = {}) => ({
  name: 'From the ERP',
  files: [{ fileName: 'rows.csv', fileFormat: 'CSV', fileImportPage: { hasHeader: true, columnMappings } }],
  ...more,
});

async function upload(hubspot: TestEmulator, request: object, csv: string | Buffer, fileName = 'rows.csv') {
  const form = new FormData();
  form.append('importRequest', JSON.stringify(request));
  form.append('files', new Blob([typeof csv === 'string' ? csv : new Uint8Array(csv)]), fileName);
  const answer = await fetch(`${hubspot.url}/crm/imports/2026-09`, {
    method: 'POST',
    headers: { authorization: `Bearer ${portalToken(PORTAL)}` },
    body: form,
  });
  return { status: answer.status, body: await answer.json() };
}

const read = async (hubspot: TestEmulator, id: string) =>
  (await hubspot.send('GET', `/crm/imports/2026-09/${id}`)).body;

/** Uploads, lets it finish, and answers how it ended. */
async function imported(hubspot: TestEmulator, request: object, csv: string) {
  const { body } = await upload(hubspot, request, csv);
  await hubspot.advance(10_000);
  const errors = (
    await hubspot.send('GET', `/crm/imports/2026-09/${body.id}/errors?includeErrorMessage=true&includeRowData=true`)
  ).body.results;
  return { ...(await read(hubspot, body.id)), errors };
}

const companies = async (hubspot: TestEmulator, properties = 'name,city,domain') =>
  (await hubspot.send('GET', `/crm/objects/2026-09/companies?limit=100&properties=${properties}`)).body.results;

test('an import is STARTED, then PROCESSING, then DONE, on the clock of the emulator', async () => {
  const hubspot = await start();
  const { status, body } = await upload(hubspot, requestOf(NAME_AND_CITY), 'Name,City\nImported,Graz\n');
  expect([status, body.state, body.importName, body.mappedObjectTypeIds]).toEqual([
    200,
    'STARTED',
    'From the ERP',
    ['0-2'],
  ]);
  const states = [];
  for (let step = 0; step < 3; step += 1) {
    states.push((await read(hubspot, body.id)).state);
    await hubspot.advance(1000);
  }
  expect(states).toEqual(['STARTED', 'PROCESSING', 'DONE']);
  expect((await read(hubspot, body.id)).metadata.counters).toMatchObject({ TOTAL_ROWS: 1, CREATED_OBJECTS: 1 });
  const list = await hubspot.send('GET', '/crm/v3/imports');
  expect(list.body.results.map((one: { id: string }) => one.id)).toEqual([body.id]);
});

describe('records', () => {
  test('a row finds its record by a unique column, and blank cells change nothing', async () => {
    const hubspot = await start();
    const mappings = [column('Domain', 'domain'), ...NAME_AND_CITY];
    const done = await imported(
      hubspot,
      requestOf(mappings),
      'Domain,Name,City\nACORN.example,Acorn GmbH,\nnew.example,New,"Bad ""Ischl"""\n',
    );
    expect(done.metadata.counters).toMatchObject({ CREATED_OBJECTS: 1, UPDATED_OBJECTS: 1 });
    const found = await companies(hubspot);
    const byDomain = (domain: string) =>
      found.find((one: { properties: { domain: string } }) => one.properties.domain === domain)?.properties;
    expect(byDomain('acorn.example')).toMatchObject({ name: 'Acorn GmbH', city: 'Berlin' });
    expect(byDomain('new.example')).toMatchObject({ name: 'New', city: 'Bad "Ischl"' });
  });

  test('a column of record ids finds them too', async () => {
    const hubspot = await start();
    const [first] = await companies(hubspot);
    const mappings = [column('Id', null, { columnType: 'HUBSPOT_OBJECT_ID' }), column('City', 'city')];
    const done = await imported(hubspot, requestOf(mappings), `Id,City\n${first.id},Wels\n1,Linz\n`);
    expect(done.errors).toMatchObject([{ errorType: 'INVALID_OBJECT_ID', invalidValue: '1' }]);
    expect((await companies(hubspot))[0].properties.city).toBe('Wels');
  });

  const OPERATIONS: readonly (readonly [string, number, number, string])[] = [
    ['CREATE', 1, 0, 'CREATE_ONLY_IMPORT'],
    ['UPDATE', 0, 1, 'UPDATE_ONLY_IMPORT'],
  ];
  test.each(OPERATIONS)('%s creates %i and updates %i', async (operation, created, updated, errorType) => {
    const hubspot = await start();
    const request = requestOf([column('Domain', 'domain'), column('Name', 'name')], {
      importOperations: { '0-2': operation },
    });
    const done = await imported(hubspot, request, 'Domain,Name\nacorn.example,Changed\nnew.example,New\n');
    expect([
      done.metadata.counters.CREATED_OBJECTS ?? 0,
      done.metadata.counters.UPDATED_OBJECTS ?? 0,
      done.errors[0].errorType,
    ]).toEqual([created, updated, errorType]);
  });

  test('dates are read as the request says, and options by their labels', async () => {
    const hubspot = await start();
    const deal = (columnName: string, propertyName: string) => ({
      columnObjectTypeId: '0-3',
      columnName,
      propertyName,
    });
    const mappings = [deal('Name', 'dealname'), deal('Stage', 'dealstage'), deal('Close', 'closedate')];
    await imported(
      hubspot,
      requestOf(mappings, { dateFormat: 'DAY_MONTH_YEAR' }),
      'Name,Stage,Close\nImported,Closed Won,03/12/2026\n',
    );
    const { body } = await hubspot.send('GET', '/crm/objects/2026-09/deals?properties=dealname,dealstage,closedate');
    expect(body.results.at(-1).properties).toMatchObject({
      dealname: 'Imported',
      dealstage: 'closedwon',
      closedate: '2026-12-03T00:00:00.000Z',
    });
  });

  test('records of two types in one line are associated', async () => {
    const hubspot = await start();
    const mappings = [
      column('Company', 'name'),
      { columnObjectTypeId: '0-1', columnName: 'Email', propertyName: 'email' },
    ];
    await imported(hubspot, requestOf(mappings), 'Company,Email\nPair,pair@x.example\n');
    const contact = await hubspot.send(
      'GET',
      '/crm/objects/2026-09/contacts/pair@x.example?idProperty=email&associations=companies',
    );
    expect(contact.body.associations.companies.results).toHaveLength(1);
  });

  test('a value that is refused is left out and listed, with its line and column', async () => {
    const hubspot = await start();
    const mappings = [column('Name', 'name'), column('Revenue', 'annualrevenue')];
    const done = await imported(hubspot, requestOf(mappings), 'Name,Revenue\nGood,12\nBroken,much\n');
    expect(done.state).toBe('DONE');
    expect(done.errors).toMatchObject([
      {
        errorType: 'COULD_NOT_PARSE_NUMBER',
        errorMessage: 'much was not a valid number.',
        invalidValue: 'much',
        knownColumnNumber: 1,
        objectType: 'COMPANY',
        sourceData: { lineNumber: 3, rowData: ['Broken', 'much'] },
      },
    ]);
    const found = await companies(hubspot, 'name,annualrevenue');
    expect(found.slice(-2).map((one: { properties: object }) => one.properties)).toMatchObject([
      { name: 'Good', annualrevenue: '12' },
      { name: 'Broken', annualrevenue: null },
    ]);
  });
});

test('webhooks of it say IMPORT', async () => {
  const receiver = await startReceiver();
  const app = await writeProject({ receiver: receiver.url, auth: 'static' });
  const hubspot = await startTestEmulator({ apps: [app] });
  open.push(hubspot, receiver);
  const { body } = await upload(hubspot, requestOf(NAME_AND_CITY), 'Name,City\nHeard,Graz\n');
  await hubspot.advance(10_000);
  const [{ events } = { events: [] }] = await receiver.until(1);
  const origin = { changeSource: 'IMPORT', sourceId: body.id };
  expect(events).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subscriptionType: 'object.creation', ...origin }),
      expect.objectContaining({ propertyName: 'name', propertyValue: 'Heard', ...origin }),
    ]),
  );
});

test('an import under way goes on after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'emulator-data-'));
  const clock = { mode: 'stepped' as const, now: Date.parse('2026-11-20T08:00:00.000Z') };
  const before = await startTestEmulator({ dataDir, clock });
  const { body } = await upload(before, requestOf(NAME_AND_CITY), 'Name,City\nSurvivor,Graz\n');
  await before.close();
  const after = await startTestEmulator({ dataDir, clock });
  open.push(after);
  expect((await read(after, body.id)).state).toBe('STARTED');
  await after.advance(10_000);
  expect((await read(after, body.id)).state).toBe('DONE');
  expect((await companies(after)).at(-1).properties.name).toBe('Survivor');
});

describe('what cannot be imported', () => {
  const FAILED: readonly (readonly [string, string, string])[] = [
    ['a file without a mapped column', 'Name,Town\nA,Graz\n', 'INVALID_COLUMN_CONFIGURATION'],
    ['a file that is not CSV', 'Name,City\n"A,Graz\n', 'COULD_NOT_PARSE_ROW'],
    ['a file with too many lines', 'Name,City\nA,B\nC,D\nE,F\n', 'LIMIT_EXCEEDED'],
  ];
  test.each(FAILED)('%s is FAILED, with an error of line 0', async (_name, csv, errorType) => {
    const hubspot = await start({ importRows: 3 });
    const done = await imported(hubspot, requestOf(NAME_AND_CITY), csv);
    expect(done.state).toBe('FAILED');
    expect(done.errors).toMatchObject([{ errorType, sourceData: { lineNumber: 0 } }]);
    expect(await companies(hubspot)).toHaveLength(2);
  });

  const REFUSED: readonly (readonly [string, object, string])[] = [
    ['an unknown property', requestOf([column('Name', 'nme')]), 'Property "nme" does not exist on companies'],
    ['an unknown type', requestOf([{ ...column('Name', 'name'), columnObjectTypeId: '2-1' }]), 'columnObjectTypeId'],
    ['no columns', requestOf([]), 'columnMappings'],
    [
      'a spreadsheet',
      {
        files: [{ fileName: 'rows.csv', fileFormat: 'SPREADSHEET', fileImportPage: { columnMappings: NAME_AND_CITY } }],
      },
      'imports CSV only',
    ],
  ];
  test.each(REFUSED)('%s is refused at once', async (_name, request, message) => {
    const { status, body } = await upload(await start(), request, 'Name,City\n');
    expect([status, body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('a body that is not multipart, and a file that is too large', async () => {
    const hubspot = await start({ importFileBytes: 10 });
    expect((await hubspot.send('POST', '/crm/imports/2026-09', {})).status).toBe(415);
    expect((await upload(hubspot, requestOf(NAME_AND_CITY), 'Name,City\nA,Graz\n')).status).toBe(413);
  });

  test('a file that the request does not name, when there are several', async () => {
    const hubspot = await start();
    const request = requestOf(NAME_AND_CITY);
    const two = { ...request, files: [...request.files, { ...request.files[0], fileName: 'more.csv' }] };
    expect((await upload(hubspot, two, 'Name,City\n', 'rows.csv')).status).toBe(200);
    expect((await upload(hubspot, request, Buffer.from([0x50, 0x4b, 0, 0]))).body.message).toContain('is not text');
  });
});

test('three run at once; the fourth is DEFERRED until one ends', async () => {
  const hubspot = await start();
  const ids: string[] = [];
  for (let count = 0; count < 4; count += 1) {
    ids.push((await upload(hubspot, requestOf(NAME_AND_CITY), `Name,City\nImport ${count},Graz\n`)).body.id);
  }
  const states = async () => (await Promise.all(ids.map((id) => read(hubspot, id)))).map((one) => one.state);
  expect(await states()).toEqual(['STARTED', 'STARTED', 'STARTED', 'DEFERRED']);
  const cancel = () => hubspot.send('POST', `/crm/imports/2026-09/${ids[0]}/cancel`);
  const canceled = await cancel();
  expect([canceled.status, canceled.body.status]).toEqual([200, 'COMPLETE']);
  expect(await states()).toEqual(['CANCELED', 'STARTED', 'STARTED', 'STARTED']);
  await hubspot.advance(10_000);
  expect(await states()).toEqual(['CANCELED', 'DONE', 'DONE', 'DONE']);
  expect((await cancel()).status).toBe(400);
  const names = (await companies(hubspot)).map((one: { properties: { name: string } }) => one.properties.name);
  expect(names).not.toContain('Import 0');
});
