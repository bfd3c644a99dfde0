import { createHash } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openWhole, type WholeEmulator } from '../../emulator/record-page/fixture-whole.ts';
import { launchBrowser } from './chromium.ts';

let emulator: WholeEmulator;
let browser: Browser;
let page: Page;
let company: string;

beforeAll(async () => {
  emulator = await openWhole();
  const { body } = await emulator.send('POST', '/crm/v3/objects/companies/search', { query: 'Acorn' });
  company = body.results[0].id;
  browser = await launchBrowser();
  page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await emulator?.close();
});

const valueOf = async (type: string, id: string, name: string) =>
  (await emulator.send('GET', `/crm/v3/objects/${type}/${id}?properties=${name}`)).body.properties[name];
const linked = async (from: string, id: string, to: string) =>
  (await emulator.send('GET', `/crm/v4/objects/${from}/${id}/associations/${to}`)).body.results;
const editor = (label: string) => page.getByRole('button', { name: new RegExp(`^Edit ${label}(:|$)`) });
const edit = (label: string) => editor(label).click();
const save = () => page.getByRole('button', { name: 'Save' }).click();
const isShown = (label: string, text: string) => editor(label).getByText(text).waitFor();

test('each type of property has its editor, and HubSpot keeps the stored form', async () => {
  const deal = await emulator.create('deals', { dealname: 'Mill', dealstage: 'qualifiedtobuy', pipeline: 'default' });
  await page.goto(`${emulator.url}/records/deals/${deal}`);
  await edit('Amount');
  await page.getByRole('textbox', { name: 'Amount' }).fill('1234567.80');
  await save();
  await isShown('Amount', '1,234,567.80');
  expect(await valueOf('deals', deal, 'amount')).toBe('1234567.80');

  await edit('Close Date');
  await page.getByLabel('Close Date', { exact: true }).fill('2026-07-01T09:30');
  await save();
  await isShown('Close Date', 'Jul 1, 2026 9:30 AM GMT+2');
  expect(await valueOf('deals', deal, 'closedate')).toBe('2026-07-01T07:30:00.000Z');

  await edit('Deal Stage');
  await page.getByRole('combobox', { name: 'Deal Stage' }).selectOption('Closed Won');
  await save();
  await isShown('Deal Stage', 'Closed Won');
  expect(await valueOf('deals', deal, 'dealstage')).toBe('closedwon');

  await edit('Deal owner');
  await page.getByRole('combobox', { name: 'Deal owner' }).selectOption('Sam Seller');
  await save();
  await isShown('Deal owner', 'Sam Seller');
});

test('a property with several values is a list of choices', async () => {
  const ticket = await emulator.create('tickets', { subject: 'Broken oven', hs_pipeline_stage: '1' });
  await page.goto(`${emulator.url}/records/tickets/${ticket}`);
  await edit('Category');
  await page.getByRole('checkbox', { name: 'Billing Issue' }).check();
  await page.getByRole('checkbox', { name: 'Product Issue' }).check();
  await save();
  await isShown('Category', 'Product Issue, Billing Issue');
  expect(await valueOf('tickets', ticket, 'hs_ticket_category')).toBe('PRODUCT_ISSUE;BILLING_ISSUE');
  await page.getByText(`helpdesk.sidebar of 0-5/${ticket}`).waitFor();
});

