import { describe, expect, test } from '@jest/globals';
import { trouble } from './axe.ts';
import { galleryPage } from './gallery-page.ts';

const gallery = galleryPage();

describe('overlays, menus and tabs by keyboard', () => {
  test('a modal takes the focus, keeps it, stays open while the card draws again, and gives it back', async () => {
    const actions = await gallery().open('actions');
    await actions.getByTestId('open-modal').focus();
    await gallery().page.keyboard.press('Enter');
    const dialog = gallery().page.getByRole('dialog', { name: 'Write off' });
    await dialog.waitFor();
    expect(await trouble(gallery().page, '[role="dialog"]')).toEqual([]);
    await dialog.getByTestId('count-up').click();
    await dialog.getByText('Counted 1').waitFor();
    const outside = () => gallery().page.evaluate(`document.activeElement.closest('[role="dialog"]') === null`);
    for (let press = 0; press < 6; press += 1) {
      await gallery().page.keyboard.press('Tab');
      expect(await outside()).toBe(false);
    }
    await gallery().page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const focused = await gallery().page.evaluate('document.activeElement.dataset.testid');
    expect(focused).toBe('open-modal');
  });

  test('a modal opens by the older reactions too', async () => {
    const actions = await gallery().open('actions');
    await actions.getByTestId('open-danger').click();
    await gallery().page.getByRole('dialog', { name: 'Delete it all' }).getByText('Nothing comes back.').waitFor();
    await gallery().page.keyboard.press('Escape');
    await gallery().page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await gallery().page.evaluate('document.activeElement.dataset.testid')).toBe('open-danger');
  });

  test('a menu: arrows, Enter, Escape', async () => {
    const actions = await gallery().open('actions');
    const menu = actions.getByTestId('Dropdown');
    await menu.getByRole('button', { name: 'Actions' }).focus();
    await gallery().page.keyboard.press('ArrowDown');
    await menu.getByRole('menuitem', { name: 'Refresh' }).waitFor();
    await gallery().page.keyboard.press('ArrowDown');
    await gallery().page.keyboard.press('Enter');
    await gallery().told('actions').getByText('printed').waitFor();
    await gallery().page.keyboard.press('ArrowDown');
    await gallery().page.keyboard.press('Escape');
    expect(await menu.getByRole('menuitem').count()).toBe(0);
  });

  test('buttons without room wait in a menu', async () => {
    const row = (await gallery().open('actions')).getByTestId('ButtonRow');
    expect(await row.getByRole('button', { name: 'Archive' }).count()).toBe(0);
    await row.getByRole('button', { name: 'More' }).click();
    await row.getByRole('menuitem', { name: 'Archive' }).click();
    await gallery().told('actions').getByText('Archive').waitFor();
  });

  test('tabs by arrows, past a disabled one', async () => {
    const tabs = (await gallery().open('actions')).getByTestId('Tabs');
    await tabs.getByRole('tab', { name: 'Open' }).focus();
    await gallery().page.keyboard.press('ArrowRight');
    await tabs.getByRole('tabpanel', { name: 'Paid' }).getByText('Two paid invoices').waitFor();
    await gallery().page.keyboard.press('ArrowRight');
    await tabs.getByRole('tabpanel', { name: 'Open' }).getByText('Three open invoices').waitFor();
    expect(await tabs.getByRole('tab', { selected: true }).allTextContents()).toEqual(['Open']);
  });

  test('a table is sorted by its header and turned by its pager', async () => {
    const figures = await gallery().open('figures');
    await figures.getByRole('button', { name: 'Amount' }).click();
    await figures
      .getByRole('columnheader', { name: 'Amount', exact: true })
      .and(gallery().page.locator('[aria-sort="ascending"]'))
      .waitFor();
    await figures.getByTestId('TableCell').first().getByText('INV-101').waitFor();
    await figures.getByRole('button', { name: 'Last page' }).click();
    await figures.getByRole('cell', { name: 'INV-106' }).waitFor();
    expect(await figures.getByRole('button', { name: 'Next page' }).isDisabled()).toBe(true);
  });

  test('a chart has its numbers as a table', async () => {
    const chart = (await gallery().open('figures')).getByTestId('BarChart');
    const row = chart.getByRole('row', { name: 'May' });
    expect(await row.getByRole('cell').allTextContents()).toEqual(['2440', '420']);
  });

  test('a file is uploaded, listed for the viewer, and told', async () => {
    const pages = await gallery().open('pages');
    const file = { name: 'terms.txt', mimeType: 'text/plain', buffer: Buffer.from('14 days') };
    await pages.getByTestId('FileUpload').locator('input').setInputFiles(file);
    await pages.getByTestId('FileViewer').getByRole('link', { name: 'terms.txt' }).waitFor();
    await gallery().told('pages').getByText('uploads 1 terms.txt').waitFor();
    await pages.getByTestId('FileInput').setInputFiles(file);
    await gallery().told('pages').getByText('file terms.txt').waitFor();
    expect(await pages.getByTestId('FileUpload').getByRole('button', { name: 'Remove terms.txt' }).count()).toBe(1);
  });
});
