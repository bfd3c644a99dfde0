import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { CompactEncrypt, compactDecrypt } from 'jose';
import { ConfigError } from '../engine/error.ts';
import { Secret } from '../secret.ts';

/** Seals tokens for the store: JWE (A256GCM) with the key's name in its header, so that two keys can be in use at once. */
export interface Keyring {
  seal(plain: object): Promise<string>;
  /** Throws ConfigError when the key that sealed it is gone. */
  open(sealed: string): Promise<unknown>;
  /** The newest key itself, for what lives only minutes (OAuth state). */
  readonly newest: Uint8Array;
}

/** `name:base64,older:base64`, the newest first. */
export function parseKeys(keys: Secret): Keyring {
  const all = keys
    .reveal()
    .split(',')
    .map((entry) => {
      const [name = '', value = ''] = entry.split(':');
      return { name, key: Uint8Array.from(Buffer.from(value, 'base64')) };
    });
  const [first] = all;
  if (first === undefined || all.some(({ key }) => key.length !== 32)) {
    throw new ConfigError(
      'LEDGERLINE_KEYS cannot be used.',
      'Give name:base64 pairs with keys of 32 bytes: head -c 32 /dev/urandom | base64',
    );
  }
  return {
    newest: first.key,
    seal: (plain) =>
      new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: first.name })
        .encrypt(first.key),
    async open(sealed) {
      const { plaintext } = await compactDecrypt(sealed, ({ kid }) => {
        const found = all.find(({ name }) => name === kid);
        if (found) return found.key;
        throw new ConfigError(
          `The tokens in the store are sealed with the key "${kid}", which is not configured.`,
          `Add it to LEDGERLINE_KEYS, or install the app again.`,
        );
      });
      return JSON.parse(new TextDecoder().decode(plaintext)) as unknown;
    },
  };
}

/** The generated file of an installation that configured nothing; only its owner can read it. */
export function keysFromFile(file: string): Secret {
  if (!existsSync(file)) writeFileSync(file, `k1:${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  return new Secret(readFileSync(file, 'utf8').trim());
}
