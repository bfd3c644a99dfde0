import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import type { Edition } from '../../demo/launch/edition.ts';
import { launchBrowser } from '../browser/chromium.ts';
import { eventually, startSystem, type System } from './system.ts';

const editions: readonly Edition[] = ['marketplace', 'private'];
const usd = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });
/** Intl formats a decimal string exactly; its type does not say so yet in every library version. */
const money = (decimal: string) => usd.format(decimal as unknown as number);

describe.each(editions)('the cards in the %s edition', (edition) => {
  let system: System;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    system = await startSystem(edition);
    browser = await launchBrowser();
    page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  const customerOf = async () =>
    (
      await system.erp<{ customer_id: string; balance: string; overdue: string; invoices: number }>(
        `select b.customer_id, b.balance::text, b.overdue::text,
           (select count(*)::int from invoice i where i.customer_id = b.customer_id) as invoices
         from customer_balance b join customer c on c.id = b.customer_id where c.name = $1`,
        [system.demo.showcase.name],
      )
    )[0];

  test('the account card shows the figures of the ERP', async () => {
    const customer = await customerOf();
    await page.goto(system.demo.showcase.url);
    await page
      .getByText(money(customer?.balance ?? ''))
      .first()
      .waitFor({ timeout: 30_000 });
    expect(await page.getByText(money(customer?.overdue ?? '')).count()).toBeGreaterThan(0);
    expect(await page.getByText(/Overdue for \d+ days?/).count()).toBeGreaterThan(0);
  });

  test('the billing tab pages through the invoices', async () => {
    const customer = await customerOf();
    await page.getByRole('tab', { name: 'Billing' }).click();
    const table = page.getByTestId('documents');
    const numbers = table.getByText(/^INV-\d+$/);
    await numbers.first().waitFor({ timeout: 30_000 });
    const seen = new Set<string>();
    const pages = Math.ceil((customer?.invoices ?? 0) / 10);
    expect(pages).toBeGreaterThan(1);
    for (let no = 1; no <= pages; no += 1) {
      if (no > 1) {
        const first = (await numbers.first().textContent()) ?? '';
        await table.getByRole('button', { name: 'Next' }).click();
        await table.getByText(first, { exact: true }).waitFor({ state: 'detached', timeout: 15_000 });
        await numbers.first().waitFor();
      }
      for (const text of await numbers.allTextContents()) seen.add(text);
    }
    expect(seen.size).toBe(customer?.invoices);
  });

  test('a phone number typed into the record page is in the ERP within 2 s', async () => {
    const customer = await customerOf();
    await page.getByRole('button', { name: 'Edit Phone Number' }).click();
    await page.getByRole('textbox', { name: 'Phone Number' }).fill('(208) 555-0199');
    await page.getByRole('button', { name: 'Save' }).click();
    const phone = async () =>
      (await system.erp<{ phone: string }>('select phone from customer where id = $1', [customer?.customer_id]))[0]
        ?.phone;
    expect(await eventually(phone, (value) => value === '(208) 555-0199', 2_000)).toBeLessThan(2_500);
  });

  test('when the ERP is down the card says so and still shows the last figures', async () => {
    const customer = await customerOf();
    await system.demo.stopErp();
    await new Promise((resolve) => setTimeout(resolve, 8_000)); // the next poll notices
    await page.goto(system.demo.showcase.url);
    await page.getByText('Northwind ERP is not reachable').first().waitFor({ timeout: 30_000 });
    expect(await page.getByText(/As of \d/).count()).toBeGreaterThan(0);
    expect(await page.getByText(money(customer?.balance ?? '')).count()).toBeGreaterThan(0);
  });
});
