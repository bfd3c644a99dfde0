import pg from 'pg';
import { createLocks, type LockKey, type Locks } from './locks.ts';
import type { createHeld } from './postgres-held.ts';
import type { Session } from './postgres-session.ts';

/** Sets our advisory locks apart from those of others in the same database. */
const LOCK_SPACE = 1_279_607_119;

const asking = (what: string): string => `select ${what}($1, hashtext($2)) as yes`;

/**
 * Locks over all processes of the database. They are a connection's: it ends with its process, so a lock of a killed one holds
 * nobody up.
 */
export function postgresLocks(lockers: pg.Pool, session: Session, held: ReturnType<typeof createHeld>): Locks {
  const inProcess = createLocks();

  const waiting = async <T>(key: LockKey, work: () => Promise<T>): Promise<T> => {
    const connection = await lockers.connect();
    let broken: Error | undefined;
    // Without it Node ends the process when a connection breaks that the pool has lent.
    const onError = (error: Error): void => void (broken = error);
    connection.on('error', onError);
    try {
      await connection.query(asking('pg_advisory_lock'), [LOCK_SPACE, String(key)]);
      return await held.during(connection, work);
    } finally {
      await connection.query('select pg_advisory_unlock_all()').catch(onError);
      connection.removeListener('error', onError);
      connection.release(broken);
    }
  };
  const ifFree = async (key: LockKey, work: () => Promise<void>): Promise<boolean> => {
    const connection = await session.connection();
    const ask = (what: string) => session.query<{ yes: boolean }>(connection, asking(what), [LOCK_SPACE, String(key)]);
    const [answer] = await ask('pg_try_advisory_lock');
    if (answer?.yes !== true) return false;
    try {
      await held.during(connection, work);
    } finally {
      // A connection that broke has let go of it already.
      await ask('pg_advisory_unlock').catch(() => {});
    }
    return true;
  };
  return {
    exclusive: (key, work) => inProcess.exclusive(key, () => waiting(key, work)),
    async unlessHeld(key, work) {
      let isDone = false;
      await inProcess.unlessHeld(key, async () => {
        isDone = await ifFree(key, work);
      });
      return isDone;
    },
  };
}
