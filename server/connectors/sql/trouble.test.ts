import { BlockList, createServer, type AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ConfigError, RetryLater } from '../../engine/error.ts';
import { createSqlConnector } from './connector.ts';
import { parseSqlDefinition } from './definition.ts';
import { startTestErp, type TestErp } from './testing/erp.ts';
import { explain } from './trouble.ts';

const PASSWORD = 'geheim-4711';
const at = { host: 'erp.example:5432', user: 'reader', database: 'books' };
const pgError = (code: string, message: string) => Object.assign(new Error(message), { code });

async function failureOf(action: Promise<unknown>): Promise<Error> {
  try {
    await action;
  } catch (error) {
    return error as Error;
  }
  throw new Error('It succeeded.');
}

describe('trouble with the database is said in a sentence', () => {
  let erp: TestErp;
  beforeAll(async () => {
    erp = await startTestErp();
  });
  afterAll(() => erp.close());
  const withUrl = async (url: string): Promise<Error> => {
    const connector = createSqlConnector({ url, definition: erp.definition });
    const failure = await failureOf(connector.describe());
    await connector.close();
    expect(JSON.stringify([failure.message, failure])).not.toContain(PASSWORD);
    return failure;
  };

  test('nobody listens', async () => {
    const failure = await withUrl(`postgresql://reader:${PASSWORD}@127.0.0.1:1/northwind`);
    expect(failure).toBeInstanceOf(RetryLater);
    expect(failure.message).toContain('127.0.0.1:1 does not answer (ECONNREFUSED)');
  });

  test('v5.0.0-1.3.6 the address is one that nothing is asked at', async () => {
    const fence = new BlockList();
    fence.addSubnet('127.0.0.0', 8);
    fence.addAddress('::1', 'ipv6');
    const url = erp.url.replace('127.0.0.1', 'localhost');
    const connector = createSqlConnector({ url, definition: erp.definition, fence });
    const failure = await failureOf(connector.describe());
    await connector.close();
    expect(failure).toBeInstanceOf(ConfigError);
    expect((failure as ConfigError).fix).toContain('LEDGERLINE_ALLOWED_ADDRESSES');
  });

  test('something listens and says nothing', async () => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const failure = await withUrl(`postgresql://reader:${PASSWORD}@127.0.0.1:${port}/northwind`);
    silent.close();
    expect(failure).toBeInstanceOf(RetryLater);
  });

  test('the address is not one, and is not repeated', () => {
    for (const url of [`mysql://u:${PASSWORD}@h/d`, `postgres:// :${PASSWORD}@`, PASSWORD]) {
      let failure: unknown;
      try {
        createSqlConnector({ url, definition: erp.definition });
      } catch (error) {
        failure = error;
      }
      expect(failure).toBeInstanceOf(ConfigError);
      expect(String((failure as Error).stack)).not.toContain(PASSWORD);
    }
  });

  test('a relation or column of the file does not exist', async () => {
    const wrong = (change: object) => {
      const customer = { ...erp.definition.objects['customer'], ...change } as never;
      const definition = { ...erp.definition, objects: { customer } };
      const connector = createSqlConnector({ url: erp.url, definition, fileName: 'erp.yaml' });
      return failureOf(connector.describe()).finally(() => connector.close());
    };
    const relation = await wrong({ relation: 'costumer' });
    expect(relation.message).toBe(
      'erp.yaml, objects.customer.relation: the ERP database "northwind" has no table or view "costumer".',
    );
    const column = (await wrong({ changedAt: 'changed' })) as ConfigError;
    expect(column.message).toBe('erp.yaml, objects.customer.changedAt: "customer_account" has no column "changed".');
    expect(column.fix).toContain('updated_at');
    expect((await wrong({ changedAt: 'last_order_date' })).message).toContain('is date, not a timestamp');
    expect((await wrong({ writable: ['balance'] })).message).toContain('"customer" has no column "balance"');
  });

  test('wrong password, missing database, missing right, no more connections', () => {
    const missing = explain(pgError('3D000', 'database "books" does not exist'), at) as ConfigError;
    expect(missing.message).toBe('The ERP database at erp.example:5432 has no database "books".');
    expect(explain(pgError('28P01', 'password authentication failed'), at)).toMatchObject({ name: 'ConfigError' });
    const right = explain(pgError('42501', 'permission denied for table customer'), at) as ConfigError;
    expect(`${right.message} ${right.fix}`).toContain('permission denied for table customer. Grant it: grant select');
    expect(explain(pgError('53300', 'sorry, too many clients already'), at)).toBeInstanceOf(RetryLater);
    expect(explain(pgError('57014', 'canceling statement'), at)).toBeInstanceOf(RetryLater);
    const bug = new TypeError('x is not a function');
    expect(explain(bug, at)).toBe(bug);
  });

  test('a wrong connection file names the entry', () => {
    const file = 'connector: sql\nobjects:\n  customer: { relation: customer, key: id }\ntimeZone: Middle/Earth\n';
    const parse = () => parseSqlDefinition(file, 'erp.yaml');
    expect(parse).toThrow(ConfigError);
    expect(parse).toThrow(/erp\.yaml: timeZone: .*IANA.*objects\.customer\.changedAt/);
    expect(() => parseSqlDefinition('a: [', 'erp.yaml')).toThrow('erp.yaml is not valid YAML');
  });
});
