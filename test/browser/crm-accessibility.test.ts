import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Browser, Page } from 'playwright-core';
import { openWhole, type WholeEmulator } from '../../emulator/record-page/fixture-whole.ts';
import { launchBrowser } from './chromium.ts';

interface Axe {
  run(context: string, options: RunOptions): Promise<AxeResults>;
}

let emulator: WholeEmulator;
let browser: Browser;
let page: Page;
let company: string;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  emulator = await openWhole();
  company = await emulator.create('companies', { name: 'Dune Sand', phone: '1' });
  const gone = await emulator.create('contacts', { email: 'gone@acorn.example' });
  await emulator.send('DELETE', `/crm/v3/objects/contacts/${gone}`);
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

/** Rule and place of what keeps somebody out; what is merely moderate is not counted. */
async function barriers(within = 'html'): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(
    (context): Promise<AxeResults> =>
      (globalThis as unknown as { axe: Axe }).axe.run(context, { resultTypes: ['violations'], preload: false }),
    within,
  );
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

const pages = (): [string, string, RegExp][] => [
  ['home', '/', /Good to see you/],
  ['list', '/records/companies', /Dune Sand/],
  ['empty list', '/records/invoices', /No invoices yet/],
  ['record', `/records/companies/${company}`, /About this company/],
  ['all properties', `/records/companies/${company}/properties#history`, /Company information/],
  ['recycle bin', '/recycle-bin', /gone@acorn\.example/],
  ['apps', '/apps', /Check credit/],
  ['app home', '/apps/8', /Home of portal/],
  ['settings', '/apps/8/settings', /settings of portal/],
  ['deliveries', '/development/deliveries', /object\.creation/],
  ['requests', '/development/requests', /POST/],
  ['missing', '/records/unknown', /Not found/],
];

test('no page keeps anybody out', async () => {
  const found: string[] = [];
  for (const [name, path, text] of pages()) {
    await page.goto(`${emulator.url}${path}`);
    await page.getByText(text).first().waitFor();
    found.push(...(await barriers()).map((barrier) => `${name}: ${barrier}`));
  }
  expect(found).toEqual([]);
});

test('no panel, menu or dialog does', async () => {
  const found: string[] = [];
  const check = async (name: string, role: 'dialog' | 'menu' | 'listbox') => {
    await page.getByRole(role).first().waitFor();
    found.push(...(await barriers(`[role=${role}]`)).map((barrier) => `${name}: ${barrier}`));
  };
  await page.goto(`${emulator.url}/development/deliveries`);
  await page.getByRole('row').nth(1).getByRole('link').click();
  await page.getByRole('heading', { name: /^Delivery/ }).waitFor();
  found.push(...(await barriers()).map((barrier) => `delivery: ${barrier}`));
  await page.goto(`${emulator.url}/records/companies`);
  await page.getByRole('button', { name: 'Create company' }).click();
  await page.getByRole('textbox', { name: 'Company name' }).waitFor();
  await check('create', 'dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('combobox', { name: 'Search HubSpot' }).fill('acorn');
  await check('search', 'listbox');
  await page.goto(`${emulator.url}/records/companies/${company}`);
  const open = async (button: string, item: string | null) => {
    await page.getByRole('button', { name: button, exact: true }).click();
    if (item !== null) await page.getByRole('menuitem', { name: item }).click();
    await check(item ?? button, item === null && button === 'Actions' ? 'menu' : 'dialog');
    await page.keyboard.press('Escape');
  };
  await open('Actions', null);
  await open('Actions', 'Merge');
  await open('Actions', 'Delete');
  await open('Add contacts', null);
  await open('App actions', null);
  await page.getByRole('button', { name: 'Edit Industry' }).click();
  found.push(...(await barriers('.property-edit')).map((barrier) => `editing: ${barrier}`));
  expect(found).toEqual([]);
});

test('a dialog takes the focus, keeps it, and gives it back', async () => {
  await page.goto(`${emulator.url}/records/companies`);
  const button = page.getByRole('button', { name: 'Create company' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Create Company' });
  await dialog.getByRole('textbox', { name: 'Company name' }).waitFor();
  for (let presses = 0; presses < 20; presses += 1) await page.keyboard.press('Tab');
  expect(await dialog.locator(':focus').count()).toBe(1);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.locator(':focus').textContent()).toBe('Create company');
});
