import { Socket, type BlockList } from 'node:net';
import pg from 'pg';
import { addressOf, explain, type Address } from './trouble.ts';

export type Cell = string | null;
export type Row = readonly Cell[];

export interface Log {
  warn(details: object, message: string): void;
}

export interface Database {
  readonly address: Address;
  /** Rows as arrays of text, whatever the type; no driver conversion can lose a digit or shift a date. */
  query(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  /** The same, but with the driver's own errors. */
  attempt(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}

const CONNECT_MS = 3000;
const STATEMENT_MS = 30_000;

export function openDatabase(url: string, log?: Log, fence?: BlockList): Database {
  const address = addressOf(url);
  const pool = new pg.Pool({
    connectionString: url,
    // An ERP's connections are scarce; the sync needs one, a reader and a writer beside it two more.
    max: 3,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 10_000,
    statement_timeout: STATEMENT_MS,
    // The server cancels first; this one is for a server that no longer answers at all.
    query_timeout: STATEMENT_MS + 2000,
    application_name: 'ledgerline',
    ...(fence && { stream: () => new Socket({ blockList: fence }) }),
    types: { getTypeParser: () => (value: string) => value },
  });
  // Without a listener an idle connection that the server closes would end our process.
  pool.on('error', (error) =>
    log?.warn({ code: (error as { code?: string }).code }, 'An idle connection to the ERP was lost.'),
  );
  const attempt = async (sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
    (await pool.query<(string | null)[]>({ text: sql, values: [...values], rowMode: 'array' })).rows;
  return {
    address,
    attempt,
    async query(sql, values) {
      try {
        return await attempt(sql, values);
      } catch (error) {
        throw explain(error, address);
      }
    },
    close: () => pool.end(),
  };
}

export const quoted = (name: string): string => pg.escapeIdentifier(name);
export const quotedRelation = (name: string): string => name.split('.').map(quoted).join('.');
export const literal = (text: string): string => pg.escapeLiteral(text);
