import { describe, expect, test } from '@jest/globals';
import { sdkComponents } from '../../emulator/testing/sdk-names.ts';
import { trouble } from './axe.ts';
import { CARDS, galleryPage, type CardName } from './gallery-page.ts';

const gallery = galleryPage();

/** One visible fact of each component: its test id, and a text that it shows or names. */
const FACTS: Readonly<Record<CardName, readonly (readonly [string, string])[]>> = {
  words: [
    ['Heading', 'A heading'],
    ['Text', 'Body text'],
    ['Alert-warning', 'Alert: warning'],
    ['Link', 'Elsewhere'],
    ['List-ordered', 'Second'],
    ['DescriptionList', 'Bergen'],
    ['DescriptionListItem', 'Customer'],
    ['Tile', 'A tile, two parts wide'],
    ['Card', 'A card'],
    ['AutoGrid', 'E'],
    ['Stack', 'after a space'],
    ['Inline', 'Three'],
    ['EmptyState', 'No invoices yet'],
    ['ErrorState-lock', 'Trouble: lock'],
  ],
  inputs: [
    ['Select', 'Select'],
    ['TimeInput', 'HH:MM'],
    ['ToggleGroup', 'To the billing contact'],
  ],
  actions: [
    ['Button-primary', 'primary'],
    ['Tag-success', 'success'],
    ['StatusTag-danger', 'danger'],
    ['StepIndicator', 'Sent, current'],
    ['Tab', 'Three open invoices'],
  ],
  figures: [
    ['Table', 'INV-101'],
    ['TableFooter', '6,840.00'],
    ['Statistics', 'Paid this year'],
    ['StatisticsItem', '12,480.00'],
    ['StatisticsTrend', '12 %'],
    ['ProgressBar', '60%'],
    ['ScoreCircle', '87'],
    ['LoadingSpinner', 'Loading invoices'],
    ['BarChart', 'Invoiced by month'],
    ['LineChart', 'May 26'],
  ],
  crm: [
    ['CrmDataHighlight', 'Bergen'],
    ['CrmPropertyList', 'acorn.example'],
    ['CrmStageTracker', 'Customer'],
    ['CrmAssociationStageTracker', 'Qualified To Buy'],
    ['CrmAssociationTable', '4,500.50'],
    ['CrmStatistics', '46,500.5'],
    ['CrmAssociationPropertyList', 'ada@acorn.example'],
    ['CrmAssociationPivot', 'No label (3)'],
    ['CrmSimpleDeadline', 'Due today'],
    ['CrmReport', 'Report 4711'],
  ],
  pages: [
    ['PageTitle', 'All invoices'],
    ['PageBreadcrumbs', 'Home'],
    ['PageBreadcrumbsCurrent', 'Invoices'],
    ['PageHeaderLink', 'Create invoice'],
    ['MediaObject', 'Between the two'],
    ['Stack2', 'Below'],
    ['Center', 'In the middle'],
    ['GridItem', 'Four wide'],
    ['ExpandableText', 'Read on'],
    ['FileViewer', 'No files yet'],
    ['SettingsView', "You've changed 2 settings."],
  ],
};

describe.each(CARDS)('Gallery: %s', (name) => {
  test('its components show what the card gave them', async () => {
    const shown = await gallery().open(name);
    for (const [id, fact] of FACTS[name]) {
      await shown.getByTestId(id).filter({ hasText: fact }).first().waitFor();
    }
    expect(await shown.getByText('could not run').count()).toBe(0);
  });

  test('axe-core finds nothing serious', async () => {
    await gallery().open(name);
    expect(await trouble(gallery().page, `[data-card="gallery_${name}"]`)).toEqual([]);
  });
});

test('every component of the package is in the gallery, and none of them falls back to a box', async () => {
  const drawn = new Set<string>();
  const boxes = new Set<string>();
  const collect = async (): Promise<void> => {
    const values = (attribute: string) =>
      gallery().page.evaluate<string[]>(
        `[...document.querySelectorAll('[${attribute}]')].map((one) => one.getAttribute('${attribute}'))`,
      );
    for (const id of await values('data-testid')) drawn.add(id.split('-')[0] ?? '');
    for (const type of await values('data-remote')) boxes.add(type);
  };
  for (const name of CARDS) await gallery().open(name);
  await collect();
  const actions = await gallery().open('actions');
  for (const opener of ['open-modal', 'open-panel']) {
    await actions.getByTestId(opener).click();
    await gallery().page.getByRole('dialog').waitFor();
    await collect();
    await gallery().page.keyboard.press('Escape');
  }
  await actions.getByTestId('with-tooltip').hover();
  await gallery().page.getByRole('tooltip').waitFor();
  await collect();
  expect(sdkComponents().length).toBeGreaterThan(110);
  expect(sdkComponents().filter((name) => !drawn.has(name))).toEqual([]);
  // A box bears the test id of what it stands for, so it is looked for wherever a component was counted.
  expect([...boxes]).toEqual(['HologramViewer']);
});

test('a component that is not known is a labelled box around its children', async () => {
  const box = (await gallery().open('pages')).locator('[data-remote="HologramViewer"]');
  expect(await box.innerText()).toContain('HologramViewer is not drawn by the emulator');
  expect(await box.innerText()).toContain('Its children stay visible');
});
