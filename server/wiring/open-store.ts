import { join } from 'node:path';
import type { Config } from '../config.ts';
import { ConfigError } from '../engine/error.ts';
import { openDb, type Db } from '../store/db.ts';
import { migrate } from '../store/migrate.ts';

/** The store, ready to use; when it cannot be had, a sentence that says what to change. */
export async function openStore(config: Config): Promise<Db> {
  const { databaseUrl, dataDir } = config;
  const embedded = databaseUrl === null;
  let db: Db | null = null;
  try {
    db = await openDb(embedded ? join(dataDir, 'store') : databaseUrl.reveal());
    await migrate(db);
    return db;
  } catch (cause) {
    await db?.close();
    throw embedded ? notOpened(join(dataDir, 'store'), cause) : notUsable(cause);
  }
}

function notOpened(folder: string, cause: unknown): ConfigError {
  const why = reason(cause);
  // The store's own sentence about a folder in use has the way out in it.
  if (why.startsWith('The store in')) return new ConfigError(`${why}.`, '', { cause });
  const fix = 'Make the folder writable, or set LEDGERLINE_DATA to another one.';
  return new ConfigError(`The store in ${folder} cannot be opened: ${why}.`, fix, { cause });
}

function notUsable(cause: unknown): ConfigError {
  const fix = 'Correct DATABASE_URL, start that database, and let its user create tables.';
  return new ConfigError(`The database of DATABASE_URL cannot be used: ${reason(cause)}.`, fix, { cause });
}

/** With several addresses tried, Node's message is empty and only the inner ones speak. */
function reason(error: unknown): string {
  const inner: unknown = error instanceof AggregateError ? error.errors[0] : error;
  const message = inner instanceof Error ? inner.message : String(inner);
  return message.replace(/\.$/, '');
}
