import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openDb, type Db } from './db.ts';
import { openTestStore } from './test-store.ts';

const target = process.env['TEST_DATABASE_URL'];
if (!target) process.stderr.write('TEST_DATABASE_URL is not set: broken connections are not tested.\n');

/** Ends every other connection to this database, as the end of the database does. */
const breakOthers = (db: Db) =>
  db.script(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'`,
  );

/** Ends the connections that hold locks. */
const breakHolders = (db: Db) =>
  db.script("select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory'");

(target ? describe : describe.skip)('a PostgreSQL whose connections break', () => {
  let db: Db;
  let other: Db;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ db, close } = await openTestStore(target ?? ''));
    const [row] = await db.query<{ name: string }>('select current_database() as name');
    other = await openDb(Object.assign(new URL(target ?? ''), { pathname: `/${row?.name}` }).href);
  });
  afterAll(async () => {
    await other.close();
    await close();
  });

  test('a lock ends with its connection, and whoever lost it saves nothing more', async () => {
    const locks: readonly ((work: () => Promise<void>) => Promise<unknown>)[] = [
      (work) => db.exclusive(1, work),
      (work) => db.unlessHeld('a round', work),
    ];
    for (const [index, lock] of locks.entries()) {
      const key = ['1', 'a round'][index] ?? '';
      const events = new EventTarget();
      const taken = once(events, 'taken');
      const broken = once(events, 'broken');
      const work = lock(async () => {
        events.dispatchEvent(new Event('taken'));
        await broken;
        await db.query('create table saved_by_the_loser ()');
      });
      await taken;
      expect(await other.unlessHeld(key, () => Promise.resolve())).toBe(false);
      await breakHolders(other);
      // Waits for nobody: the lock is free.
      await other.exclusive(key, () => Promise.resolve());
      events.dispatchEvent(new Event('broken'));
      await expect(work).rejects.toThrow('The connection that held the lock broke');
      expect(await other.query("select to_regclass('saved_by_the_loser') as name")).toEqual([{ name: null }]);
    }
  });

  test('a transaction that is cut fails by itself, and the next one works', async () => {
    await expect(
      db.tx(async (q) => {
        await breakOthers(other);
        await q('select 1');
      }),
    ).rejects.toThrow(/terminat|connection error/);
    expect(await db.tx((q) => q('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  test('who listens is told that something may not have been heard, and hears what comes then', async () => {
    const events = new EventTarget();
    const tell = (type: string) => (): void => void events.dispatchEvent(new Event(type));
    const end = await db.listen('news', tell('heard'), tell('again'));
    const again = once(events, 'again');
    await breakOthers(other);
    await again;
    const heard = once(events, 'heard');
    await other.query("select pg_notify('news', '')");
    expect(await heard).toHaveLength(1);
    await end();
  });
});
