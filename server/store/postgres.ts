import pg from 'pg';
import type { Db, Query, Row } from './db.ts';
import { int8 } from './int8.ts';
import { createHeld } from './postgres-held.ts';
import { postgresLocks } from './postgres-locks.ts';
import { openSession } from './postgres-session.ts';

const INT8_OID = 20;

const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8_OID ? int8 : pg.types.getTypeParser(oid, format),
};

/** HubSpot waits five seconds for the answer to a webhook; a database that is not there by then is down. */
const CONNECT_MS = 3000;

/** The pool's own setting of this name would limit as well how long a caller waits for one of its connections to be free. */
class Client extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super({
      ...(typeof config === 'string' ? { connectionString: config } : config),
      connectionTimeoutMillis: CONNECT_MS,
    });
  }
}

/** The store on a PostgreSQL server, or on what speaks its protocol. */
export async function openPostgres(url: string): Promise<Db> {
  const options = { connectionString: url, keepAlive: true, Client };
  const pool = new pg.Pool({ ...options, max: 8, types });
  // An idle connection that breaks is replaced by the pool; without a handler Node would end the process.
  pool.on('error', () => {});
  const held = createHeld();
  const nameOf = statementNames();
  const on =
    (connection: pg.Pool | pg.PoolClient): Query =>
    async <T extends Row>(sql: string, params: readonly unknown[] = []) => {
      held.check();
      return (
        await connection.query<T>({
          name: nameOf(sql),
          text: sql,
          values: [...params],
        })
      ).rows;
    };
  const session = openSession({
    connectionString: url,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_MS,
  });
  // Connections of their own: a batch that holds a lock needs one of the others for its statements. More than the jobs
  // that run at once, twice over, because a batch may have to take the lock of a token as well.
  const lockers = new pg.Pool({ ...options, max: 16 });
  lockers.on('error', () => {});
  return {
    kind: 'postgres',
    query: on(pool),
    tx: (fn) => transaction(pool, on, fn),
    async script(sql, params) {
      held.check();
      // The pool drops a connection whose statement failed, so a script that breaks between begin and commit
      // does not hand an aborted transaction to the next caller.
      const result: unknown = await pool.query(sql, params === undefined ? undefined : [...params]);
      return [result].flat().flatMap((one) => (one as pg.QueryResult<Row>).rows ?? []);
    },
    listen: (channel, heard, again = () => {}) => session.listen(channel, heard, again),
    ...postgresLocks(lockers, session, held),
    async close() {
      await lockers.end();
      await session.close();
      await pool.end();
    },
  };
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
  // Without it Node ends the process when a connection breaks that the pool has lent.
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    await connection.query('begin');
    const result = await fn(on(connection));
    await connection.query('commit');
    return result;
  } catch (error) {
    await connection.query('rollback').catch(onError);
    throw error;
  } finally {
    connection.removeListener('error', onError);
    connection.release(broken);
  }
}
