import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from './chromium.ts';
import { openFixture, type Fixture } from '../../emulator/record-page/fixture.ts';

let fixture: Fixture;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  fixture = await openFixture();
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

const card = (name: string) => page.locator(`[data-card="${name}"]`);

describe('cards on a record page', () => {
  test('a sidebar card runs from its real bundle and reads the record', async () => {
    await page.goto(`${fixture.url}/records/companies/1`);
    await card('probe_sidebar').getByTestId('phone').getByText('Acorn Bakery / 030 1').waitFor();
    await card('probe_sidebar').getByTestId('contacts').getByText('ada@acorn.example').waitFor();
    expect(await card('probe_sidebar').textContent()).toContain('One, current');
    expect(await card('probe_sidebar').textContent()).toContain('Powered by Probe');
  });

  test('hubspot.fetch reaches the app signed, and the table turns its pages', async () => {
    await page.getByRole('tab', { name: 'Probe tab' }).click();
    await card('probe_tab').getByRole('cell', { name: 'R-1-1' }).waitFor();
    await card('probe_tab').getByRole('button', { name: 'Next page' }).click();
    await card('probe_tab').getByRole('cell', { name: 'R-2-1' }).waitFor();
    // The worker's changes reach the page row by row.
    await card('probe_tab').getByRole('cell', { name: 'R-1-1' }).waitFor({ state: 'detached' });
    const [first] = fixture.upstream.seen;
    expect(first?.signed).toBe(true);
    expect(first?.url).toBe(
      '/api/rows?objectId=1&page=1&note=a%2Fb%20c&userId=1&portalId=12345678&userEmail=robin.reyes%40example.com&appId=7',
    );
  });

  test('a modal opens by its trigger and closes by closeOverlay', async () => {
    await card('probe_tab').getByTestId('details').click();
    const dialog = page.getByRole('dialog', { name: 'Details' });
    await dialog.getByText('Inside the modal').waitFor();
    await dialog.getByTestId('close-details').click();
    await dialog.waitFor({ state: 'detached' });
    await card('probe_tab').getByTestId('details').click();
    await dialog.getByRole('button', { name: 'Close', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('dialog').count()).toBe(0);
  });

  test('hubspot.serverless runs the function with its declared secrets only', async () => {
    await card('probe_sidebar').getByTestId('call').click();
    await page.getByText('The function answered').waitFor();
    const answer = JSON.parse((await card('probe_sidebar').getByTestId('answer').textContent()) ?? '{}') as object;
    expect(answer).toEqual({
      parameters: { portalId: 12_345_678, fail: false },
      propertiesToSend: { name: 'Acorn Bakery' },
      environment: expect.arrayContaining(['PROBE_SECRET', 'PRIVATE_APP_ACCESS_TOKEN']),
      secret: 'a probe secret',
    });
    expect(JSON.stringify(answer)).not.toContain('UNDECLARED');
    expect(JSON.stringify(answer)).not.toContain('PATH');
  });

  test('what a function throws stays hidden from the card', async () => {
    await card('probe_sidebar').getByTestId('fail').click();
    await card('probe_sidebar').getByText('There was a problem running the function.').waitFor();
    expect(await card('probe_sidebar').textContent()).not.toContain('production hides');
  });
});

test.each([
  ['broken_chart', 'Broken chart could not be drawn'],
  ['broken_render', 'Broken render could not run'],
])('%s: a card that fails says so in its own place, and the page stays', async (name, title) => {
  fixture.crm.put('0-5', '9', { subject: 'The oven is cold' });
  await page.goto(`${fixture.url}/records/tickets/9`);
  await card(name).getByRole('alert').getByText(title).waitFor();
  expect(await card(name).getByRole('alert').textContent()).toContain('undefined');
  await page.getByRole('tab', { name: 'Activities' }).click();
  await page.getByText('This ticket was created').waitFor();
  await page.goto(`${fixture.url}/records/companies/1`);
});

describe('properties', () => {
  test('an edit goes to the CRM as the person, and the cards that read the property follow', async () => {
    await page.getByRole('button', { name: 'Edit Phone number' }).click();
    await page.getByRole('textbox', { name: 'Phone number' }).fill('030 2');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('button', { name: 'Edit Phone number' }).getByText('030 2').waitFor();
    const actor = { changeSource: 'CRM_UI', sourceId: 'userId:1' };
    expect(fixture.crm.updates).toEqual([{ id: '1', properties: { phone: '030 2' }, actor }]);
    await card('probe_sidebar').getByTestId('phone').getByText('Acorn Bakery / 030 2').waitFor();
  });

  test('a refused value keeps the editor open with the reason', async () => {
    await page.getByRole('button', { name: 'Edit Phone number' }).click();
    await page.getByRole('textbox', { name: 'Phone number' }).fill('none');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('Phone number "none" has no digits.').waitFor();
    expect(fixture.crm.get(12_345_678, 'companies', '1')?.properties.phone).toBe('030 2');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Edit Phone number' }).getByText('030 2').waitFor();
  });

  test('a change made elsewhere arrives by itself', async () => {
    fixture.crm.put('0-2', '1', { probe_balance: '1234567.80' });
    await page.locator('[data-property="probe_balance"].property-fresh').getByText('1,234,567.80').waitFor();
    await page.getByRole('tab', { name: 'Activities' }).click();
    expect(await page.getByRole('listitem').filter({ hasText: 'Balance changed' }).count()).toBe(1);
  });
});

test('lists find and lead to records, and nothing else is found', async () => {
  await page.goto(`${fixture.url}/`);
  await page.getByRole('main').getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('searchbox').fill('ada');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Ada Olsen' }).click();
  await page.getByRole('heading', { name: 'Ada Olsen' }).waitFor();
  expect(await page.locator('[data-card]').count()).toBe(0);
  expect((await page.goto(`${fixture.url}/records/companies/404`))?.status()).toBe(404);
  expect((await page.goto(`${fixture.url}/records/unknown`))?.status()).toBe(404);
});
