import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import type { Db } from './db.ts';

export const MIGRATIONS = new URL('migrations/', import.meta.url);

/** Any number serves; it must only be the same in every process that migrates. */
const MIGRATION_LOCK = 727_001;

/** Forward-only .sql files: one transaction each, checksummed, serialised by an advisory lock. Names of the applied ones. */
export function migrate(db: Db, folder: URL = MIGRATIONS): Promise<string[]> {
  // "create ... if not exists" fails where two processes come to it at the same moment.
  return db.exclusive('migrate', () => applyAll(db, folder));
}

async function applyAll(db: Db, folder: URL): Promise<string[]> {
  await db.script(
    `create table if not exists migration (
       name text primary key, sha256 text not null, applied_at timestamptz not null default now())`,
  );
  const applied: string[] = [];
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  for (const name of files.toSorted()) {
    if (await applyOne(db, name, readFileSync(new URL(name, folder), 'utf8'))) applied.push(name);
  }
  return applied;
}

async function applyOne(db: Db, name: string, sql: string): Promise<boolean> {
  const sha256 = createHash('sha256').update(sql).digest('hex');
  const known = async (): Promise<boolean> => {
    const [row] = await db.query<{ sha256: string }>('select sha256 from migration where name = $1', [name]);
    if (row && row.sha256 !== sha256) {
      throw new Error(
        `Migration ${name} was changed after it was applied to this store. Restore the released file; put the change in a new one.`,
      );
    }
    return row !== undefined;
  };
  if (await known()) return false;
  const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;
  try {
    await db.script(
      `begin; select pg_advisory_xact_lock(${MIGRATION_LOCK});
       insert into migration (name, sha256) values (${literal(name)}, ${literal(sha256)});
       ${sql};
       commit;`,
    );
    return true;
  } catch (error) {
    // Two processes started at once: the other one applied it while this one waited for the lock.
    if ((error as { code?: string }).code === '23505' && (await known())) return false;
    throw error;
  }
}
