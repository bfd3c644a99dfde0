import { fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Connector } from '../../../engine/connector.ts';
import type { SyncRecord } from '../../../engine/record.ts';
import { createSqlConnector } from '../connector.ts';
import { openDatabase, type Database } from '../database.ts';
import { parseSqlDefinition, type SqlDefinition } from '../definition.ts';

const demo = (path: string): string => fileURLToPath(new URL(`../../../../demo/${path}`, import.meta.url));

export interface TestErp {
  readonly url: string;
  readonly definition: SqlDefinition;
  readonly connector: Connector;
  /** A second client, as a clerk at the ERP would be. */
  readonly clerk: Database;
  close(): Promise<void>;
}

/** The real demo ERP as a program of its own, with the connector on it as the demo configures it. */
export async function startTestErp(): Promise<TestErp> {
  const data = mkdtempSync(join(tmpdir(), 'sql-connector-'));
  const program = fork(demo('erp/main.ts'), {
    env: { ...process.env, LEDGERLINE_DATA: data, DEMO_ERP_PORT: '0' },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<void>((resolve) => program.once('exit', () => resolve()));
  const url = await new Promise<string>((resolve, reject) => {
    program.once('message', (message: { url: string }) => resolve(message.url));
    void ended.then(() => reject(new Error('The demo ERP did not start.')));
  });
  const definition = parseSqlDefinition(
    readFileSync(demo('northwind.connection.yaml'), 'utf8'),
    'northwind.connection.yaml',
  );
  const connector = createSqlConnector({ url, definition, fileName: 'northwind.connection.yaml' });
  const clerk = openDatabase(url);
  return {
    url,
    definition,
    connector,
    clerk,
    async close() {
      await connector.close();
      await clerk.close();
      program.kill('SIGTERM');
      await ended;
      rmSync(data, { recursive: true, force: true });
    },
  };
}

export interface Pass {
  readonly records: SyncRecord[];
  readonly pages: number;
  readonly cursor: string | null;
}

/** One pass of `read`, to its end. */
export async function readPass(
  connector: Connector,
  object: string,
  fields: readonly string[],
  from: string | null,
): Promise<Pass> {
  const records: SyncRecord[] = [];
  let pages = 0;
  let cursor = from;
  for await (const page of connector.read({ object, fields, cursor: from })) {
    records.push(...page.records);
    pages += 1;
    cursor = page.cursor;
  }
  return { records, pages, cursor };
}

export const ids = (pass: Pass): string[] => pass.records.map((record) => record.id).toSorted();
