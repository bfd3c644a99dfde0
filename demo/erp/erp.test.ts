import { execFile } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { startDemoErp, type DemoErp } from './start.ts';

const TODAY = '2026-06-15';

describe('the demo ERP as a server', () => {
  let erp: DemoErp;
  let pool: pg.Pool;
  beforeAll(async () => {
    erp = await startDemoErp({ port: 0, dataDir: null, today: TODAY });
    pool = new pg.Pool({ connectionString: erp.url, max: 5 });
  });
  afterAll(async () => {
    await pool.end();
    await erp.close();
  });
  const one = async (sql: string): Promise<Record<string, unknown>> =>
    (await pool.query<Record<string, unknown>>(sql)).rows[0] ?? {};

  test('keeps the queries of several connections apart, errors included', async () => {
    const ask = (n: number) =>
      n % 7 === 0
        ? pool.query('select $1::int / 0', [n]).then(
            () => 'no error',
            (error: Error) => error.message,
          )
        : pool
            .query<{ n: number; t: string }>('select $1::int as n, $2::text as t', [n, `t${n}`])
            .then(({ rows }) => rows[0]);
    const answers = await Promise.all(Array.from({ length: 200 }, (_, n) => ask(n)));
    const expected = answers.map((_, n) => (n % 7 === 0 ? 'division by zero' : { n, t: `t${n}` }));
    expect(answers).toEqual(expected);
  });

  test('a transaction of one connection is not seen by another, and ends with its connection', async () => {
    const client = new pg.Client({ connectionString: erp.url });
    await client.connect();
    await client.query('begin');
    await client.query(`update customer set phone = 'draft' where id = 'ALFKI'`);
    const waiting = one(`select phone from customer where id = 'ALFKI'`);
    await client.end();
    expect(await waiting).toEqual({ phone: '030-0074321' });
  });

  test('the database is called northwind', async () => {
    expect(await one('select current_database() as name')).toEqual({ name: 'northwind' });
  });

  test('psql reads while the pool is connected', async () => {
    await pool.query('select 1');
    const args = ['-h', '127.0.0.1', '-p', new URL(erp.url).port, '-U', 'anyone', '-At', 'northwind'];
    // Asynchronous, for the server lives in this process.
    const answer = await new Promise<string>((resolve) => {
      execFile('psql', [...args, '-c', 'select count(*) from customer'], (error, out) =>
        resolve(error?.code === 'ENOENT' ? 'psql is not installed' : out.trim()),
      );
    });
    if (answer === 'psql is not installed') console.log(`Skipped: ${answer}.`);
    expect(['93', 'psql is not installed']).toContain(answer);
  });
});

describe('what was derived', () => {
  let erp: DemoErp;
  let client: pg.Client;
  beforeAll(async () => {
    erp = await startDemoErp({ port: 0, dataDir: null, today: TODAY });
    client = new pg.Client({ connectionString: erp.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await erp.close();
  });
  const rows = async (sql: string) => (await client.query<Record<string, unknown>>(sql)).rows;

  test('holds together', async () => {
    expect(
      await rows(`select (select count(*)::int from customer) customers, (select count(*)::int from sales_order) orders,
        (select count(*)::int from sales_order_line where product_id is not null) lines,
        (select count(*)::int from invoice) invoices, (select count(*)::int from product) products`),
    ).toEqual([{ customers: 93, orders: 830, lines: 2155, invoices: 809, products: 77 }]);
    // The figure of Northwind itself: sum of round(price * quantity * (1 - discount), 2), and of the freight.
    expect(
      await rows(`select sum(total) filter (where product_id is not null)::text goods,
        sum(total) filter (where product_id is null)::text freight from sales_order_line`),
    ).toEqual([{ goods: '1265793.29', freight: '64942.69' }]);
    expect(await rows('select id from invoice where paid > total or paid < 0')).toEqual([]);
    expect(await rows('select number from payment where received_on > erp_today()')).toEqual([]);
    expect(
      await rows(`select i.id from invoice i left join payment_application a on a.invoice_id = i.id
        group by i.id having i.paid <> coalesce(sum(a.amount), 0)`),
    ).toEqual([]);
  });

  test('ends in the week before today, on the weekdays of the original', async () => {
    expect(
      await rows(
        `select erp_today() - max(ordered_on) between 0 and 6 as recent, to_char(max(ordered_on), 'Dy') as day from sales_order`,
      ),
    ).toEqual([{ recent: true, day: 'Wed' }]);
  });

  test('an overdue balance moves its customer on the day after the due date', async () => {
    const [due] = await rows(
      `select customer_id, due_on::text from invoice where balance > 0 and due_on >= erp_today() order by due_on, id limit 1`,
    );
    const account = () =>
      rows(
        `select overdue::text, updated_at >= erp_today()::timestamp at time zone 'UTC' as today from customer_account where id = '${String(due?.['customer_id'])}'`,
      );
    await client.query(`update calendar set fixed_today = '${String(due?.['due_on'])}'::date`);
    const [before] = await account();
    await client.query('update calendar set fixed_today = fixed_today + 1');
    const [after] = await account();
    expect(before).not.toEqual(after);
    expect(after?.['today']).toBe(true);
  });
});
