import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { ConfigError } from '../../engine/error.ts';
import type { Connector } from '../../engine/connector.ts';
import { createSqlConnector } from './connector.ts';
import { SqlDefinition } from './definition.ts';
import { ids, readPass } from './testing/erp.ts';

const server = process.env['TEST_DATABASE_URL'];
if (!server) console.log('Skipped: set TEST_DATABASE_URL to a PostgreSQL server to test the sql connector on one.');

const name = `ledgerline_sql_${process.pid}`;
const definition = SqlDefinition.parse({
  connector: 'sql',
  timeZone: 'Europe/Berlin',
  objects: {
    item: {
      relation: 'shop.item',
      key: 'id',
      changedAt: 'changed',
      writable: ['price', 'label', 'sold', 'since', 'seen_at', 'local_at'],
    },
    log: { relation: 'shop.log', key: 'n', changedAt: 'at' },
  },
});

(server ? describe : describe.skip)('the sql connector on a PostgreSQL server', () => {
  let admin: pg.Client;
  let clerk: pg.Client;
  let connector: Connector;
  let url: string;
  beforeAll(async () => {
    admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`create database ${name}`);
    const target = new URL(server ?? '');
    target.pathname = `/${name}`;
    url = target.href;
    clerk = new pg.Client({ connectionString: url });
    await clerk.connect();
    await clerk.query(`
      -- Settings that would change how dates and numbers look.
      alter database ${name} set datestyle to 'German'; alter database ${name} set timezone to 'America/New_York';
      create schema shop; create domain shop.euro as numeric(20,4);
      create table shop.item (id uuid primary key default gen_random_uuid(), price shop.euro, label varchar(5), sold boolean,
        since date, seen_at timestamptz, local_at timestamp, ratio double precision, code char(6),
        changed timestamp not null default (now() at time zone 'Europe/Berlin'));
      create table shop.log (n bigint primary key, at timestamptz not null default now());
      insert into shop.item (price, label, sold, since, seen_at, local_at, ratio, code)
        values (12345678901234.5600, ' ', true, '1900-01-31', '2026-03-29 01:30:00.1239+00', '2026-07-01 12:00', 1e21, 'ab')`);
    connector = createSqlConnector({ url, definition });
  });
  afterAll(async () => {
    await connector.close();
    await clerk.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  });

  test('values are canonical whatever the settings of the database', async () => {
    const fields = ['price', 'label', 'sold', 'since', 'seen_at', 'local_at', 'ratio', 'code'];
    const [item] = (await readPass(connector, 'item', fields, null)).records;
    expect(item?.fields).toEqual({
      price: '12345678901234.56',
      label: null,
      sold: true,
      since: '1900-01-31',
      seen_at: '2026-03-29T01:30:00.123Z',
      local_at: '2026-07-01T10:00:00.000Z',
      ratio: '1000000000000000000000',
      code: 'ab',
    });
    expect(Math.abs(Date.parse(item?.modifiedAt ?? '') - Date.now())).toBeLessThan(60_000);
  });

  test('what is written comes back the same', async () => {
    const [id = ''] = ids(await readPass(connector, 'item', [], null));
    const fields = {
      price: '0.0001',
      sold: false,
      since: '2026-02-28',
      seen_at: '2026-11-01T05:30:00.000Z',
      label: 'ä',
    };
    const tooLong = { label: 'sechs6' };
    const outcomes = await connector.write([
      { kind: 'update', object: 'item', id, fields },
      { kind: 'update', object: 'item', id, fields: tooLong },
      { kind: 'update', object: 'item', id: 'not-a-uuid', fields },
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'failed', 'failed']);
    const [item] = await connector.get({ object: 'item', ids: [id, 'not-a-uuid'], fields: Object.keys(fields) });
    expect(item?.fields).toEqual(fields);
  });

  test('a transaction that commits after a younger one was read is not lost', async () => {
    const late = new pg.Client({ connectionString: url });
    await late.connect();
    await late.query('begin');
    await late.query('insert into shop.log (n) values (1)');
    await clerk.query('insert into shop.log (n) values (2)');
    const first = await readPass(connector, 'log', [], null);
    expect(ids(first)).toEqual(['2']);
    await late.query('commit');
    await late.end();
    const second = await readPass(connector, 'log', [], first.cursor);
    expect(ids(second)).toContain('1');
  });

  test('a user or database that does not exist, and a user without rights', async () => {
    const as = async (user: string, database = name) => {
      const address = new URL(url);
      address.pathname = `/${database}`;
      address.username = user;
      address.password = 'geheim';
      const other = createSqlConnector({ url: address.href, definition });
      const failure = await readPass(other, 'log', [], null).catch((error: unknown) => error as ConfigError);
      await other.close();
      return failure as ConfigError;
    };
    const stranger = await as(`${name}_nobody`);
    expect([stranger.name, stranger.message]).toEqual(['ConfigError', expect.stringContaining('refuses the user')]);
    const lost = await as(new URL(url).username, `${name}_lost`);
    expect([lost.name, lost.message]).toEqual(['ConfigError', expect.stringContaining(`no database "${name}_lost"`)]);
    await admin.query(`create role ${name}_reader login`);
    const reader = await as(`${name}_reader`);
    await admin.query(`drop role ${name}_reader`);
    expect([reader.name, reader.message]).toEqual([
      'ConfigError',
      expect.stringContaining('permission denied for schema shop'),
    ]);
  });

  test('a server that drops its connections is tried again, and loses us nothing', async () => {
    await readPass(connector, 'log', [], null);
    await admin.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = $1 and application_name = 'ledgerline'`,
      [name],
    );
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(ids(await readPass(connector, 'log', [], null))).toEqual(['1', '2']);
  });
});
