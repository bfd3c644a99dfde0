import { readFileSync } from 'node:fs';
import type { Connector } from '../../../engine/connector.ts';
import type { Clerk, TestSystem } from '../../testing/test-system.ts';
import { createSqlConnector } from '../connector.ts';
import { parseSqlDefinition } from '../definition.ts';
import { startLosingProxy, type LosingProxy } from './losing-proxy.ts';
import { openOwnDatabase, type OwnDatabase } from './own-database.ts';
import { serverTroubles } from './server-troubles.ts';

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');
/** A server that trusts its clients does not ask for it; it is in every address all the same, and must not be seen again. */
const PASSWORD = 'geheim-4711';

/** The shop in a database of its own: embedded (`memory:`), or on a PostgreSQL server. */
export async function startShop(target: string): Promise<TestSystem> {
  const database = await openOwnDatabase(target);
  await database.query(text('shop.sql'));
  const parsed = parseSqlDefinition(text('shop.connection.yaml'), 'shop.connection.yaml');
  // Shorter than a file may say: nothing here writes in transactions, and each rule that waits for it would take a second.
  const definition = { ...parsed, overlapSeconds: 0.03 };
  const said: string[] = [];
  const log = { warn: (details: object, message: string) => void said.push(`${JSON.stringify(details)} ${message}`) };
  const open = (change: (url: URL) => void = () => {}): Connector => {
    const url = new URL(database.url);
    url.password = PASSWORD;
    change(url);
    return createSqlConnector({ url: url.href, definition, fileName: 'shop.connection.yaml', log });
  };
  const proxies: LosingProxy[] = [];
  const connector = open();
  const server = target === 'memory:' ? null : serverTroubles(database, open);
  return {
    connector,
    sample: { object: 'item', text: 'label', reference: 'ledgerline_ref' },
    morePages: 501,
    refused: { fields: { label: 'x'.repeat(201) }, words: /item_label_length/ },
    clerk: clerkAt(database),
    trouble: {
      unreachable: async () => open((url) => (url.host = '127.0.0.1:1')),
      async losesAnswer() {
        const proxy = await startLosingProxy(new URL(database.url));
        proxies.push(proxy);
        return open((url) => (url.host = `127.0.0.1:${proxy.port}`));
      },
      ...server?.trouble,
    },
    // By then the cursor takes nothing for unfinished any more (overlapSeconds of the connection file).
    settle: async () => void (await database.query('select pg_sleep(0.04)')),
    documents: {
      async change() {
        await database.query(`update invoice set number = number || 'x' where id = '3'`);
        return { kind: 'invoice', id: '3' };
      },
      async balances() {
        const rows = await database.query(`select customer_id || ' ' || currency as name, minor from receivable`);
        return new Map(rows.map(({ name, minor }) => [String(name), String(minor)]));
      },
    },
    secrets: [PASSWORD],
    logged: () => said.join('\n'),
    async close() {
      await connector.close();
      await Promise.all(proxies.map((proxy) => proxy.close()));
      await server?.close();
      await database.close();
    },
  };
}

function clerkAt(database: OwnDatabase): Clerk {
  const query: OwnDatabase['query'] = (sql, values) => database.query(sql, values);
  const idOf = (rows: Record<string, unknown>[]): string => String(rows[0]?.['id']);
  return {
    async create(texts) {
      const sql = 'insert into item (label) select unnest($1::text[]) returning id';
      return (await query(sql, [texts])).map(({ id }) => String(id));
    },
    edit: async (id, label) => void (await query('update item set label = $2 where id = $1', [id, label])),
    remove: async (id) => void (await query('update item set archived_at = now() where id = $1', [id])),
    createAtTheTimeOf: async (id, label) =>
      idOf(
        await query('insert into item (label, changed_at) select $2, changed_at from item where id = $1 returning id', [
          id,
          label,
        ]),
      ),
    async countByReference(reference) {
      return (await query('select 1 from item where ledgerline_ref = $1', [reference])).length;
    },
  };
}
