import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { connectApp, startTestEmulator, type TestEmulator } from '../../testing/emulator.ts';
import { PORTAL, writeProject } from '../../testing/project.ts';
import { portalToken } from '../oauth/installs.ts';

const TABLES = '/cms/hubdb/2026-03/tables';
const COLUMNS = [
  { name: 'sku', label: 'SKU', type: 'TEXT', options: [] },
  { name: 'price', label: 'Price', type: 'CURRENCY', options: [] },
  { name: 'valid_from', label: 'Valid from', type: 'DATE', options: [] },
  { name: 'colour', label: 'Colour', type: 'SELECT', options: [{ name: 'red' }, { name: 'green' }] },
  { name: 'tags', label: 'Tags', type: 'MULTISELECT', options: [{ name: 'new' }, { name: 'sale' }] },
];
const MIDNIGHT = Date.UTC(2026, 8, 1);

let emulator: TestEmulator;
beforeAll(async () => void (emulator = await startTestEmulator()));
afterAll(() => emulator.close());
beforeEach(async () => void (await emulator.send('POST', '/_emulator/reset')));

const post = (path: string, body?: unknown) => emulator.send('POST', `${TABLES}${path}`, body);
const get = (path: string) => emulator.send('GET', `${TABLES}${path}`);
async function priceList(rows: Record<string, unknown>[] = []): Promise<string> {
  const { body } = await post('', { name: 'price_list', label: 'Price list', columns: COLUMNS });
  for (const values of rows) await post(`/${body.id}/rows`, { values });
  return body.id;
}

describe('HubDB tables', () => {
  test('a new table is a draft: the website sees it only after publishing', async () => {
    const id = await priceList([{ sku: 'A1', price: 10 }]);
    expect((await get(`/${id}`)).status).toBe(404);
    expect((await get('')).body.total).toBe(0);
    const draft = (await get('/price_list/draft')).body;
    expect(draft).toMatchObject({ id, published: false, rowCount: 1, columnCount: 5, deleted: false });
    const published = await post(`/${id}/draft/publish`);
    expect(published.body).toMatchObject({ published: true, rowCount: 1 });
    expect((await get(`/${id}/rows`)).body.results[0].values).toEqual({ sku: 'A1', price: 10 });
  });

  test('a changed draft leaves what is published alone until it is published, and reset takes it back', async () => {
    const id = await priceList([{ sku: 'A1', price: 10 }]);
    await post(`/${id}/draft/publish`);
    const row = (await get(`/${id}/rows/draft`)).body.results[0];
    await emulator.send('PATCH', `${TABLES}/${id}/rows/${row.id}/draft`, { values: { price: 12 } });
    expect((await get(`/${id}/rows/${row.id}`)).body.values.price).toBe(10);
    expect((await get(`/${id}/rows/${row.id}/draft`)).body.values).toEqual({ sku: 'A1', price: 12 });
    await post(`/${id}/draft/reset`);
    expect((await get(`/${id}/rows/${row.id}/draft`)).body.values.price).toBe(10);
  });

  test('unpublish takes the rows from the website and keeps the draft', async () => {
    const id = await priceList([{ sku: 'A1' }]);
    await post(`/${id}/draft/publish`);
    expect((await post(`/${id}/unpublish`)).body.published).toBe(false);
    expect((await get(`/${id}/rows`)).status).toBe(404);
    expect((await get(`/${id}/rows/draft`)).body.total).toBe(1);
  });

  test('a changed column keeps its id, and the values of its rows', async () => {
    const id = await priceList([{ sku: 'A1' }]);
    const before = (await get(`/${id}/draft`)).body.columns[0];
    const { body } = await emulator.send('PATCH', `${TABLES}/${id}/draft`, {
      columns: [{ ...COLUMNS[0], label: 'Article' }],
    });
    expect(body.columns).toHaveLength(1);
    expect(body.columns[0]).toMatchObject({ id: before.id, label: 'Article' });
  });

  test.each([
    ['a name in use', { name: 'price_list', label: 'x', columns: [] }, 'already exists'],
    ['a name with blanks', { name: 'Price list', label: 'x', columns: [] }, 'lower-case letters'],
    ['no label', { name: 'other', columns: [] }, 'needs a label'],
    [
      'an unknown column type',
      { name: 'other', label: 'x', columns: [{ name: 'a', type: 'MONEY' }] },
      'columns.0.type',
    ],
  ])('%s is refused', async (_what, body, words) => {
    await priceList();
    const answer = await post('', body);
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(words);
  });

  test('clone copies the rows under ids of their own; a deleted table shows with archived=true only', async () => {
    const id = await priceList([{ sku: 'A1' }]);
    const copy = (await post(`/${id}/draft/clone`, { newName: 'copy', newLabel: 'Copy', copyRows: true })).body;
    expect(copy).toMatchObject({ name: 'copy', label: 'Copy', rowCount: 1 });
    expect((await emulator.send('DELETE', `${TABLES}/${id}`)).status).toBe(204);
    expect((await get('/draft')).body.results.map((table: { id: string }) => table.id)).toEqual([copy.id]);
    expect((await get('/draft?archived=true')).body.results[0]).toMatchObject({ id, deleted: true });
  });

  test('an app without a HubDB scope gets 403', async () => {
    const app = await writeProject();
    const own = await startTestEmulator({ apps: [app] });
    const { access_token: token } = await connectApp(own, app);
    const answer = await own.send('GET', TABLES, undefined, token);
    await own.close();
    expect(answer).toMatchObject({ status: 403, body: { category: 'MISSING_SCOPES' } });
  });
});

