import { readdirSync } from 'node:fs';
import type { Db } from './db.ts';
import { MIGRATIONS } from './migrate.ts';

/** Names of the migrations that this version of the program needs and the store does not have. */
export async function pendingMigrations(db: Pick<Db, 'query'>, folder: URL = MIGRATIONS): Promise<string[]> {
  const rows = await db.query<{ name: string }>('select name from migration');
  const applied = new Set(rows.map(({ name }) => name));
  return readdirSync(folder).filter((file) => file.endsWith('.sql') && !applied.has(file));
}
