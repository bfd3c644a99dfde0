import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openWhole, type WholeEmulator } from '../../emulator/record-page/fixture-whole.ts';
import { launchBrowser } from './chromium.ts';

let emulator: WholeEmulator;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  emulator = await openWhole();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

test('the app home runs from its real bundle, and its router follows the address', async () => {
  await page.goto(`${emulator.url}/apps/8`);
  await page.getByText('Home of portal 12345678').waitFor();
  await page.getByRole('button', { name: 'Say hello' }).click();
  await page.getByText('Hello from the app').waitFor();
  expect(emulator.seen.find(({ url }) => url.startsWith('/api/hello'))?.url).toContain('portalId=12345678');
  await page.getByRole('button', { name: 'Open customer' }).click();
  await page.getByText('Customer 42, open').waitFor();
  expect(page.url()).toBe(`${emulator.url}/apps/8/customers/42?tab=open`);
  await page.reload();
  await page.getByText('Customer 42, open').waitFor();
  await page.goBack();
  await page.getByText('Home of portal 12345678').waitFor();
});

test('the settings page knows the portal and the variables, and can alert', async () => {
  await page.goto(`${emulator.url}/apps/8/settings`);
  await page.getByText('settings of portal 12345678, https://whole.example.com').waitFor();
  await page.getByRole('button', { name: 'Save settings' }).click();
  await page.getByText('Settings saved').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Whole settings');
  // On a record page the headings of a card stand one level lower, below the card's title.
  await page.getByRole('heading', { level: 2, name: 'Where it belongs' }).waitFor();
});

test('a change is delivered, and the delivery is sent again by a click', async () => {
  await emulator.create('companies', { name: 'Dune Sand', phone: '1' });
  await page.goto(`${emulator.url}/development/deliveries`);
  const row = page.getByRole('row').filter({ hasText: 'object.creation' });
  await row.getByText('Delivered').waitFor();
  expect(await row.getByRole('cell').nth(2).textContent()).toMatch(/^2 /);
  await row.getByRole('link').click();
  await page.getByRole('heading', { name: /^Delivery \d+/ }).waitFor();
  const [first] = emulator.seen.filter(({ url }) => url === '/hooks');
  await page.getByText(String(first?.headers['x-hubspot-signature-v3'])).waitFor();
  await page.getByText('"propertyName": "phone"').waitFor();

  await page.getByRole('button', { name: 'Replay' }).click();
  await page.getByText('The app answered: 204').waitFor();
  await page.getByRole('heading', { name: 'Replay 204' }).waitFor();
  const [, second] = emulator.seen.filter(({ url }) => url === '/hooks');
  expect(second?.body).toBe(first?.body);
  const timestamp = String(second?.headers['x-hubspot-request-timestamp']);
  const signed = `POSThttps://whole.example.com/hooks${second?.body}${timestamp}`;
  const expected = createHmac('sha256', 'the whole client secret').update(signed).digest('base64');
  expect(second?.headers['x-hubspot-signature-v3']).toBe(expected);
});

test('requests are listed with their bodies, and the pages themselves make none', async () => {
  const before = (await emulator.stats()).requests;
  await page.goto(`${emulator.url}/development/requests`);
  await page.getByRole('button', { name: 'POST /crm/v3/objects/companies' }).first().click();
  const panel = page.getByRole('dialog', { name: 'POST /crm/v3/objects/companies' });
  await panel.getByText('"name": "Dune Sand"').first().waitFor();
  await panel.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('checkbox', { name: 'Errors only' }).check();
  await page.getByRole('heading', { name: 'No requests' }).waitFor();
  expect((await emulator.stats()).requests).toBe(before);
});

test('an app is uninstalled and installed, and its token is shown on demand only', async () => {
  await page.goto(`${emulator.url}/apps`);
  const app = page.getByRole('region', { name: 'Whole' });
  expect(await app.getByText('pat-na1-').count()).toBe(0);
  await app.getByRole('button', { name: 'Show token' }).click();
  const token = (await app.getByText('pat-na1-').textContent()) ?? '';
  const asApp = async () => (await emulator.send('GET', '/crm/v3/objects/companies', undefined, token)).status;
  expect(await asApp()).toBe(200);
  await app.getByRole('button', { name: 'Uninstall Whole' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Uninstall' }).click();
  await app.getByText('not installed').waitFor();
  expect(await asApp()).toBe(401);
  expect((await page.request.get(`${emulator.url}/apps/8`)).status()).toBe(404);
  await app.getByRole('button', { name: 'Install Whole' }).click();
  await app.getByRole('link', { name: 'Open app' }).waitFor();
  expect(await asApp()).toBe(200);
});
