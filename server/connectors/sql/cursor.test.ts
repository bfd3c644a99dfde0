import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ids, readPass, startTestErp, type TestErp } from './testing/erp.ts';

const MINUTE_AGO = `clock_timestamp() - interval '1 minute'`;

async function addEmployee(erp: TestErp, id: number, at: string): Promise<void> {
  const sql = `insert into employee (id, first_name, last_name, updated_at) values ($1, 'A', 'B', ${at})`;
  await erp.clerk.query(sql, [id]);
}

describe('changed since', () => {
  let erp: TestErp;
  const read = (cursor: string | null) => readPass(erp.connector, 'employee', ['last_name'], cursor);
  beforeAll(async () => {
    erp = await startTestErp();
    // Read through the connector's own definition object, so that a table without other life can be used.
    erp.definition.objects['employee'] = { relation: 'employee', key: 'id', changedAt: 'updated_at', writable: [] };
  });
  afterAll(() => erp.close());

  test('a row that commits late, behind the position, is read; what was read is not read again', async () => {
    const first = await read(null);
    expect(first.records).toHaveLength(9);
    await addEmployee(erp, 101, `clock_timestamp() - interval '1 second'`);
    const second = await read(first.cursor);
    expect(ids(second)).toEqual(['101']);
    await addEmployee(erp, 102, `clock_timestamp() - interval '10 seconds'`);
    const third = await read(second.cursor);
    expect(ids(third)).toEqual(['102']);
    expect((await read(third.cursor)).records).toEqual([]);
  });

  test('a thousand rows of one moment are neither skipped nor repeated for ever', async () => {
    const before = await read(null);
    await erp.clerk.query(
      `insert into employee (id, first_name, last_name, updated_at)
       select n, 'A', 'B', now() - interval '2 seconds' from generate_series(1001, 2200) n`,
    );
    let pass = await read(before.cursor);
    expect(new Set(ids(pass)).size).toBe(1200);
    // Only so many rows are remembered; the rest come once more, and none after the overlap.
    pass = await read(pass.cursor);
    expect(pass.records.length).toBeLessThan(300);
    await erp.clerk.query(`update employee set first_name = 'C' where id = 1500`);
    pass = await read(pass.cursor);
    expect(ids(pass)).toContain('1500');
  });

  test('a row dated ahead is read once, and hides nothing', async () => {
    await addEmployee(erp, 3001, `clock_timestamp() + interval '1 year'`);
    const first = await read((await read(null)).cursor);
    const quiet = await read(first.cursor);
    expect(ids(quiet)).not.toContain('3001');
    await addEmployee(erp, 3002, `clock_timestamp() - interval '1 second'`);
    expect(ids(await read(quiet.cursor))).toContain('3002');
    await erp.clerk.query('delete from employee where id = 3001');
  });

  test('the window closes: nothing is looked at again once it is older than the overlap', async () => {
    erp.definition.overlapSeconds = 1;
    const first = await read(null);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    const second = await read(first.cursor);
    const third = await read(second.cursor);
    expect(third).toEqual({ records: [], pages: 0, cursor: second.cursor });
    erp.definition.overlapSeconds = 30;
  });

  test('rows without a time of change are read by the first pass', async () => {
    await erp.clerk.query('alter table employee alter column updated_at drop not null');
    await erp.clerk.query(
      `insert into employee (id, first_name, last_name, updated_at) select n, 'A', 'B', null from generate_series(5001, 5600) n`,
    );
    await addEmployee(erp, 6001, MINUTE_AGO);
    await addEmployee(erp, 6002, `'infinity'`);
    const pass = await read(null);
    const found = new Set(ids(pass));
    expect(found.size).toBe(pass.records.length);
    expect(['5001', '5600', '6001', '9'].every((id) => found.has(id))).toBe(true);
    expect(pass.records.find(({ id }) => id === '5001')?.modifiedAt).toBeNull();
  });

  test('a foreign cursor is a bug, not a reason to read everything', async () => {
    await expect(read('{"after":12}')).rejects.toThrow('Not a cursor of the sql connector');
  });
});
