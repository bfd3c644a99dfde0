import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { lockFolder } from './folder-lock.ts';

const folder = (): Promise<string> => mkdtemp(join(tmpdir(), 'emulator-lock-'));

test('a folder belongs to one emulator until it lets go', async () => {
  const dir = await folder();
  const unlock = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrow(
    `The folder ${dir} belongs to the emulator of process ${process.pid}. Stop that one, or give this one another folder`,
  );
  unlock();
  lockFolder(dir)();
  expect(await readdir(dir)).toEqual([]);
});

test('the lock of a process that was killed does not hold', async () => {
  const dir = await folder();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const killed = { pid: child.pid, startedAt: '' };
  child.kill('SIGKILL');
  await once(child, 'exit');
  await writeFile(join(dir, 'lock'), JSON.stringify(killed));
  expect(() => lockFolder(dir)()).not.toThrow();
});

test('the lock of an earlier process with the same number does not hold', async () => {
  const dir = await folder();
  await writeFile(join(dir, 'lock'), JSON.stringify({ pid: process.pid, startedAt: '1' }));
  expect(() => lockFolder(dir)()).not.toThrow();
});
