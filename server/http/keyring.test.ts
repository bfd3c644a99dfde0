import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../engine/error.ts';
import { Secret } from '../secret.ts';
import { keysFromFile, parseKeys } from './keyring.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

describe('the keyring', () => {
  test('what one key sealed, a ring that has the key opens, also as its second', async () => {
    const sealed = await parseKeys(new Secret(`old:${key(1)}`)).seal({ accessToken: 'pat-secret' });
    expect(sealed).not.toContain('pat-secret');
    const rotated = parseKeys(new Secret(`new:${key(2)},old:${key(1)}`));
    expect(await rotated.open(sealed)).toEqual({ accessToken: 'pat-secret' });
    expect(JSON.parse(Buffer.from((await rotated.seal({})).split('.')[0] ?? '', 'base64url').toString())).toMatchObject(
      {
        kid: 'new',
        enc: 'A256GCM',
      },
    );
  });

  test('a missing key is named', async () => {
    const sealed = await parseKeys(new Secret(`old:${key(1)}`)).seal({});
    const opening = parseKeys(new Secret(`new:${key(2)}`)).open(sealed);
    await expect(opening).rejects.toThrow(ConfigError);
    await expect(opening).rejects.toThrow('sealed with the key "old"');
  });

  test('a changed envelope is refused', async () => {
    const ring = parseKeys(new Secret(`k:${key(1)}`));
    const parts = (await ring.seal({ a: 1 })).split('.');
    parts[3] = Buffer.from('{"a":2}').toString('base64url');
    await expect(ring.open(parts.join('.'))).rejects.toThrow('decryption operation failed');
  });

  test('the generated file is made once and only its owner can read it', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys');
    const first = keysFromFile(file);
    expect(keysFromFile(file).reveal()).toBe(first.reveal());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(parseKeys(first).newest).toHaveLength(32);
  });
});
