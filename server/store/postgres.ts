import pg from 'pg';
import { createLocks } from './locks.ts';
import type { Db, Query, Row } from './db.ts';
import { int8 } from './int8.ts';

const INT8_OID = 20;

/** Sets our advisory locks apart from those of others in the same database. */
const LOCK_SPACE = 1_279_607_119;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID ? int8 : pg.types.getTypeParser(oid, format),
};

/** The store on a PostgreSQL server, or on what speaks its protocol. */
export async function openPostgres(url: string): Promise<Db> {
  const pool = new pg.Pool({ connectionString: url, max: 8, types });
  // An idle connection that breaks is replaced by the pool; without a handler Node would end the process.
  pool.on('error', () => {});
  const nameOf = statementNames();
  const on =
    (connection: pg.Pool | pg.PoolClient): Query =>
    async <T extends Row>(sql: string, params: readonly unknown[] = []) =>
      (await connection.query<T>({ name: nameOf(sql), text: sql, values: [...params] })).rows;
  const listener = openListener(url);
  // Connections of their own: a batch that holds a lock needs one of the others for its statements. More than the jobs
  // that run at once, twice over, because a batch may have to take the lock of a token as well.
  const lockers = new pg.Pool({ connectionString: url, max: 16 });
  lockers.on('error', () => {});
  const inProcess = createLocks();
  return {
    kind: 'postgres',
    query: on(pool),
    tx: (fn) => transaction(pool, on, fn),
    async script(sql, params) {
      // The pool drops a connection whose statement failed, so a script that breaks between begin and commit
      // does not hand an aborted transaction to the next caller.
      const result: unknown = await pool.query(sql, params === undefined ? undefined : [...params]);
      return [result].flat().flatMap((one) => (one as pg.QueryResult<Row>).rows ?? []);
    },
    listen: (channel, fn) => listener.listen(channel, fn),
    exclusive: (key, work) => inProcess(key, () => withLock(lockers, key, work)),
    async close() {
      await lockers.end();
      await listener.close();
      await pool.end();
    },
  };
}

/** A session's lock: it ends with the connection, so one of a killed process holds nobody up. */
async function withLock<T>(lockers: pg.Pool, key: number, work: () => Promise<T>): Promise<T> {
  const connection = await lockers.connect();
  let broken: Error | undefined;
  try {
    await connection.query('select pg_advisory_lock($1, hashtext($2))', [LOCK_SPACE, String(key)]);
    return await work();
  } finally {
    await connection.query('select pg_advisory_unlock_all()').catch((error: unknown) => {
      broken = error instanceof Error ? error : new Error(String(error));
    });
    connection.release(broken);
  }
}

/** Statements are prepared once a connection, under a name that is the same for the same text. */
function statementNames(): (sql: string) => string {
  const names = new Map<string, string>();
  return (sql) => {
    const name = names.get(sql) ?? `s${names.size}`;
    names.set(sql, name);
    return name;
  };
}

async function transaction<T>(
  pool: pg.Pool,
  on: (connection: pg.PoolClient) => Query,
  fn: (q: Query) => Promise<T>,
): Promise<T> {
  const connection = await pool.connect();
  let broken: Error | undefined;
  try {
    await connection.query('begin');
    const result = await fn(on(connection));
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch((lost: unknown) => {
      broken = lost instanceof Error ? lost : new Error(String(lost));
    });
    throw error;
  } finally {
    connection.release(broken);
  }
}

/** One connection of its own for all channels; a pooled one would be handed to somebody else. */
function openListener(url: string) {
  let opening: Promise<pg.Client> | null = null;
  const open = async (): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    client.on('error', () => {
      opening = null;
    });
    await client.connect();
    return client;
  };
  return {
    async listen(channel: string, fn: (payload: string) => void): Promise<() => Promise<void>> {
      opening ??= open();
      const client = await opening;
      const handle = (message: pg.Notification): void => {
        if (message.channel === channel) fn(message.payload ?? '');
      };
      client.on('notification', handle);
      await client.query(`listen ${pg.escapeIdentifier(channel)}`);
      return async () => {
        client.removeListener('notification', handle);
      };
    },
    async close(): Promise<void> {
      await (await opening)?.end();
    },
  };
}
