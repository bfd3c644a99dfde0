import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readRepository } from './repository.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'ledgerline-tidy-'));
  for (const path of ['.gitignore', 'a.ts', 'docs/b.md', 'node_modules/x/c.js', 'dist/d.js', 'demo/data/e.sql']) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path === '.gitignore' ? 'node_modules/\n/dist/\n' : path);
  }
});
afterEach(() => rmSync(root, { recursive: true }));

const own = ['.gitignore', 'a.ts', 'demo/data/e.sql', 'docs/b.md'];
const paths = () =>
  readRepository(root)
    .map(({ path }) => path)
    .toSorted();

test('reads a folder that is no checkout', () => {
  expect(paths()).toEqual(own);
});

test('reads what git would commit, without what was deleted', () => {
  execFileSync('git', ['init', '-q'], { cwd: root });
  writeFileSync(join(root, 'gone.ts'), '');
  execFileSync('git', ['add', '.'], { cwd: root });
  rmSync(join(root, 'gone.ts'));
  expect(paths()).toEqual(own);
});

test('keeps the name of a file that is not text, and nothing of what it holds', () => {
  writeFileSync(join(root, 'picture.png'), Buffer.from([137, 80, 0, 1]));
  expect(readRepository(root).find(({ path }) => path === 'picture.png')?.text).toBe('');
});
