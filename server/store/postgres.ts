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
  // Those that are for one portal at a time; to have them apart saves changing the setting to and fro.
  const fencedPool = new pg.Pool({ ...options, max: 8, types });
  fencedPool.on('error', () => {});
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
    tx: (fn) => transaction(() => pool.connect(), on, fn),
    async script(sql, params) {
      held.check();
      // The pool drops a connection whose statement failed, so a script that breaks between begin and commit
      // does not hand an aborted transaction to the next caller.
      const result: unknown = await pool.query(sql, params === undefined ? undefined : [...params]);
      return [result].flat().flatMap((one) => (one as pg.QueryResult<Row>).rows ?? []);
    },
    listen: (channel, heard, again = () => {}) => session.listen(channel, heard, again),
    ...postgresLocks(lockers, session, held),
    fenced(portalId) {
      const connect = () => fencedConnection(fencedPool, portalId);
      return {
        async query(sql, params) {
          const connection = await connect();
          return lent(connection, () => on(connection)(sql, params));
        },
        tx: (fn) => transaction(connect, on, fn),
      };
    },
    async passesFence() {
      const [role] = await on(pool)<{ passes: boolean }>(
        'select rolsuper or rolbypassrls as passes from pg_roles where rolname = current_user',
      );
      return role?.passes !== false;
    },
    async close() {
      await fencedPool.end();
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

/** What the setting of each connection is, so that it is changed only where another portal had it before. */
const portals = new WeakMap<pg.PoolClient, number>();

async function fencedConnection(pool: pg.Pool, portalId: number): Promise<pg.PoolClient> {
  const connection = await pool.connect();
  if (portals.get(connection) === portalId) return connection;
  try {
    await connection.query("select set_config('ledgerline.portal', $1, false)", [String(portalId)]);
  } catch (error) {
    connection.release(true);
    throw error;
  }
  portals.set(connection, portalId);
  return connection;
}

/** Gives the connection back, or away if it broke. */
async function lent<T>(connection: pg.PoolClient, work: () => Promise<T>): Promise<T> {
  let broken: Error | undefined;
  // Without it Node ends the process when a connection breaks that the pool has lent.
  const onError = (error: Error): void => void (broken = error);
  connection.on('error', onError);
  try {
    return await work();
  } finally {
    connection.removeListener('error', onError);
    connection.release(broken);
  }
}

async function transaction<T>(
  connect: () => Promise<pg.PoolClient>,
  on: (connection: pg.PoolClient) => Query,
  fn: (q: Query) => Promise<T>,
): Promise<T> {
  const connection = await connect();
  return lent(connection, async () => {
    await connection.query('begin');
    try {
      const result = await fn(on(connection));
      await connection.query('commit');
      return result;
    } catch (error) {
      // Where that fails the connection broke, which it says itself.
      await connection.query('rollback').catch((lost: Error) => connection.emit('error', lost));
      throw error;
    }
  });
}
