import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Connector } from '../../engine/connector.ts';
import { createSqlConnector } from './connector.ts';
import { parseSqlDefinition } from './definition.ts';
import { readPass, startTestErp, type TestErp } from './testing/erp.ts';

let erp: TestErp;
let connector: Connector;
beforeAll(async () => {
  erp = await startTestErp();
  await erp.clerk.query(
    'create table party (id text primary key, name text, part_of text, changed timestamptz default clock_timestamp())',
    [],
  );
  await erp.clerk.query("insert into party (id, name) values ('A', 'a'), ('B', 'b'), ('C', 'c'), ('D', 'd')", []);
  const file = 'objects: { party: { relation: party, key: id, changedAt: changed, mergedInto: part_of } }';
  const definition = parseSqlDefinition(`connector: sql\n${file}`, 'merged.yaml');
  connector = createSqlConnector({ url: erp.url, definition, fileName: 'merged.yaml' });
});
afterAll(async () => {
  await connector.close();
  await erp.close();
});

const merge = (id: string, into: string) =>
  erp.clerk.query('update party set part_of = $2, changed = clock_timestamp() where id = $1', [id, into]);
const got = async (...ids: string[]) =>
  (await connector.get({ object: 'party', ids, fields: ['name'] })).map(({ id, formerIds }) => [id, formerIds ?? []]);

test('a row that was merged away is read, and found, as the one it is part of now', async () => {
  const { cursor } = await readPass(connector, 'party', ['name'], null);
  await merge('A', 'B');
  const next = await readPass(connector, 'party', ['name'], cursor);
  expect(next.records).toMatchObject([{ id: 'B', fields: { name: 'b' }, formerIds: ['A'] }]);
  expect(await got('A')).toEqual([['B', ['A']]]);
  expect(await got('A', 'B', 'D')).toEqual([
    ['B', ['A']],
    ['D', []],
  ]);
});

test('also when that one was merged in its turn', async () => {
  await merge('B', 'C');
  expect(await got('A')).toEqual([['C', ['B', 'A']]]);
  expect((await readPass(connector, 'party', [], null)).records.map(({ id }) => id).toSorted()).toEqual(['C', 'D']);
});

test('a circle ends', async () => {
  await merge('C', 'A');
  expect(await got('A', 'B', 'C', 'D')).toEqual([['D', []]]);
  await merge('C', 'C');
  expect(await got('D')).toEqual([['D', []]]);
});
