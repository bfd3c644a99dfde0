import { ConfigError } from '../engine/error.ts';
import type { Db } from '../store/db.ts';
import { allPortals, getInstall, replaceTokens } from '../store/installs.ts';
import type { KeyFile } from './key-file.ts';
import { keyOf, type Keyring } from './keyring.ts';
import { tokenLock } from '../store/token-lock.ts';

export interface Rotation {
  /** Name of the key that seals everything now. */
  readonly key: string;
  readonly resealed: number;
  /** Accounts whose envelope cannot be opened, because its key is gone. */
  readonly unreadable: readonly number[];
  /** Keys that nothing needs any more. From the generated file they are gone already. */
  readonly retired: readonly string[];
}

export interface RotationDeps {
  readonly db: Db;
  readonly keyring: Keyring;
  /** Null when the keys come from LEDGERLINE_KEYS, where only the operator can add one. */
  readonly keyFile: KeyFile | null;
}

/**
 * Seals every token with the newest key, a new one if this server makes its keys itself, while everything runs: each
 * envelope changes under the lock of its refresh. One that was cut is begun again and finds less to do.
 */
export async function rotateKeys({ db, keyring, keyFile }: RotationDeps): Promise<Rotation> {
  const before = new Set<string>();
  keyFile?.add();
  const unreadable: number[] = [];
  let resealed = 0;
  for (const portalId of await allPortals(db)) {
    await db.exclusive(tokenLock(portalId), async () => {
      const install = await getInstall(db, portalId);
      if (install === null) return;
      before.add(keyOf(install.tokens));
      if (keyOf(install.tokens) === keyring.newestName) return;
      const plain = await keyring.open(install.tokens).catch((error: unknown) => {
        if (!(error instanceof ConfigError)) throw error;
        unreadable.push(portalId);
      });
      if (plain === undefined) return;
      await replaceTokens(db, portalId, await keyring.seal(plain as object));
      resealed += 1;
    });
  }
  const key = keyring.newestName;
  const used = await keysInUse(db);
  const retired = keyFile?.keepOnly(used) ?? [...before].filter((name) => !used.has(name));
  return { key, resealed, unreadable, retired };
}

async function keysInUse(db: Db): Promise<Set<string>> {
  const names = new Set<string>();
  for (const portalId of await allPortals(db)) {
    const install = await getInstall(db, portalId);
    if (install !== null) names.add(keyOf(install.tokens));
  }
  return names;
}
