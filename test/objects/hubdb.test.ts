import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PORTAL } from '../../emulator/testing/project.ts';
import type { FieldDescription } from '../../server/engine/connector.ts';
import { eventually } from '../../server/jobs/testing/story.ts';
import { startSynced, textFields, type Synced } from './synced.ts';

const MAPPING = readFileSync(new URL('../../server/mappings/price-list.yaml', import.meta.url), 'utf8');
const TABLE = '/cms/hubdb/2026-09/tables/price_list';
const COUNT = 120;

let synced: Synced;
beforeAll(async () => {
  const price: FieldDescription = { name: 'unit_price', type: 'decimal', readOnly: false, unique: false };
  const fields = [...textFields('sku', 'name', 'description'), price];
  synced = await startSynced(MAPPING.replace('right: sql', 'right: erp'), [{ name: 'product', fields }]);
  for (let no = 1; no <= COUNT; no += 1) {
    synced.erp.put('product', `P${no}`, {
      sku: `S,${no}`,
      name: `Tea ${no}`,
      description: null,
      unit_price: `${no}.1`,
    });
  }
});
afterAll(() => synced.close());

const ask = async (method: string, path: string, body?: object) =>
  (await synced.hubspot.emulator.send(method, `${TABLE}${path}`, body)).body;
const onWebsite = async (query = '') => (await ask('GET', `/rows?limit=1000${query}`)).results;
const publishes = async (): Promise<number> => {
  const { body } = await synced.hubspot.emulator.send('GET', '/_emulator/requests');
  return body.filter((one: { path: string; status: number }) => one.path.endsWith('/publish') && one.status === 200)
    .length;
};
/** What is written live is published with it. */
const shows = (id: string, values: object | null) =>
  eventually(async () => {
    const [row] = await onWebsite(`&ledgerline_erp_id=${id}`);
    if (values === null) return row === undefined;
    return row !== undefined && Object.entries(values).every(([name, value]) => row.values[name] === value);
  });

test('the table is made, filled, and published once a page; unchanged, nothing is', async () => {
  const planned = await synced.run('plan');
  expect(planned).toMatchObject({ error: null, counts: { create: COUNT } });
  expect(planned.provision.map(({ what }) => what)).toContain(
    'table hubdb:price_list, "Price list", with the property name',
  );
  expect(await synced.run('sync')).toMatchObject({ error: null, counts: { create: COUNT, setAside: 0 } });
  expect(await ask('GET', '')).toMatchObject({ label: 'Price list', rowCount: COUNT, allowPublicApiAccess: false });
  const [row] = await onWebsite('&ledgerline_erp_id=P7');
  expect(row).toMatchObject({ name: 'Tea 7', values: { sku: 'S,7', name: 'Tea 7', price: 7.1 } });
  const before = await publishes();
  expect(before).toBeLessThanOrEqual(Math.ceil(COUNT / 100) + 1);
  expect(await synced.run('sync')).toMatchObject({ error: null, counts: { create: 0, update: 0 } });
  expect(await publishes()).toBe(before);
  expect(await synced.sync.inbox(PORTAL)).toEqual([]);
});

test('a change, a removal and what people edit by hand', async () => {
  const { erp, hubspot } = synced;
  erp.put('product', 'P1', { unit_price: '99.95' });
  await shows('P1', { price: 99.95 });
  erp.remove('product', 'P2');
  await synced.run('sync');
  await shows('P2', null);
  // Somebody writes another price into the draft; it is put right by the next sync.
  const [row] = await onWebsite('&ledgerline_erp_id=P3');
  await ask('PATCH', `/rows/${row.id}/draft`, { values: { price: 1 } });
  await synced.run('sync');
  await shows('P3', { price: 3.1 });
  const many = { object: 'hubdb:price_list', ids: ['P3', 'no,ne'], fields: ['price'], by: 'ledgerline_erp_id' };
  expect(await hubspot.connector.get(many)).toMatchObject([{ id: row.id, fields: { price: '3.1' } }]);
});

test('a create is done once, a row that does not fit is told of, and a publish that failed is made up for', async () => {
  const { connector, emulator } = synced.hubspot;
  const create = (reference: string, price: string) =>
    ({
      kind: 'create',
      object: 'hubdb:price_list',
      referenceField: 'ledgerline_erp_id',
      reference,
      fields: { price },
    }) as const;
  const [made, unfit] = await connector.write([create('X1', '5'), create('X2', '0.12345678901234567890')]);
  expect(unfit).toMatchObject({ status: 'failed', reason: expect.stringContaining('more digits') });
  expect(await connector.write([create('X1', '6')])).toEqual([made]);
  await shows('X1', { price: 6 });
  const fault = { match: { pathRegex: '/draft/publish' }, status: 400, times: 1 };
  await emulator.send('POST', '/_emulator/faults', fault);
  await expect(connector.write([create('X1', '7')])).rejects.toThrow('publish');
  await shows('X1', { price: 6 });
  await connector.get({ object: 'hubdb:price_list', ids: ['1'], fields: ['price'] });
  await shows('X1', { price: 7 });
});

test('the linter says that a table is only written to', async () => {
  const wrong = MAPPING.replace('{ left: sku, right: sku, direction: to-left }', '{ left: sku, right: sku }');
  const { problems } = await synced.sync.lint(PORTAL, wrong);
  expect(problems.map(({ text }) => text)).toEqual([
    'pair `price`: hubdb:price_list is only written to, so `sku` goes one way; set `direction: to-left`',
  ]);
});
