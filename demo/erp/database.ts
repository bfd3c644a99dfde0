import { existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { StartError } from './folder-lock.ts';

export const DATABASE = 'northwind';

const scripts = ['../data/northwind.sql', 'schema.sql', 'views.sql', 'derive.sql', 'triggers.sql'];

/** Opens the ERP's database and creates it when it is not there; `dataDir` null keeps it in memory. */
export async function openDatabase(dataDir: string | null, today: string | null): Promise<PGlite> {
  if (dataDir === null) return createInMemory(today);
  if (!existsSync(dataDir)) await createFolder(dataDir, today);
  try {
    return await PGlite.create({ dataDir, database: DATABASE });
  } catch (error) {
    throw new StartError(
      `The demo ERP's data in ${dataDir} cannot be opened. Delete that folder; it is made anew at the next start.`,
      { cause: error },
    );
  }
}

/** PGlite starts with a database named postgres and can open another only when it exists, hence the second opening. */
async function createInMemory(today: string | null): Promise<PGlite> {
  const first = await PGlite.create('memory://');
  await first.exec(`create database ${DATABASE}`);
  const dump = await first.dumpDataDir('none');
  await first.close();
  const db = await PGlite.create({ loadDataDir: dump, database: DATABASE });
  await fill(db, today);
  return db;
}

/** Built beside its place and renamed when complete, so that a start that was cut short leaves nothing half-filled. */
async function createFolder(dataDir: string, today: string | null): Promise<void> {
  const building = `${dataDir}.building`;
  rmSync(building, { recursive: true, force: true });
  const first = await PGlite.create(building);
  await first.exec(`create database ${DATABASE}`);
  await first.close();
  const db = await PGlite.create({ dataDir: building, database: DATABASE });
  await fill(db, today);
  await db.close();
  renameSync(building, dataDir);
}

async function fill(db: PGlite, today: string | null): Promise<void> {
  for (const script of scripts) {
    await db.exec(readFileSync(new URL(script, import.meta.url), 'utf8'));
    if (script === 'schema.sql' && today !== null)
      await db.query('update calendar set fixed_today = $1::date', [today]);
  }
  // Without statistics the first plans read whole tables; PGlite has no autovacuum that would gather them.
  await db.exec('analyze');
}
