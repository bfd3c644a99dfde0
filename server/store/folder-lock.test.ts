import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { lockFolder } from './folder-lock.ts';

describe('folder lock', () => {
  let folder: string;
  beforeEach(() => {
    folder = join(mkdtempSync(join(tmpdir(), 'ledgerline-lock-')), 'store');
  });
  afterEach(() => rmSync(join(folder, '..'), { recursive: true }));

  test('a folder in use says by whom and what to do; unlocked it is free again', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(new RegExp(`in use by process ${process.pid}.*LEDGERLINE_DATA`));
    unlock();
    lockFolder(folder)();
  });

  test('the lock of a killed process is taken over, also when its pid was given to another one', () => {
    const lock = (): void => lockFolder(folder)();
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: 2 ** 22 + 1, startedAt: '1' }));
    expect(lock).not.toThrow();
    writeFileSync(`${folder}.lock`, JSON.stringify({ pid: process.pid, startedAt: 'earlier' }));
    expect(lock).not.toThrow();
  });
});
