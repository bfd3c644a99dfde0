import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MUTATIONS } from './mutations.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Each of them is found within some dozens to hundreds of schedules; docs/sync.md has the figures. */
const SEEDS = '3000';

let copy: string;
beforeAll(() => {
  copy = mkdtempSync(join(tmpdir(), 'ledgerline-mutations-'));
  for (const path of ['server', 'test/simulator', 'package.json']) {
    cpSync(join(ROOT, path), join(copy, path), { recursive: true });
  }
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
});
afterAll(() => rmSync(copy, { recursive: true }));

const run = (firstSeed: number): Promise<{ code: number; output: string }> =>
  new Promise((done) => {
    const args = ['test/simulator/main.ts', '--seeds', SEEDS, '--first-seed', String(firstSeed), '--stop'];
    execFile(process.execPath, args, { cwd: copy, maxBuffer: 2 ** 26 }, (error, output) => {
      done({ code: error ? Number(error.code) : 0, output });
    });
  });

test.each(MUTATIONS)(
  'without this rule the simulator fails: $rule',
  async ({ file, good, bad, firstSeed = 1 }) => {
    const path = join(copy, file);
    const text = readFileSync(path, 'utf8');
    expect(text.split(good)).toHaveLength(2);
    writeFileSync(path, text.replace(good, bad));
    const { code, output } = await run(firstSeed);
    writeFileSync(path, text);
    expect(output).toMatch(/Seed \d+ fails/);
    expect(code).toBe(1);
  },
  120_000,
);