test('after an edit the focus is back on the value', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('button', { name: 'Edit Phone Number' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('ControlOrMeta+a');
  await page.keyboard.type('+49 30 1');
  await page.keyboard.press('Enter');
  await isShown('Phone Number', '+49 30 1');
  expect(await page.locator(':focus').getAttribute('aria-label')).toBe('Edit Phone Number: +49 30 1');
});

test('an existing record is found and associated, with a label, and taken off again', async () => {
  const eve = await emulator.create('contacts', { email: 'eve@acorn.example', firstname: 'Eve', lastname: 'Berg' });
  await page.goto(`${emulator.url}/records/contacts/${eve}`);
  await page.getByRole('button', { name: 'Add companies' }).click();
  const panel = page.getByRole('dialog', { name: 'Add companies to Eve Berg' });
  await panel.getByRole('searchbox', { name: 'Search companies' }).fill('acorn');
  await panel.getByRole('checkbox', { name: 'Acorn Bakery' }).check();
  await panel.getByRole('checkbox', { name: 'Primary' }).check();
  await panel.getByRole('button', { name: 'Save' }).click();
  await panel.waitFor({ state: 'detached' });
  const list = page.getByRole('region', { name: 'Companies (1)' });
  await list.getByText('Primary').waitFor();
  const [link] = await linked('contacts', eve, 'companies');
  expect(link.associationTypes.map((type: { typeId: number }) => type.typeId).toSorted()).toEqual([1, 279]);

  await list.getByRole('button', { name: 'More actions for Acorn Bakery' }).click();
  await page.getByRole('menuitem', { name: 'Remove association' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove association' }).click();
  await page.getByRole('region', { name: 'Companies (0)' }).waitFor();
  expect(await linked('contacts', eve, 'companies')).toEqual([]);
});

test('a label is changed where the association is', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('button', { name: 'More actions for Ada Olsen' }).click();
  await page.getByRole('menuitem', { name: 'Edit association labels' }).click();
  const dialog = page.getByRole('dialog', { name: 'Labels of Ada Olsen' });
  const primary = dialog.getByRole('checkbox', { name: 'Primary' });
  const before = await primary.isChecked();
  await primary.click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  const label = page.getByRole('region', { name: 'Contacts (1)' }).locator('.associated-label');
  await label.waitFor({ state: before ? 'detached' : 'visible' });
  const [ada] = await linked('companies', company, 'contacts');
  const labels = ada.associationTypes.map((type: { label: string | null }) => type.label);
  expect(labels.includes('Primary')).toBe(!before);
});

test('a new record is created from a record, and associated with it', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('button', { name: 'Add deals' }).click();
  const panel = page.getByRole('dialog', { name: 'Add deals to Acorn Bakery' });
  await panel.getByRole('tab', { name: 'Create new' }).click();
  await panel.getByRole('textbox', { name: 'Deal Name' }).fill('Second oven');
  await panel.getByRole('combobox', { name: 'Deal Stage' }).selectOption('Contract Sent');
  await panel.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('complementary', { name: 'Cards and associations' }).getByText('Second oven').waitFor();
  expect(await linked('companies', company, 'deals')).toHaveLength(2);
});

test('notes and tasks are written onto the timeline', async () => {
  await page.getByRole('button', { name: 'Note', exact: true }).click();
  const note = page.getByRole('dialog', { name: 'Create note' });
  await note.getByRole('textbox', { name: 'Body' }).fill('They want a bigger oven.');
  await note.getByRole('button', { name: 'Create' }).click();
  await note.waitFor({ state: 'detached' });
  await page.getByRole('tab', { name: 'Activities' }).click();
  await page.getByRole('listitem').getByText('They want a bigger oven.').waitFor();
  await page.getByRole('button', { name: 'Create task' }).click();
  const task = page.getByRole('dialog', { name: 'Create task' });
  await task.getByRole('textbox', { name: 'Task Title' }).fill('Call Ada');
  await task.getByRole('button', { name: 'Create' }).click();
  await page.getByRole('link', { name: 'Task: Call Ada' }).waitFor();
  expect(await linked('companies', company, 'notes')).toHaveLength(1);
});

test('all properties are on a page of their own, with the values they had', async () => {
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'View property history' }).click();
  await page.getByRole('heading', { name: 'All properties' }).waitFor();
  await page.getByRole('searchbox', { name: 'Search properties' }).fill('phone number');
  const history = page.locator('.property-row', { hasText: 'Phone Number' }).getByRole('listitem');
  expect(await history.allTextContents()).toEqual([
    expect.stringMatching(/^\+49 30 1 CRM_UI /),
    expect.stringMatching(/^\+49 30 5550101 /),
  ]);
  await edit('Phone Number');
  await page.getByRole('textbox', { name: 'Phone Number' }).fill('+49 30 2');
  await save();
  await history.first().getByText('+49 30 2').waitFor();
});

