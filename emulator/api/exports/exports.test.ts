import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { writeProject } from '../../testing/project.ts';

let hubspot: TestEmulator;
beforeEach(async () => {
  hubspot = await startTestEmulator({ clock: { mode: 'stepped', now: Date.parse('2026-11-20T08:00:00.000Z') } });
});
afterEach(() => hubspot.close());

const REQUEST = {
  exportType: 'VIEW',
  exportName: 'Nightly',
  format: 'CSV',
  language: 'EN',
  objectType: 'COMPANY',
  objectProperties: ['name', 'city'],
  exportInternalValuesOptions: [],
  associatedObjectType: [],
  includeLabeledAssociations: false,
  includePrimaryDisplayPropertyForAssociatedObjects: false,
  overrideAssociatedObjectsPerDefinitionPerRowLimit: false,
};
const start = (more: object = {}) => hubspot.send('POST', '/crm/exports/2026-09/export/async', { ...REQUEST, ...more });
const status = async (id: string) =>
  (await hubspot.send('GET', `/crm/exports/2026-09/export/async/tasks/${id}/status`)).body;

/** The lines of a finished export. */
async function exported(more: object = {}): Promise<string[]> {
  const { body } = await start(more);
  await hubspot.advance(10_000);
  const { result } = await status(body.id);
  return (await (await fetch(result)).text()).trimEnd().split('\n');
}

test('an export is PENDING, then PROCESSING, then COMPLETE with an address that needs no token', async () => {
  const started = await start();
  expect(started.status).toBe(202);
  const { id } = started.body;
  const states = [];
  for (let step = 0; step < 3; step += 1) {
    const { status: state, result } = await status(id);
    const row = (await hubspot.send('GET', `/crm/exports/2026-09/export/${id}`)).body;
    states.push([state, row.exportState, typeof result]);
    await hubspot.advance(1000);
  }
  expect(states).toEqual([
    ['PENDING', 'ENQUEUED', 'undefined'],
    ['PROCESSING', 'PROCESSING', 'undefined'],
    ['COMPLETE', 'DONE', 'string'],
  ]);
  expect((await hubspot.send('GET', `/crm/v3/exports/export/${id}`)).body).toMatchObject({
    exportName: 'Nightly',
    recordCount: 2,
  });
  const file = await fetch((await status(id)).result);
  expect([file.status, file.headers.get('content-type')]).toEqual([200, 'text/csv; charset=utf-8']);
});

test('the address expires, and the next status has a new one; a changed one is refused', async () => {
  const { body } = await start();
  await hubspot.advance(10_000);
  const { result } = await status(body.id);
  expect((await fetch(result.replace(/Signature=../, 'Signature=00'))).status).toBe(403);
  await hubspot.advance(300_000);
  const late = await fetch(result);
  expect([late.status, await late.text()]).toEqual([403, expect.stringContaining('Request has expired')]);
  expect((await fetch((await status(body.id)).result)).status).toBe(200);
});

