import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openWhole, type WholeEmulator } from '../../emulator/record-page/fixture-whole.ts';
import { launchBrowser } from './chromium.ts';

let emulator: WholeEmulator;
let browser: Browser;
let page: Page;
let company: string;

beforeAll(async () => {
  emulator = await openWhole();
  company = await emulator.create('companies', { name: 'Dune Sand' });
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1024, height: 768 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (!box) throw new Error('It is not drawn.');
  return box;
}

test('on a small screen the middle of a record stays readable, and nothing runs out of the page', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  const middle = await boxOf(page.getByRole('main'));
  const sidebar = await boxOf(page.getByRole('complementary', { name: 'Cards and associations' }));
  expect(middle.width).toBeGreaterThan(600);
  expect(sidebar.y).toBeGreaterThanOrEqual(middle.y + middle.height);
  for (const path of [`/records/companies/${company}`, '/records/companies', '/development/requests', '/apps']) {
    await page.goto(`${emulator.url}${path}`);
    await page.getByRole('heading').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  }
});

test('why a form was refused is in sight, whatever the length of the form', async () => {
  await page.goto(`${emulator.url}/records/contacts`);
  await page.getByRole('button', { name: 'Create contact' }).click();
  const panel = page.getByRole('dialog', { name: 'Create Contact' });
  await panel.getByRole('textbox', { name: 'Email' }).fill('ada@acorn.example');
  await panel.getByRole('button', { name: 'Create' }).click();
  const { y, height } = await boxOf(panel.getByRole('alert'));
  const footer = await boxOf(panel.getByRole('button', { name: 'Create' }));
  expect(y).toBeGreaterThan(0);
  expect(y + height).toBeLessThan(footer.y);
});

test('a search in a dialog has the focus at once, and closing gives it back', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('button', { name: 'Add contacts' }).press('Enter');
  const panel = page.getByRole('dialog', { name: 'Add contacts to Dune Sand' });
  await panel.getByRole('checkbox').first().waitFor();
  await page.keyboard.type('nobody');
  await panel.getByRole('status').getByText('No records found.').waitFor();
  expect(await panel.getByRole('searchbox').inputValue()).toBe('nobody');
  await page.keyboard.press('Escape');
  await panel.waitFor({ state: 'detached' });
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Add contacts');
});

test('all associated records can be seen, and none is offered again', async () => {
  for (let at = 1; at <= 7; at += 1) {
    const contact = await emulator.create('contacts', { firstname: 'Number', lastname: `${at}` });
    await emulator.send('PUT', `/crm/v4/objects/contacts/${contact}/associations/default/companies/${company}`);
  }
  await page.goto(`${emulator.url}/records/companies/${company}`);
  const list = page.getByRole('region', { name: 'Contacts (7)' });
  expect(await list.getByRole('link').count()).toBe(5);
  await list.getByRole('button', { name: 'Show all 7' }).click();
  expect(await list.getByRole('link').count()).toBe(7);
  await page.getByRole('button', { name: 'Add contacts' }).click();
  const panel = page.getByRole('dialog', { name: 'Add contacts to Dune Sand' });
  await panel.getByRole('searchbox').fill('number');
  await panel.getByRole('status').getByText('Every record found is here already.').waitFor();
});

test('what happened is told in the order of its time, the creation too', async () => {
  const note = await emulator.create('notes', { hs_note_body: 'Long ago', hs_timestamp: '2020-01-01T00:00:00Z' });
  await emulator.send('PUT', `/crm/v4/objects/notes/${note}/associations/default/companies/${company}`);
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('tab', { name: 'Activities' }).click();
  const told = page.getByRole('main').getByRole('listitem');
  await told.getByText('Long ago').waitFor();
  expect(await told.nth(-2).textContent()).toContain('was created');
  expect(await told.last().textContent()).toContain('Long ago');
});

test('the address of a deleted record leads to the recycle bin, one that never was to its list', async () => {
  const gone = await emulator.create('companies', { name: 'Gone Ltd' });
  await emulator.send('DELETE', `/crm/v3/objects/companies/${gone}`);
  const answer = await page.goto(`${emulator.url}/records/companies/${gone}`);
  expect(answer?.status()).toBe(404);
  const main = page.getByRole('main');
  await main.getByText('This company was deleted. It can be restored.').waitFor();
  await main.getByRole('link', { name: 'Recycle bin' }).click();
  await page.getByRole('checkbox', { name: 'Select Gone Ltd' }).waitFor();
  await page.goto(`${emulator.url}/records/companies/999999`);
  await main.getByText('There is no company with the ID 999999.').waitFor();
  await main.getByRole('link', { name: 'Companies' }).click();
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
});

test('a page says when the emulator does not answer any more, and when it does again', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  const lost = page.getByText('The emulator does not answer.');
  await page.route('**/_page/record?*', (route) => route.abort());
  await lost.waitFor();
  await page.unroute('**/_page/record?*');
  await lost.waitFor({ state: 'detached' });
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Dune Sand');
});
