import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Change } from '../../engine/connector.ts';
import type { Fields } from '../../engine/record.ts';
import { SqlDefinition } from './definition.ts';
import { ids, readPass, startTestErp, type TestErp } from './testing/erp.ts';

const writable = ['crm_id', 'name', 'phone', 'status'];
const lead = { relation: 'lead', key: 'id', changedAt: 'updated_at', writable };
const definition = SqlDefinition.parse({
  connector: 'sql',
  objects: {
    lead: { ...lead, creatable: true, deletable: true, archived: { column: 'archived_at' } },
    lead_by_status: { ...lead, archived: { column: 'status', value: 'old', active: 'new' } },
    // The name has no index that would keep it unique.
    lead_by_name: { ...lead, creatable: true },
  },
});

const create = (reference: string, fields: Fields, object = 'lead', referenceField = 'crm_id'): Change => ({
  kind: 'create',
  object,
  referenceField,
  reference,
  fields,
});
const move = (kind: 'archive' | 'restore' | 'delete', id: string, object = 'lead'): Change => ({ kind, object, id });

describe('whole rows of a PostgreSQL database', () => {
  let erp: TestErp;
  beforeAll(async () => {
    erp = await startTestErp();
    Object.assign(erp.definition.objects, definition.objects);
    await erp.clerk.query(`create table lead (id serial primary key, crm_id text unique, name text not null, phone text,
      status text, archived_at timestamptz, updated_at timestamptz not null default clock_timestamp())`);
    await erp.clerk.query('create table visit (lead_id int references lead (id))');
    await erp.clerk.query(`create function lead_touched() returns trigger language plpgsql
      as $$ begin new.updated_at := clock_timestamp(); return new; end $$`);
    await erp.clerk.query('create trigger touched before update on lead for each row execute function lead_touched()');
  });
  afterAll(() => erp.close());

  const idsOf = async (changes: Change[]): Promise<string[]> =>
    (await erp.connector.write(changes)).map((outcome) => (outcome.status === 'done' ? outcome.id : outcome.reason));
  const named = (name: string) =>
    erp.clerk.query('select id::text, phone from lead where name = $1 order by id', [name]);
  const get = (id: string, object = 'lead') => erp.connector.get({ object, ids: [id], fields: ['name', 'phone'] });

  test('a row is inserted with our reference; sent twice, it is one row', async () => {
    const changes = [create('L1', { name: 'Alfreds', phone: '1' }), create('L2', { name: 'Bon app', phone: null })];
    const first = await idsOf(changes);
    expect(await idsOf(changes)).toEqual(first);
    expect(await idsOf([create('L1', { name: 'Alfreds', phone: '2' })])).toEqual(first.slice(0, 1));
    expect(await named('Alfreds')).toEqual([[first[0], '2']]);
    const [row] = await erp.connector.get({ object: 'lead', ids: ['L1'], fields: ['crm_id'], by: 'crm_id' });
    expect(row).toMatchObject({ id: first[0], fields: { crm_id: 'L1' } });
  });

  test('also when no index keeps the reference unique', async () => {
    const changes = [create('Chop', { phone: '1' }, 'lead_by_name', 'name')];
    const first = await idsOf(changes);
    expect(await idsOf([create('Chop', { phone: '2' }, 'lead_by_name', 'name')])).toEqual(first);
    expect(await named('Chop')).toEqual([[first[0], '2']]);
  });

  test('a row that the database refuses does not take the others along', async () => {
    expect(await idsOf([create('L3', { name: null }), create('L4', { name: 'Drachen' })])).toEqual([
      expect.stringContaining('null value in column "name"'),
      expect.stringMatching(/^\d+$/),
    ]);
  });

  test('a row that is put away is out of sight, told of once, and comes back as it was', async () => {
    const [id = ''] = await idsOf([create('L5', { name: 'Ernst', phone: '5' })]);
    const { cursor } = await readPass(erp.connector, 'lead', [], null);
    expect(await idsOf([move('archive', id)])).toEqual([id]);
    expect(await get(id)).toEqual([]);
    const pages = [];
    for await (const page of erp.connector.read({ object: 'lead', fields: [], cursor })) pages.push(page);
    expect(pages.flatMap(({ gone }) => gone)).toEqual([id]);
    expect(pages.flatMap(({ records }) => records)).toEqual([]);
    const since = await erp.clerk.query('select archived_at::text from lead where id = $1', [id]);
    expect(await idsOf([move('archive', id)])).toEqual([id]);
    expect(await erp.clerk.query('select archived_at::text from lead where id = $1', [id])).toEqual(since);
    expect(await idsOf([move('restore', id)])).toEqual([id]);
    expect(await get(id)).toMatchObject([{ fields: { name: 'Ernst', phone: '5' } }]);
    expect(ids(await readPass(erp.connector, 'lead', [], pages.at(-1)?.cursor ?? null))).toEqual([id]);
  });

  test('a create for a row that is put away brings it back', async () => {
    const [id = ''] = await idsOf([create('L6', { name: 'Folies' })]);
    await idsOf([move('archive', id)]);
    expect(await idsOf([create('L6', { name: 'Folies' })])).toEqual([id]);
    expect(await get(id)).toHaveLength(1);
  });

  test('a state can say that a row is put away', async () => {
    const [id = ''] = await idsOf([create('L7', { name: 'Galeria' })]);
    await idsOf([move('archive', id, 'lead_by_status')]);
    expect(await erp.clerk.query('select status from lead where id = $1', [id])).toEqual([['old']]);
    expect(await get(id, 'lead_by_status')).toEqual([]);
    await idsOf([move('restore', id, 'lead_by_status')]);
    expect(await erp.clerk.query('select status from lead where id = $1', [id])).toEqual([['new']]);
  });

  test('a row is deleted for good; one that others refer to says so, and one that is gone is done', async () => {
    const [kept = '', id = ''] = await idsOf([create('L8', { name: 'Hanari' }), create('L9', { name: 'Island' })]);
    await erp.clerk.query('insert into visit values ($1)', [kept]);
    expect(await idsOf([move('delete', id), move('delete', kept), move('delete', '999')])).toEqual([
      id,
      expect.stringContaining('violates foreign key constraint'),
      '999',
    ]);
    expect(await idsOf([move('restore', id)])).toEqual([`the row ${id} of lead does not exist any more`]);
  });

  test('what can be done is said', async () => {
    const described = await erp.connector.describe();
    const abilities = (name: string) => described.find((object) => object.name === name)?.can;
    expect(abilities('lead')).toEqual(['create', 'update', 'archive', 'restore', 'delete']);
    expect(abilities('customer')).toEqual(['update']);
    expect(abilities('order')).toEqual([]);
  });
});
