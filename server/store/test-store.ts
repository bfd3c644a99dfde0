import { randomUUID } from 'node:crypto';
import { openDb } from './db.ts';
import type { Db } from './db.ts';
import { migrate } from './migrate.ts';

/** For tests: the embedded store, and PostgreSQL as well where there is one to use. */
export function storeTargets(databaseUrl: string | undefined): string[] {
  if (databaseUrl) return ['memory:', databaseUrl];
  process.stderr.write('TEST_DATABASE_URL is not set: the store is tested on PGlite only.\n');
  return ['memory:'];
}

/** An empty, migrated store. On PostgreSQL it is a database of its own, dropped at the end. */
export async function openTestStore(target: string): Promise<{ db: Db; close: () => Promise<void> }> {
  if (target === 'memory:') {
    const db = await openDb(target);
    await migrate(db);
    return { db, close: () => db.close() };
  }
  const name = `ledgerline_test_${randomUUID().replaceAll('-', '')}`;
  const admin = await openDb(target);
  await admin.script(`create database ${name}`);
  const url = new URL(target);
  url.pathname = `/${name}`;
  const db = await openDb(url.href);
  await migrate(db);
  return {
    db,
    async close() {
      await db.close();
      await admin.script(`drop database ${name} with (force)`);
      await admin.close();
    },
  };
}

/** Opening a store takes longer than most tests, so several share one and empty it in between. */
export async function emptyStore(db: Db): Promise<void> {
  const tables = await db.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration'",
  );
  await db.script(`truncate ${tables.map((table) => table.name).join(', ')}`);
}

/** Which of these tables hold anything. */
export async function filledTables(db: Db, tables: readonly string[]): Promise<string[]> {
  const filled: string[] = [];
  for (const table of tables) if ((await db.script(`select 1 from ${table} limit 1`)).length > 0) filled.push(table);
  return filled;
}
