import { hkdfSync } from 'node:crypto';
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from 'jose';
import { ConfigError } from '../engine/error.ts';
import type { Secret } from '../secret.ts';

/** Seals tokens for the store: JWE (A256GCM) with the key's name in its header, so that two keys can be in use at once. */
export interface Keyring {
  /** With the newest key there is at this moment. */
  seal(plain: object): Promise<string>;
  /** Throws ConfigError when the key that sealed it is gone. */
  open(sealed: string): Promise<unknown>;
  readonly newestName: string;
  /** Keys for signing what lives only minutes, the newest first: it signs, all of them verify. */
  readonly signingKeys: readonly Uint8Array[];
}

interface Key {
  readonly name: string;
  readonly key: Uint8Array;
}

/** Name of the key that an envelope was sealed with. */
export const keyOf = (sealed: string): string => decodeProtectedHeader(sealed).kid ?? '';

/** `name:base64,older:base64`, the newest first. Throws ConfigError. */
export const parseKeys = (keys: Secret): Keyring => createKeyring(() => keys);

/** Keys are read anew whenever they are used, so that a rotation needs no stop of any process. */
export function createKeyring(source: () => Secret): Keyring {
  const all = (): readonly [Key, ...Key[]] => parse(source());
  all();
  return {
    get newestName() {
      return all()[0].name;
    },
    get signingKeys() {
      return all().map(({ key }) => new Uint8Array(hkdfSync('sha256', key, '', 'ledgerline signing', 32)));
    },
    seal(plain) {
      const [{ name, key }] = all();
      return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(plain)))
        .setProtectedHeader({ alg: 'dir', enc: 'A256GCM', kid: name })
        .encrypt(key);
    },
    async open(sealed) {
      const { plaintext } = await compactDecrypt(sealed, ({ kid }) => {
        const found = all().find(({ name }) => name === kid);
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

function parse(keys: Secret): readonly [Key, ...Key[]] {
  const [first, ...older] = keys
    .reveal()
    .split(',')
    .map((entry) => {
      const [name = '', value = ''] = entry.split(':');
      return { name, key: Uint8Array.from(Buffer.from(value, 'base64')) };
    });
  const all = first === undefined ? [] : [first, ...older];
  const names = new Set(all.map(({ name }) => name));
  if (first === undefined || names.size < all.length || all.some(({ key }) => key.length !== 32)) {
    throw new ConfigError(
      'LEDGERLINE_KEYS cannot be used.',
      'Give name:base64 pairs, each name once, with keys of 32 bytes: head -c 32 /dev/urandom | base64',
    );
  }
  return [first, ...older];
}