describe('HubDB rows', () => {
  test.each([
    ['an unknown column', { weight: 1 }, 'Column "weight" does not exist'],
    ['text in a number', { price: 'much' }, 'is not a number'],
    ['a date that is not midnight UTC', { valid_from: MIDNIGHT + 1 }, 'is not midnight UTC'],
    ['an option that does not exist', { colour: 'blue' }, 'is not one of the options red, green'],
  ])('%s is refused and nothing is written', async (_what, values, words) => {
    const id = await priceList();
    const answer = await post(`/${id}/rows`, { values });
    expect(answer.status).toBe(400);
    expect(answer.body.message).toContain(words);
    expect((await get(`/${id}/rows/draft`)).body.total).toBe(0);
  });

  test('options are answered as objects, several as a list', async () => {
    const id = await priceList();
    const { status, body } = await post(`/${id}/rows`, {
      values: { colour: 'red', tags: ['new', 'sale'], valid_from: MIDNIGHT },
    });
    expect(status).toBe(201);
    expect(body.values.colour).toMatchObject({ name: 'red', type: 'option' });
    expect(body.values.tags.map((tag: { name: string }) => tag.name)).toEqual(['new', 'sale']);
    expect(body.values.valid_from).toBe(MIDNIGHT);
  });

  test('PUT replaces the values of a row, PATCH keeps what is not given, null clears', async () => {
    const id = await priceList([{ sku: 'A1', price: 10, colour: 'red' }]);
    const row = (await get(`/${id}/rows/draft`)).body.results[0];
    const at = `${TABLES}/${id}/rows/${row.id}/draft`;
    const patched = (await emulator.send('PATCH', at, { values: { price: 11, colour: null } })).body;
    expect(patched.values).toEqual({ sku: 'A1', price: 11 });
    expect((await emulator.send('PUT', at, { values: { sku: 'A2' } })).body.values).toEqual({ sku: 'A2' });
    expect((await emulator.send('DELETE', at)).status).toBe(204);
    expect((await emulator.send('GET', at)).status).toBe(404);
  });

  test.each([
    ['price__gt=10', ['B', 'C']],
    ['price__lte=10', ['A']],
    ['sku=B', ['B']],
    ['sku__in=A,C', ['A', 'C']],
    ['colour__eq=red', ['A']],
    ['colour__is_null', ['C']],
    ['sku__like=%25C', ['C']],
    ['sort=-price', ['C', 'B', 'A']],
    ['sort=price&limit=2', ['A', 'B']],
    ['offset=2', ['C']],
  ])('rows are found and sorted by the query: %s', async (query, skus) => {
    const rows = [
      { sku: 'A', price: 9, colour: 'red' },
      { sku: 'B', price: 20, colour: 'green' },
      { sku: 'C', price: 100 },
    ];
    const id = await priceList(rows);
    const { body } = await get(`/${id}/rows/draft?${query}`);
    expect(body.results.map((row: { values: { sku: string } }) => row.values.sku)).toEqual(skus);
  });

  test('pages follow each other by `after` and end', async () => {
    const id = await priceList([{ sku: 'A' }, { sku: 'B' }, { sku: 'C' }]);
    const first = (await get(`/${id}/rows/draft?limit=2&properties=sku`)).body;
    expect(first).toMatchObject({ total: 3, type: 'STREAMING', paging: { next: { after: '2' } } });
    const second = (await get(`/${id}/rows/draft?limit=2&after=2`)).body;
    expect(second.results).toHaveLength(1);
    expect(second.paging).toBeUndefined();
  });
});

