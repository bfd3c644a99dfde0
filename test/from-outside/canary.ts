import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openKeyFile } from '../../server/http/key-file.ts';
import { createKeyring } from '../../server/http/keyring.ts';
import { Sealed } from '../../server/http/sealed-tokens.ts';
import { openDb } from '../../server/store/db.ts';
import { getInstall } from '../../server/store/installs.ts';
import { PORTAL_ID } from '../../demo/launch/edition.ts';

/** The tokens that the server holds, opened as it opens them. */
export async function heldTokens(dataDir: string): Promise<Sealed> {
  const db = await openDb(join(dataDir, 'store'));
  const keyFile = openKeyFile(join(dataDir, 'keys'));
  try {
    const install = await getInstall(db, PORTAL_ID);
    return Sealed.parse(await createKeyring(() => keyFile.read()).open(install?.tokens ?? ''));
  } finally {
    await db.close();
  }
}

/** Every row of every table of the server's store, as text: what a thief of the database sees. */
export async function dumpStore(dataDir: string): Promise<string> {
  const db = await openDb(join(dataDir, 'store'));
  try {
    const tables = await db.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`,
    );
    const parts: string[] = [];
    for (const { name } of tables) {
      const rows = await db.script(`select to_jsonb(t)::text as row from ${name} t`);
      parts.push(name, ...rows.map(({ row }) => String(row)));
    }
    return parts.join('\n');
  } finally {
    await db.close();
  }
}

/** Every file below the folder, as text: what is handed to HubSpot and its browsers. */
export async function textOf(folder: string): Promise<string> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const texts = files
    .filter((file) => file.isFile() && !file.parentPath.includes('node_modules'))
    .map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
}

/** Where a secret stands in plain words, or as base64 or percent-encoded; never the secret itself. */
export function leaks(secrets: Readonly<Record<string, string>>, places: Readonly<Record<string, string>>): string[] {
  return Object.entries(secrets).flatMap(([secret, value]) => {
    const spellings = [value, Buffer.from(value).toString('base64').replace(/=+$/, ''), encodeURIComponent(value)];
    const found = Object.entries(places).filter(([, text]) => spellings.some((spelling) => text.includes(spelling)));
    return found.map(([place]) => `${secret} in ${place}`);
  });
}
