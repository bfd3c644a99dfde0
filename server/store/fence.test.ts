import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDb, type Db } from './db.ts';
import { saveCursor } from './cursors.ts';
import { migrate } from './migrate.ts';
import { openTestStore } from './test-store.ts';

describe('every table', () => {
  let db: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore('memory:'));
  }, 60_000);
  afterAll(() => close());

  test('that has a portal_id leads its primary key with it, and fences its rows', async () => {
    const unfit = await db.query(
      `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'portal_id'
       left join pg_index i on i.indrelid = c.oid and i.indisprimary
       where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and (i.indkey[0] is distinct from a.attnum
         or not c.relrowsecurity or not c.relforcerowsecurity
         or not exists (select 1 from pg_policy p where p.polrelid = c.oid and p.polname = 'one_portal'))`,
    );
    expect(unfit).toEqual([]);
  });
});

const target = process.env['TEST_DATABASE_URL'];
if (!target) process.stderr.write('TEST_DATABASE_URL is not set: the fence between portals is not tested.\n');

(target ? describe : describe.skip)('statements for one portal, of a plain role that owns the tables', () => {
  const name = `ledgerline_fence_${randomUUID().replaceAll('-', '')}`;
  let admin: Db;
  let db: Db;
  beforeAll(async () => {
    admin = await openDb(target ?? '');
    await admin.script(`create role ${name} login password 'fence'`);
    await admin.script(`create database ${name} owner ${name}`);
    const url = Object.assign(new URL(target ?? ''), { username: name, password: 'fence', pathname: `/${name}` });
    db = await openDb(url.href);
    await migrate(db);
    for (const portalId of [1, 2, 3]) await saveCursor(db, portalId, 'feed', 'here');
  });
  afterAll(async () => {
    await db.close();
    await admin.script(`drop database ${name} with (force)`);
    await admin.script(`drop role ${name}`);
    await admin.close();
  });

  const everything = 'select portal_id from cursor order by 1';

  test('a statement that forgets the portal sees and writes its own rows only', async () => {
    expect(await db.passesFence()).toBe(false);
    const one = db.fenced(1);
    expect(await one.query(everything)).toEqual([{ portal_id: 1 }]);
    expect(await one.query("update cursor set value = 'there' returning portal_id")).toEqual([{ portal_id: 1 }]);
    expect(await one.query('delete from cursor where portal_id = 2 returning 1')).toEqual([]);
    await expect(saveCursor(one, 2, 'feed', 'stolen')).rejects.toThrow('row-level security');
    await expect(saveCursor(one, 2, 'other', 'stolen')).rejects.toThrow('row-level security');
  });

  test('many portals at once keep apart, in transactions as well, and what is for all sees all', async () => {
    const asked = Array.from({ length: 60 }, (_, index) => (index % 3) + 1);
    const seen = await Promise.all(
      asked.map((id) => (id === 3 ? db.fenced(id).tx((q) => q(everything)) : db.fenced(id).query(everything))),
    );
    expect(seen).toEqual(asked.map((id) => [{ portal_id: id }]));
    expect(await db.query(everything)).toHaveLength(3);
  });

  test('plans keep their indexes', async () => {
    await db.script(
      `insert into notice (portal_id, side, object, record_id)
       select p, 'left', 'companies', n::text from generate_series(1, 5) p, generate_series(1, 2000) n;
       insert into document (portal_id, connection, kind, id, account_id, number, state, issued_on, currency, total_minor, data)
       select p, 'sql', 'invoice', n::text, (n / 10)::text, n::text, 'open', '2026-01-01', 'EUR', 1, '{}'
       from generate_series(1, 5) p, generate_series(1, 2000) n;
       analyze notice; analyze document`,
    );
    const statements = [
      "select * from document where portal_id = 1::bigint and connection = 'sql' and account_id = '7' and kind = 'invoice'",
      "delete from notice using jsonb_to_recordset('[]'::jsonb) as r(side text, object text, id text) where portal_id = 1::bigint and notice.side = r.side and notice.object = r.object and notice.record_id = r.id",
      'select side, object, record_id from notice where portal_id = 1::bigint and due_at <= now() order by due_at, record_id limit 100',
    ];
    const plan = async (ask: Pick<Db, 'query'>, sql: string): Promise<string[]> =>
      (await ask.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`))
        .map((row) => row['QUERY PLAN'].trim())
        .filter((line) => /Scan/.test(line) && !/Function Scan/.test(line));
    for (const sql of statements) {
      const lines = await plan(db.fenced(1), sql);
      expect(lines.join()).toContain('Index');
      expect(lines.join()).not.toContain('Seq Scan');
    }
  });
});
