import { afterAll, beforeAll } from '@jest/globals';
import type { Browser, Locator, Page } from 'playwright-core';
import { openGallery } from '../../emulator/testing/gallery.ts';
import { launchBrowser } from './chromium.ts';

export const CARDS = ['words', 'inputs', 'actions', 'figures', 'crm', 'pages'] as const;
export type CardName = (typeof CARDS)[number];

export interface GalleryPage {
  readonly page: Page;
  /** Opens the tab of a card. Each card is a bundle of its own, built by HubSpot's builder when it is first opened. */
  open(name: CardName): Promise<Locator>;
  /** Where a card writes down what its components told it. */
  told(name: CardName): Locator;
}

/** The gallery in a browser, for the tests of one file: `opened()` answers it once they run. */
export function galleryPage(): () => GalleryPage {
  let gallery: Awaited<ReturnType<typeof openGallery>>;
  let browser: Browser;
  let opened: GalleryPage;
  beforeAll(async () => {
    gallery = await openGallery();
    browser = await launchBrowser();
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 }, timezoneId: 'America/New_York' });
    page.setDefaultTimeout(15_000);
    await page.goto(gallery.recordUrl);
    const card = (name: CardName): Locator => page.locator(`[data-card="gallery_${name}"]`);
    opened = {
      page,
      told: (name) => card(name).getByTestId('told'),
      async open(name) {
        await page.getByRole('tab', { name: `Gallery: ${name}` }).click();
        await card(name).getByRole('heading', { level: 3 }).first().waitFor();
        return card(name);
      },
    };
  });
  afterAll(async () => {
    await browser?.close();
    await gallery?.close();
  });
  return () => opened;
}
