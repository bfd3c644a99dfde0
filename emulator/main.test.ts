import { spawn } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

/** Runs the program; once it greets, it is asked to stop. */
async function run(env: Record<string, string>): Promise<Ended> {
  const data = await mkdtemp(join(tmpdir(), 'emulator-main-'));
  const child = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: { PATH: process.env['PATH'], EMULATOR_PORT: '0', EMULATOR_DATA: data, ...env },
  });
  let output = '';
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    if (output.includes('emulator/README.md')) child.kill('SIGTERM');
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  return { code, output };
}

test('npm run emulator prints what a newcomer needs', async () => {
  const { code, output } = await run({});
  expect(output).toMatch(/HubSpot emulator: http:\/\/localhost:\d+\n/);
  expect(output).toMatch(/CRM pages +http/);
  expect(output).toMatch(/Portal 12345678, Emulated portal: token pat-na1-[0-9a-f-]{36}/);
  expect(code).toBe(0);
});

test.each([
  [{ EMULATOR_PORT: 'x' }, 'EMULATOR_PORT must be a port number from 0 (any free one) to 65535, not "x".'],
  [{ EMULATOR_SEED: '/none.yaml' }, 'The seed /none.yaml cannot be read'],
  [{ EMULATOR_APPS: '/none.json' }, 'EMULATOR_APPS names a file: /none.json cannot be read'],
])('a bad value of the environment is one sentence: %j', async (env, sentence) => {
  const { code, output } = await run(env);
  expect([code, output.trim().split('\n').length, output]).toEqual([1, 1, expect.stringContaining(sentence)]);
});
