import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Client } from '@hubspot/api-client';
import { parse } from 'yaml';
import { type CreatedEmulator, createEmulator } from '../index.ts';

const read = (path: string): string => readFileSync(join(import.meta.dirname, path), 'utf8');
const block = (page: string, language: string): string =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';

let emulator: CreatedEmulator | null = null;
afterEach(() => emulator?.close());

test('the seed of the README fills a portal', async () => {
  emulator = await createEmulator({ seed: parse(block(read('../README.md'), 'yaml')) });
  const hubspot = new Client({ basePath: emulator.url, accessToken: emulator.portal.accessToken });
  const page = await hubspot.crm.contacts.basicApi.getPage(10, undefined, ['email'], undefined, ['companies']);
  expect(page.results).toMatchObject([{ properties: { email: 'maria@alfki.example' } }]);
  expect(page.results[0]?.associations?.['companies']?.results).toHaveLength(1);
});

test('the fault of the page about the control plane can be added', async () => {
  emulator = await createEmulator();
  emulator.faults.add(JSON.parse(block(read('control-plane.md'), 'json')));
  expect(emulator.faults.list()).toHaveLength(1);
});

test('the lines of the README do what they say', async () => {
  emulator = await createEmulator({ clock: { mode: 'stepped' }, randomSeed: 1 });
  const hubspot = new Client({ basePath: emulator.url, accessToken: emulator.portal.accessToken });
  await hubspot.crm.companies.basicApi.create({ properties: { name: 'Alfreds' }, associations: [] });
  emulator.faults.add({ match: { objectType: 'companies' }, status: 502, times: 1 });
  await expect(hubspot.crm.companies.basicApi.getPage()).rejects.toMatchObject({ code: 502 });
  await emulator.clock.advance(60_000, { settle: true });
});