test('a workflow action runs by a button: signed as HubSpot signs it, with its outputs shown', async () => {
  await page.goto(`${emulator.url}/records/companies/${company}`);
  await page.getByRole('button', { name: 'App actions' }).click();
  const panel = page.getByRole('dialog', { name: 'Run an app action' });
  await panel.getByRole('textbox', { name: 'Amount' }).fill('500');
  await panel.getByRole('combobox', { name: 'Mode' }).selectOption('Thorough');
  await panel.getByRole('button', { name: 'Run action' }).click();
  await panel.getByText('The app answered 200').waitFor();
  await panel.getByText('500 is fine').waitFor();
  const [run] = emulator.seen.filter(({ url }) => url.startsWith('/actions'));
  expect(run?.url).toBe('/actions/credit?source=a%40b');
  expect(JSON.parse(run?.body ?? '{}')).toMatchObject({
    callbackId: expect.any(String),
    origin: { portalId: 12_345_678, actionDefinitionId: 801, actionDefinitionVersion: 1 },
    context: { source: 'WORKFLOWS' },
    object: { objectId: Number(company), objectType: 'COMPANY' },
    inputFields: { amount: '500', mode: 'thorough' },
  });
  const signed = `the whole client secretPOSThttps://whole.example.com/actions/credit?source=a%40b${run?.body}`;
  expect(run?.headers['x-hubspot-signature-version']).toBe('v2');
  expect(run?.headers['x-hubspot-signature']).toBe(createHash('sha256').update(signed).digest('hex'));
});

test('two records are merged: the chosen one keeps its values', async () => {
  const kept = await emulator.create('contacts', { email: 'kim@acorn.example', firstname: 'Kim', lastname: 'Ito' });
  const other = await emulator.create('contacts', { firstname: 'Kimmy', lastname: 'Ito', jobtitle: 'Baker' });
  await page.goto(`${emulator.url}/records/contacts/${other}`);
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog', { name: 'Merge Kimmy Ito' });
  await dialog.getByRole('searchbox', { name: 'Search contacts' }).fill('kim@');
  await dialog.getByRole('group', { name: 'Records found' }).getByRole('radio', { name: 'Kim Ito' }).check();
  await dialog
    .getByRole('group', { name: /stays/ })
    .getByRole('radio', { name: /^Kim Ito/ })
    .check();
  await dialog.getByRole('button', { name: 'Merge' }).click();
  await page.getByRole('heading', { level: 1, name: 'Kim Ito' }).waitFor();
  expect(await valueOf('contacts', kept, 'firstname')).toBe('Kim');
  expect(await valueOf('contacts', kept, 'jobtitle')).toBe('Baker');
  expect((await emulator.send('GET', `/crm/v3/objects/contacts/${other}`)).body.properties.firstname).toBe('Kim');
});

test('a record is deleted after a question, and the list is shown and says so once', async () => {
  const gone = await emulator.create('companies', { name: 'Gone Ltd' });
  await page.goto(`${emulator.url}/records/companies/${gone}`);
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete Gone Ltd?' });
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect((await emulator.send('GET', `/crm/v3/objects/companies/${gone}`)).status).toBe(200);
  await page.getByRole('button', { name: 'Actions', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  const notice = page.getByText('Gone Ltd was deleted.');
  await notice.waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Companies' }).waitFor();
  await page.getByRole('searchbox').fill('nobody');
  await page.getByText('No companies match').waitFor();
  expect(await notice.count()).toBe(0);
  expect((await emulator.send('GET', `/crm/v3/objects/companies/${gone}`)).status).toBe(404);
});
