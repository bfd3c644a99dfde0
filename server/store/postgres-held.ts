import { AsyncLocalStorage } from 'node:async_hooks';
import type pg from 'pg';

interface Lock {
  lost: boolean;
  readonly outer: Lock | undefined;
}

/**
 * A lock ends with the connection that holds it, and then another process takes up the work. Whoever has lost one must not
 * save what it found while it had it, so it gets no further statement.
 */
export function createHeld() {
  const locks = new AsyncLocalStorage<Lock>();
  return {
    /** Does the work while `connection` holds a lock. */
    async during<T>(connection: pg.ClientBase, work: () => Promise<T>): Promise<T> {
      const lock: Lock = { lost: false, outer: locks.getStore() };
      const onLost = (): void => void (lock.lost = true);
      connection.on('error', onLost).on('end', onLost);
      try {
        return await locks.run(lock, work);
      } finally {
        connection.removeListener('error', onLost).removeListener('end', onLost);
      }
    },
    /** Throws when a lock under which it is called was lost. */
    check(): void {
      for (let lock = locks.getStore(); lock; lock = lock.outer) {
        if (lock.lost)
          throw new Error('The connection that held the lock broke; this work is left to whoever takes it up.');
      }
    },
  };
}