describe('HubDB batches', () => {
  test('rows that are right are written, the others are told in a 207', async () => {
    const id = await priceList();
    const { status, body } = await post(`/${id}/rows/draft/batch/create`, {
      inputs: [{ values: { sku: 'A' } }, { values: { price: 'much' } }],
    });
    expect(status).toBe(207);
    expect(body).toMatchObject({ numErrors: 1, results: [{ values: { sku: 'A' } }] });
  });

  test('update keeps, replace forgets, clone adds, purge removes, read answers what is missing', async () => {
    const id = await priceList([
      { sku: 'A', price: 1 },
      { sku: 'B', price: 2 },
    ]);
    const [a, b] = (await get(`/${id}/rows/draft`)).body.results;
    const batch = (name: string, inputs: unknown[]) => post(`/${id}/rows/draft/batch/${name}`, { inputs });
    expect((await batch('update', [{ id: a.id, values: { price: 5 } }])).body.results[0].values).toEqual({
      sku: 'A',
      price: 5,
    });
    expect((await batch('replace', [{ id: b.id, values: { price: 6 } }])).body.results[0].values).toEqual({ price: 6 });
    const copy = (await batch('clone', [{ id: a.id, name: 'copy' }])).body.results[0];
    expect(copy).toMatchObject({ name: 'copy', values: { sku: 'A' } });
    expect((await batch('purge', [a.id, b.id])).status).toBe(204);
    const read = await batch('read', [copy.id, a.id]);
    expect(read.status).toBe(207);
    expect(read.body).toMatchObject({ results: [{ id: copy.id }], errors: [{ context: { ids: [a.id] } }] });
  });

  test('more than 100 inputs are refused', async () => {
    const id = await priceList();
    const inputs = Array.from({ length: 101 }, () => ({ values: {} }));
    expect((await post(`/${id}/rows/draft/batch/create`, { inputs })).status).toBe(400);
  });
});

describe('HubDB files', () => {
  const config = {
    skipRows: 1,
    primaryKeyColumn: 'sku',
    columnMappings: [
      { source: 1, target: 'sku' },
      { source: 2, target: 'price' },
      { source: 3, target: 'tags' },
    ],
  };
  const importFile = async (id: string, csv: string) => {
    const body = new FormData();
    body.append('config', JSON.stringify(config));
    body.append('file', new Blob([csv], { type: 'text/csv' }), 'prices.csv');
    const headers = { authorization: `Bearer ${portalToken(PORTAL)}` };
    const answer = await fetch(`${emulator.url}${TABLES}/${id}/draft/import`, { method: 'POST', headers, body });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };

  test('an import updates by the primary key, adds the rest, and tells the lines that do not fit', async () => {
    const id = await priceList([{ sku: 'A', price: 1 }]);
    const { status, body } = await importFile(id, 'sku,price,tags\nA,2,new;sale\nB,3,\nC,much,\n');
    expect(status).toBe(200);
    expect(body).toMatchObject({ rowsImported: 2, errors: [{ message: expect.stringContaining('Line 4') }] });
    const rows = (await get(`/${id}/rows/draft?sort=sku`)).body.results;
    expect(rows.map((row: { values: object }) => row.values)).toMatchObject([
      { sku: 'A', price: 2 },
      { sku: 'B', price: 3 },
    ]);
  });

  test('an export is CSV, one line a row, options by their name', async () => {
    const id = await priceList([{ sku: 'A,1', price: 1.5, tags: ['new', 'sale'] }]);
    const headers = { authorization: `Bearer ${portalToken(PORTAL)}` };
    const answer = await fetch(`${emulator.url}${TABLES}/${id}/draft/export?format=CSV`, { headers });
    expect(answer.headers.get('content-type')).toContain('text/csv');
    expect(await answer.text()).toMatch(/^hs_id,sku,price,valid_from,colour,tags\n\d+,"A,1",1\.5,,,new;sale\n$/);
  });
});
