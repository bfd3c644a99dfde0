import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openWhole, type WholeEmulator } from '../../emulator/record-page/fixture-whole.ts';
import { startTestEmulator } from '../../emulator/testing/emulator.ts';
import { launchBrowser } from './chromium.ts';

let emulator: WholeEmulator;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  emulator = await openWhole();
  const inputs = Array.from({ length: 30 }, (_, at) => ({
    properties: { dealname: `Deal ${at + 1}`, dealstage: 'qualifiedtobuy', amount: String((at * 7) % 31) },
  }));
  await emulator.send('POST', '/crm/v3/objects/deals/batch/create', { inputs });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

const names = () => page.locator('.index-name a').allTextContents();
const rowsBecome = async (wanted: readonly string[]) => {
  await page
    .locator('.index-name a')
    .getByText(wanted[0] ?? '', { exact: true })
    .waitFor();
  expect(await names()).toEqual(wanted);
};

test('the menu of the rail leads to a list by keyboard', async () => {
  await page.goto(`${emulator.url}/`);
  const crm = page.getByRole('button', { name: 'CRM' });
  await crm.focus();
  await page.keyboard.press('Enter');
  expect(await crm.getAttribute('aria-expanded')).toBe('true');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Companies' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Companies' }).waitFor();
  await rowsBecome(['Birch Timber', 'Acorn Bakery']);
});

test('a record is created in the panel, with what HubSpot requires', async () => {
  await page.getByRole('button', { name: 'Create company' }).click();
  const panel = page.getByRole('dialog', { name: 'Create Company' });
  await panel.getByRole('textbox', { name: 'Company name' }).fill('Cedar Mill');
  await panel.getByRole('combobox', { name: 'Lifecycle Stage' }).selectOption('Customer');
  await panel.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'Cedar Mill' }).waitFor();
  const found = await emulator.send('POST', '/crm/v3/objects/companies/search', { query: 'Cedar' });
  expect(found.body.results[0].properties.name).toBe('Cedar Mill');
});

test('a refused value keeps the panel open with the reason', async () => {
  await page.goto(`${emulator.url}/records/contacts`);
  await page.getByRole('button', { name: 'Create contact' }).click();
  const panel = page.getByRole('dialog', { name: 'Create Contact' });
  await panel.getByRole('textbox', { name: 'Email' }).fill('ada@acorn.example');
  await panel.getByRole('button', { name: 'Create' }).click();
  await panel.getByRole('alert').getByText('already exists').waitFor();
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect((await emulator.send('GET', '/crm/v3/objects/contacts')).body.results).toHaveLength(2);
});

test('the list searches as one types', async () => {
  await page.goto(`${emulator.url}/records/companies`);
  await page.getByRole('searchbox', { name: 'Search companies' }).fill('birch');
  await page.getByText('Acorn Bakery').waitFor({ state: 'detached' });
  expect(await names()).toEqual(['Birch Timber']);
  await page.getByRole('searchbox', { name: 'Search companies' }).fill('nothing like it');
  await page.getByRole('heading', { name: 'No companies match “nothing like it”' }).waitFor();
});

test('the list sorts by a column and back, and turns its pages', async () => {
  await page.goto(`${emulator.url}/records/deals`);
  const amount = page.getByRole('columnheader', { name: 'Amount' });
  await amount.getByRole('button').click();
  await page.locator('.index-table [aria-sort=ascending]').waitFor();
  await page.getByRole('row').nth(1).getByText('Deal 1', { exact: true }).waitFor();
  await amount.getByRole('button').click();
  await page.getByRole('row').nth(1).getByText('12,000').waitFor();
  expect(await amount.getAttribute('aria-sort')).toBe('descending');
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('row').nth(6).waitFor();
  await page.getByRole('row').nth(7).waitFor({ state: 'detached' });
  expect(page.url()).toContain('page=2');
  await page.reload();
  expect(await page.getByRole('row').count()).toBe(7);
});

test('columns are chosen and kept', async () => {
  await page.goto(`${emulator.url}/records/companies`);
  await page.getByRole('button', { name: 'Edit columns' }).click();
  const dialog = page.getByRole('dialog', { name: 'Edit columns' });
  await dialog.getByRole('checkbox', { name: 'Industry' }).check();
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await page.getByRole('columnheader', { name: 'Industry' }).waitFor();
  await page.reload();
  await page.getByRole('columnheader', { name: 'Industry' }).waitFor();
  await page.goto(`${emulator.url}/records/contacts`);
  expect(await page.getByRole('columnheader').allTextContents()).not.toContain('Industry');
});

