import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUN_VARIABLE } from './environment.ts';
import ConformanceReporter from './jest-reporter.ts';
import { append } from './run-folder.ts';
import { CONTACTS } from './testing/published.ts';

const before = { ...process.env };
let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'published-'));
  await writeFile(join(folder, 'contacts.json'), JSON.stringify(CONTACTS));
});
afterEach(async () => {
  process.env = { ...before };
  await rm(folder, { recursive: true });
});

const CALL = 'GET /crm/objects/2026-03/contacts/{contactId}';
const MISMATCH = {
  operation: CALL,
  file: 'contacts.json',
  called: CALL,
  side: 'response',
  where: 'body/id',
  message: 'must be string',
  sample: '1',
} as const;

const reporterOf = (said: string[]): ConformanceReporter =>
  new ConformanceReporter({ rootDir: join(folder, 'checkout'), testPathPatterns: { patterns: [] } }, {}, {}, (line) =>
    said.push(line),
  );

test.each([
  ['fails with every mismatch', true],
  ['passes without one', false],
])('a run %s', async (_, planted) => {
  process.env['HUBSPOT_OPENAPI'] = folder;
  const said: string[] = [];
  const reporter = reporterOf(said);
  reporter.onRunStart();
  const dir = process.env[RUN_VARIABLE] ?? '';
  append(dir, { called: [`contacts.json ${CALL}`], status: 200 });
  if (planted) append(dir, { mismatch: MISMATCH });
  reporter.onRunComplete();
  expect(reporter.getLastError() !== undefined).toBe(planted);
  expect(said[0]).toContain(`1 exchanges checked, ${planted ? 1 : 0} kinds of mismatch; 1 of 3 operations exercised`);
  expect(said.join('\n').includes('response body/id must be string; it is 1')).toBe(planted);
  expect(said.at(-1)).toContain('occurred nowhere');
  expect(await readFile(join(folder, 'checkout/dist/openapi-coverage.md'), 'utf8')).toContain('1 of 3');
});

test('a run without the files says so once, and checks nothing', () => {
  delete process.env['HUBSPOT_OPENAPI'];
  delete process.env[RUN_VARIABLE];
  const said: string[] = [];
  const reporter = reporterOf(said);
  reporter.onRunStart();
  reporter.onRunComplete();
  expect(said).toEqual([expect.stringContaining("HubSpot's OpenAPI files are not there: no exchange is checked")]);
  expect([process.env[RUN_VARIABLE], reporter.getLastError()]).toEqual([undefined, undefined]);
});

test('a variable that names no folder is an error', () => {
  process.env['HUBSPOT_OPENAPI'] = join(folder, 'none');
  expect(() => reporterOf([]).onRunStart()).toThrow('which does not exist');
});
