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

  /** Waits until the page shows it; what it shows comes piece by piece. */
  const seeing = (text: string | RegExp) => page.getByText(text).first().waitFor({ timeout: 30_000 });

  test('the account card shows the figures of the ERP', async () => {
    const customer = await customerOf();
    await page.goto(system.demo.showcase.url);
    await seeing(money(customer?.balance ?? ''));
    await seeing(money(customer?.overdue ?? ''));
    await seeing(/Overdue for \d+ days?/);
    expect(customer?.overdue).not.toBe('0.00');
  });

  test('the billing tab pages through the invoices', async () => {
    const customer = await customerOf();
    await page.getByRole('tab', { name: 'Billing' }).click();
    const table = page.getByTestId('documents');
    const numbers = table.getByText(/^INV-\d+$/);
    await numbers.first().waitFor({ timeout: 30_000 });
    const total = customer?.invoices ?? 0;
    const seen = new Set<string>();
    for (let pageNo = 1; seen.size < total; pageNo += 1) {
      if (pageNo > 1) await table.getByRole('button', { name: 'Next' }).click();
      // The worker's changes reach the page row by row: a page is there when it is full and shows nothing of the last one.
      const rows = Math.min(10, total - seen.size);
      const isWhole = (texts: string[]) => texts.length === rows && texts.every((text) => !seen.has(text));
      await eventually(() => numbers.allTextContents(), isWhole, 15_000);
      for (const text of await numbers.allTextContents()) seen.add(text);
    }
    expect(total).toBeGreaterThan(10);
    expect(seen.size).toBe(customer?.invoices);
  });

  test('a phone number typed into the record page is in the ERP within 2 s', async () => {
    const customer = await customerOf();
    await page.getByRole('button', { name: 'Edit Phone Number' }).click();
    await page.getByRole('textbox', { name: 'Phone Number' }).fill('(208) 555-0199');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const phone = async () =>
      (await system.erp<{ phone: string }>('select phone from customer where id = $1', [customer?.customer_id]))[0]
        ?.phone;
    expect(await eventually(phone, (value) => value === '(208) 555-0199', 2_000)).toBeLessThan(2_500);
  });

  test('when the ERP is down the card says so and still shows the last figures', async () => {
    const customer = await customerOf();
    await system.demo.stopErp();
    const saysSo = async () => {
      await page.goto(system.demo.showcase.url);
      await seeing(money(customer?.balance ?? ''));
      return page.getByText('Northwind ERP is not reachable').count();
    };
    // The next poll notices it.
    expect(await eventually(saysSo, (count) => count > 0, 30_000)).toBeLessThan(40_000);
    await seeing(/As of \d/);
    await seeing(money(customer?.balance ?? ''));
  });
});