test('a preview shows the record and the cards that apps put there', async () => {
  await page.goto(`${emulator.url}/records/companies`);
  await page.getByRole('button', { name: 'Preview Acorn Bakery' }).click();
  const preview = page.getByRole('dialog', { name: 'Acorn Bakery' });
  await preview.getByText('acorn.example').waitFor();
  expect(await preview.getByText(/crm\.preview of 0-2\/\d+/).textContent()).toBeTruthy();
  await preview.getByRole('button', { name: 'Close' }).click();
  await preview.waitFor({ state: 'detached' });
});

test('several records are deleted and come back from the recycle bin', async () => {
  await page.goto(`${emulator.url}/records/contacts`);
  await page.getByRole('checkbox', { name: 'Select all contacts on this page' }).check();
  await page.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete 2 contacts?' });
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { name: 'No contacts yet' }).waitFor();
  expect((await emulator.send('GET', '/crm/v3/objects/contacts')).body.results).toEqual([]);

  await page.goto(`${emulator.url}/recycle-bin`);
  await page.getByRole('checkbox', { name: 'Select Ada Olsen' }).check();
  await page.getByRole('button', { name: 'Restore 1' }).click();
  await page.getByText('1 restored.').waitFor();
  const { results } = (await emulator.send('GET', '/crm/v3/objects/contacts')).body;
  expect(results.map((contact: { properties: { email: string } }) => contact.properties.email)).toEqual([
    'ada@acorn.example',
  ]);
});

test('the search at the top finds records of every type, first those that are called so', async () => {
  await page.goto(`${emulator.url}/`);
  await page.getByRole('combobox', { name: 'Search HubSpot' }).fill('acorn');
  await page.getByRole('option', { name: 'Acorn Bakery' }).waitFor();
  // A contact's e-mail address holds the word as well.
  expect(await page.getByRole('option').locator('b').allTextContents()).toEqual(['Acorn Bakery', 'Ada Olsen']);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Acorn Bakery' }).waitFor();
  expect(page.url()).toMatch(/\/records\/companies\/\d+$/);
});

test('a custom object has its own list, form and record page', async () => {
  const { body } = await emulator.send('POST', '/crm/v3/schemas', {
    name: 'car',
    labels: { singular: 'Car', plural: 'Cars' },
    primaryDisplayProperty: 'plate',
    requiredProperties: ['plate'],
    properties: [
      { name: 'plate', label: 'Plate', type: 'string', fieldType: 'text' },
      { name: 'seats', label: 'Seats', type: 'number', fieldType: 'number' },
    ],
    associatedObjects: ['COMPANY'],
  });
  await page.goto(`${emulator.url}/records/${body.objectTypeId}`);
  await page.getByRole('heading', { name: 'Cars', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Create Car' }).first().click();
  const panel = page.getByRole('dialog', { name: 'Create Car' });
  await panel.getByRole('textbox', { name: 'Plate' }).fill('B-AB 123');
  await panel.getByRole('textbox', { name: 'Seats' }).fill('5');
  await panel.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('heading', { name: 'B-AB 123' }).waitFor();
  await page.getByRole('button', { name: 'Add companies' }).waitFor();
  const { results } = (await emulator.send('GET', `/crm/v3/objects/${body.objectTypeId}?properties=seats`)).body;
  expect(results[0].properties.seats).toBe('5');
});

test('with several accounts one switches between them, and each has its own records', async () => {
  const account = (portalId: number, name: string) => ({
    portalId,
    name,
    timezone: 'Europe/Berlin',
    currency: 'EUR',
    objects: { companies: [{ key: 'one', properties: { name: `Company of ${name}` } }] },
    associations: [],
  });
  const two = await startTestEmulator({ seed: { portals: [account(111, 'First'), account(222, 'Second')] } });
  try {
    await page.goto(`${two.url}/records/companies`);
    await rowsBecome(['Company of First']);
    await page.getByLabel('Switch account: First').click();
    await page.getByRole('link', { name: 'Second' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: 'CRM' }).click();
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Companies' }).click();
    await rowsBecome(['Company of Second']);
    expect(page.url()).toContain('portal=222');
  } finally {
    await two.close();
  }
});
