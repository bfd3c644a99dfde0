import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDemo } from '../../demo/launch/demo.ts';
import { terminalReport } from '../../demo/launch/report.ts';
import { launchBrowser } from './chromium.ts';
import { freePorts } from '../stories/free-ports.ts';

// Makes the pictures of the README from the real thing: a fresh demo, its first sync, a real browser.
const docs = join(import.meta.dirname, '..', '..', 'docs');
const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-screenshot-'));
const ports = await freePorts('server', 'emulator', 'erp');
const demo = await startDemo({ edition: 'marketplace', ports, dataDir }, terminalReport(process.stdout));
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, deviceScaleFactor: 1 });
  await page.goto(demo.showcase.url);
  await page.getByText('Balance').first().waitFor();
  await page.getByRole('tab', { name: 'Billing' }).click();
  await page.getByTestId('documents').getByText(/^INV-/).first().waitFor();
  await page.screenshot({ path: join(docs, 'record-page.png') });
} finally {
  await browser.close();
  await demo.stop();
  await rm(dataDir, { recursive: true, force: true });
}
