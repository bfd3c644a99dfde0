import { describe, expect, test } from '@jest/globals';
import { galleryPage } from './gallery-page.ts';

const gallery = galleryPage();

describe('CRM components work on the records of the store', () => {
  test('the table sorts, searches and filters', async () => {
    const table = (await gallery().open('crm')).getByTestId('CrmAssociationTable');
    const names = () => table.locator('tbody tr td:first-child').allTextContents();
    await table.getByRole('link', { name: 'New oven' }).waitFor();
    expect(await names()).toEqual(['Flour for a year', 'New oven']);
    await table.getByRole('button', { name: 'Amount' }).click();
    await table.getByRole('link', { name: 'Second shop' }).waitFor();
    await table.getByRole('searchbox').fill('flour');
    await table.getByRole('link', { name: 'Second shop' }).waitFor({ state: 'detached' });
    expect(await names()).toEqual(['Flour for a year']);
    await table.getByRole('searchbox').fill('');
    await table.getByRole('combobox', { name: 'Deal Stage' }).click();
    await gallery().page.getByRole('option', { name: 'Closed Won' }).click();
    await table.getByRole('link', { name: 'New oven' }).waitFor({ state: 'detached' });
    expect(await names()).toEqual(['Flour for a year']);
  });

  test('a property is edited in place and written to the store', async () => {
    const list = (await gallery().open('crm')).getByTestId('CrmPropertyList');
    await list.getByRole('button', { name: /Edit Phone Number/ }).click();
    await list.getByRole('textbox', { name: 'Phone Number' }).fill('030 77');
    await list.getByRole('button', { name: 'Save' }).click();
    await list.getByRole('button', { name: 'Edit Phone Number: 030 77' }).waitFor();
    await gallery().page.locator('[data-property="phone"]').getByText('030 77').first().waitFor();
    expect(await list.getByRole('alert').count()).toBe(0);
  });

  test('actions open what they name, or say that it is not here', async () => {
    const crm = await gallery().open('crm');
    await crm.getByTestId('CrmActionButton').click();
    await gallery().page.getByRole('dialog', { name: 'Acorn Bakery' }).waitFor();
    await gallery().page.keyboard.press('Escape');
    await crm.getByTestId('send-email').click();
    await gallery().page.getByRole('dialog', { name: 'SEND_EMAIL' }).getByText('The emulator has none').waitFor();
    await gallery().page.keyboard.press('Escape');
    expect(await crm.getByTestId('CrmActionLink').getAttribute('href')).toMatch(/^\/records\/0-2\/\d+$/);
  });
});