describe('the file', () => {
  test('has the labels of properties and options, the internal ones on request', async () => {
    const deals = { objectType: 'deals', objectProperties: ['dealname', 'dealstage'] };
    const [header, line] = await exported(deals);
    expect(header).toBe('Record ID,Deal Name,Deal Stage');
    expect(line).toMatch(/^\d+,New oven,Qualified To Buy$/i);
    const [names, values] = await exported({ ...deals, exportInternalValuesOptions: ['NAMES', 'VALUES'] });
    expect([names, values?.replace(/^\d+/, '')]).toEqual(['Record ID,dealname,dealstage', ',New oven,qualifiedtobuy']);
  });

  test('holds what a search request finds', async () => {
    const filters = [{ propertyName: 'city', operator: 'EQ', value: 'Berlin' }];
    const lines = await exported({ publicCrmSearchRequest: { filterGroups: [], filters, sorts: [] } });
    expect(lines.map((line) => line.replace(/^\d+,/, ''))).toEqual([
      'Record ID,Company name,City',
      'Acorn Bakery,Berlin',
    ]);
    const sorted = await exported({
      objectProperties: ['name'],
      publicCrmSearchRequest: { filterGroups: [], filters: [], sorts: ['-name'] },
    });
    expect(sorted.slice(1).map((line) => line.split(',')[1])).toEqual(['Birch Timber', 'Acorn Bakery']);
  });

  test('names associated records', async () => {
    const [header, line] = await exported({
      objectType: 'deals',
      objectProperties: ['dealname'],
      associatedObjectType: ['COMPANY'],
      includePrimaryDisplayPropertyForAssociatedObjects: true,
    });
    expect(header).toBe('Record ID,Deal Name,Associated Company IDs,Associated Company');
    expect(line).toMatch(/^\d+,New oven,\d+,Acorn Bakery$/);
  });

  test('has the records as they were when it was written', async () => {
    const { body } = await start();
    await hubspot.advance(10_000);
    await hubspot.send('POST', '/crm/objects/2026-09/companies', { properties: { name: 'Too late' } });
    expect(await (await fetch((await status(body.id)).result)).text()).not.toContain('Too late');
  });
});

describe('what is refused', () => {
  const CASES: readonly (readonly [string, object, string])[] = [
    ['XLSX', { format: 'XLSX' }, 'writes CSV only'],
    ['a list', { exportType: 'LIST', listId: '1' }, 'has no lists'],
    ['an unknown property', { objectProperties: ['nme'] }, 'Property "nme" does not exist on companies'],
    ['an unknown type', { objectType: 'PLANET' }, 'Unable to infer object type from: PLANET'],
    [
      'a filter that makes no sense',
      {
        publicCrmSearchRequest: {
          filterGroups: [],
          filters: [{ propertyName: 'nme', operator: 'EQ', value: '1' }],
          sorts: [],
        },
      },
      'Property "nme" does not exist',
    ],
  ];
  test.each(CASES)('%s', async (_name, more, message) => {
    const { status: answered, body } = await start(more);
    expect([answered, body.message]).toEqual([400, expect.stringContaining(message)]);
  });

  test('the 31st in 24 hours', async () => {
    for (let count = 0; count < 30; count += 1) expect((await start()).status).toBe(202);
    const over = await start();
    expect([over.status, over.body.category]).toEqual([429, 'RATE_LIMITS']);
    await hubspot.advance(86_400_001);
    expect((await start()).status).toBe(202);
  });
});

test('it takes the scope crm.export', async () => {
  const app = await writeProject({ auth: 'static', appId: 78 });
  const scoped = await startTestEmulator({ apps: [app] });
  const [portal] = (await scoped.send('GET', '/_emulator/portals')).body;
  const answer = await scoped.send('POST', '/crm/exports/2026-09/export/async', REQUEST, portal.apps[0].accessToken);
  expect([answer.status, answer.body.errors[0].context.requiredGranularScopes]).toEqual([403, ['crm.export']]);
  await scoped.close();
});

test('one is written at a time; the next waits for it', async () => {
  const first = (await start()).body.id;
  await hubspot.advance(300);
  const second = (await start()).body.id;
  await hubspot.advance(700);
  expect([(await status(first)).status, (await status(second)).status]).toEqual(['PROCESSING', 'PENDING']);
  await hubspot.advance(600);
  expect([(await status(first)).status, (await status(second)).status]).toEqual(['COMPLETE', 'PENDING']);
  await hubspot.advance(2000);
  expect((await status(second)).status).toBe('COMPLETE');
});

test('a snapshot brings back an export under way, and it goes on', async () => {
  const { body } = await start();
  await hubspot.send('POST', '/_emulator/snapshots', { name: 'waiting' });
  await hubspot.advance(10_000);
  await hubspot.send('POST', '/_emulator/restore', { name: 'waiting' });
  expect((await status(body.id)).status).toBe('PENDING');
  await hubspot.advance(10_000);
  expect((await status(body.id)).status).toBe('COMPLETE');
});
