import { describe, expect, test } from '@jest/globals';
import { galleryPage } from './gallery-page.ts';

const gallery = galleryPage();

describe('actions that cannot be carried out tell the card why', () => {
  const answers = async (text: string): Promise<void> =>
    gallery().told('crm').getByText(text, { exact: true }).waitFor();

  test('a button, a link and an item of a menu', async () => {
    const crm = await gallery().open('crm');
    await crm.getByTestId('no-record').click();
    await answers('ADD_NOTE needs objectTypeId in its actionContext. ADD_NOTE needs objectId in its actionContext.');
    await crm.getByTestId('no-path').click();
    await answers('PAGE_APP_LINK needs path in its actionContext.');
    await crm.getByRole('button', { name: 'More actions' }).click();
    await crm.getByRole('menuitem', { name: 'Nowhere' }).focus();
    await gallery().page.getByRole('tooltip').getByText('It has no address').waitFor();
    await crm.getByRole('menuitem', { name: 'Nowhere' }).click();
    await answers('EXTERNAL_URL needs href in its actionContext.');
    expect(await gallery().page.getByRole('dialog').count()).toBe(0);
  });
});

test('a tab has its tooltip where it was placed, a disabled one too, and by keyboard', async () => {
  const tabs = (await gallery().open('actions')).getByTestId('Tabs');
  const tooltip = gallery().page.getByRole('tooltip');
  const disputed = tabs.getByRole('tab', { name: 'Disputed' });
  await disputed.hover();
  await tooltip.getByText('There are none').waitFor();
  const [below, tab] = [await tooltip.boundingBox(), await disputed.boundingBox()];
  expect(below?.y).toBeGreaterThanOrEqual((tab?.y ?? Infinity) + (tab?.height ?? 0));
  // The pointer is on it: a click must not choose it.
  await gallery().page.mouse.down();
  await gallery().page.mouse.up();
  await tabs.getByRole('tabpanel', { name: 'Open' }).waitFor();
  await gallery().page.mouse.move(0, 0);
  await tabs.getByRole('tab', { name: 'Open' }).focus();
  await tooltip.waitFor({ state: 'detached' });
  await gallery().page.keyboard.press('ArrowRight');
  await tooltip.getByText('Both in May').waitFor();
  const paid = tabs.getByRole('tab', { name: 'Paid' });
  expect(await paid.getAttribute('aria-describedby')).toBe(await tooltip.getAttribute('id'));
  expect((await tooltip.boundingBox())?.x).toBeGreaterThan((await paid.boundingBox())?.x ?? Infinity);
});

test('a stepper of percentages says so', async () => {
  const inputs = await gallery().open('inputs');
  const id = 'StepperInput-percentage';
  expect(
    await inputs
      .locator('.hs-affix-after[data-affix="%"]')
      .filter({ has: gallery().page.getByTestId(id) })
      .count(),
  ).toBe(1);
  await inputs.getByRole('button', { name: 'Increase Share' }).click();
  await gallery().told('inputs').getByText('StepperInput [45]').waitFor();
});

test('a stepper at its bound tells why by keyboard', async () => {
  const inputs = await gallery().open('inputs');
  const more = inputs.getByRole('button', { name: 'Increase Boxes' });
  for (let press = 0; press < 4; press += 1) await more.press('Enter');
  expect(await inputs.getByTestId('StepperInput').inputValue()).toBe('3');
  expect(await more.isDisabled()).toBe(true);
  await gallery().page.getByRole('tooltip').getByText('No more than three').waitFor();
});

test('today is the day of the account or of the reader', async () => {
  const inputs = await gallery().open('inputs');
  // In Berlin the 27th has begun, in New York it has not.
  await gallery().page.clock.setFixedTime('2026-11-26T23:30:00Z');
  for (const [id, name, button, day] of [
    ['DateInput-portal', 'Choose Day of the account', 'Today', '2026-11-27'],
    ['DateInput-user', 'Choose Day of the reader', 'Now', '2026-11-26'],
  ] as const) {
    await inputs.getByRole('button', { name }).click();
    await inputs.getByRole('button', { name: button, exact: true }).click();
    expect(await inputs.getByTestId(id).inputValue()).toBe(day);
  }
});

test('a file is attached to the record, and a viewer that must not refresh itself stays as it was', async () => {
  const pages = await gallery().open('pages');
  const file = { name: 'offer.txt', mimeType: 'text/plain', buffer: Buffer.from('30 days') };
  await pages.getByTestId('FileUpload').locator('input').setInputFiles(file);
  const attachments = gallery().page.getByRole('region', { name: 'Attachments (1)' });
  await attachments.getByRole('link', { name: 'offer.txt' }).waitFor();
  await pages.getByTestId('FileViewer').getByRole('link', { name: 'offer.txt' }).waitFor();
  expect(await pages.getByTestId('FileViewer-still').textContent()).toBe('No files yet');
  await pages.getByRole('button', { name: 'Remove offer.txt' }).click();
  await attachments.waitFor({ state: 'detached' });
});
