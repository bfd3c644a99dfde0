import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

test('of several processes that start at once one makes the file, and all read the same', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerline-file-'));
  try {
    const file = join(folder, 'token');
    const program = `
      import { readFileSync } from 'node:fs';
      import { makeFile } from ${JSON.stringify(join(import.meta.dirname, 'make-file.ts'))};
      makeFile(${JSON.stringify(file)}, () => String(process.pid));
      process.stdout.write(readFileSync(${JSON.stringify(file)}, 'utf8'));`;
    const start = () => promisify(execFile)(process.execPath, ['--input-type=module', '--eval', program]);
    const read = (await Promise.all(Array.from({ length: 4 }, start))).map(({ stdout }) => stdout);
    expect(new Set(read)).toEqual(new Set([readFileSync(file, 'utf8')]));
    expect(readdirSync(folder)).toEqual(['token']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
