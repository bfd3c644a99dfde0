import { mkdtempSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ConfigError } from '../engine/error.ts';
import { Secret } from '../secret.ts';
import { openKeyFile } from './key-file.ts';
import { createKeyring, keyOf, parseKeys } from './keyring.ts';

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64');

describe('the keyring', () => {
  test('v5.0.0-11.2.2 v5.0.0-11.3.1 v5.0.0-11.3.2 what one key sealed (AES-GCM), a ring that has the key opens, also as its second', async () => {
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

  test('v5.0.0-11.3.3 a changed envelope is refused', async () => {
    const ring = parseKeys(new Secret(`k:${key(1)}`));
    const parts = (await ring.seal({ a: 1 })).split('.');
    parts[3] = Buffer.from('{"a":2}').toString('base64url');
    await expect(ring.open(parts.join('.'))).rejects.toThrow('decryption operation failed');
  });

  test('a name that stands twice is refused at once', () => {
    expect(() => parseKeys(new Secret(`k:${key(1)},k:${key(2)}`))).toThrow(ConfigError);
  });

  test('v5.0.0-9.1.3 the keys that sign are our own, and not the keys that seal', () => {
    const [signing] = parseKeys(new Secret(`k:${key(1)}`)).signingKeys;
    expect(Buffer.from(signing ?? []).toString('base64')).not.toBe(key(1));
  });
});

describe('the generated file', () => {
  const file = () => join(mkdtempSync(join(tmpdir(), 'keys-')), 'keys');

  test('v5.0.0-13.3.2 is made once and only its owner can read it', () => {
    const path = file();
    const first = openKeyFile(path).read();
    expect(openKeyFile(path).read().reveal()).toBe(first.reveal());
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a key that another process added is used at once, and an old one opens until it is dropped', async () => {
    const path = file();
    const [here, there] = [openKeyFile(path), openKeyFile(path)];
    const ring = createKeyring(() => here.read());
    const old = await ring.seal({ a: 1 });
    expect(there.add()).toBe('k2');
    expect([keyOf(old), keyOf(await ring.seal({}))]).toEqual(['k1', 'k2']);
    expect(await ring.open(old)).toEqual({ a: 1 });
    expect(there.keepOnly(new Set(['k1']))).toEqual([]);
    expect(there.keepOnly(new Set(['k2']))).toEqual(['k1']);
    await expect(ring.open(old)).rejects.toThrow('sealed with the key "k1"');
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });
});
