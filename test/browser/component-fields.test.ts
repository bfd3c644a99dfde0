import { describe, expect, test } from '@jest/globals';
import { galleryPage } from './gallery-page.ts';

const gallery = galleryPage();

describe('fields tell the card what was done, in the shapes of HubSpot', () => {
  const answers = async (text: string): Promise<void> =>
    gallery().told('inputs').getByText(text, { exact: true }).waitFor();

  test('text at each key and when the field is left', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByRole('textbox', { name: 'Customer' }).fill('Oak');
    await answers('typed ["Oak"]');
    await gallery().page.keyboard.press('Tab');
    await answers('Input ["Oak"]');
    await inputs.getByRole('searchbox', { name: 'Find' }).fill('oven');
    await answers('SearchInput ["oven"]');
    expect(await inputs.getByRole('button', { name: 'Clear' }).count()).toBe(1);
  });

  test('numbers as numbers, within their bounds', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByRole('spinbutton', { name: 'Days' }).fill('200');
    await gallery().page.keyboard.press('Tab');
    await answers('NumberInput [90]');
    await inputs.getByRole('textbox', { name: 'Credit limit' }).fill('1999.5');
    await gallery().page.keyboard.press('Tab');
    await answers('CurrencyInput [1999.5]');
    expect(await inputs.getByTestId('CurrencyInput').inputValue()).toBe('1,999.50');
    await inputs.getByRole('button', { name: 'Increase Boxes' }).click();
    await answers('StepperInput [2]');
  });

  test('a date from the calendar by keyboard, days before the first one refused', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByRole('button', { name: 'Choose Due date' }).click();
    await gallery().page.keyboard.press('ArrowRight');
    await gallery().page.keyboard.press('ArrowDown');
    await gallery().page.keyboard.press('Enter');
    await answers('DateInput [{"year":2026,"month":11,"date":2,"formattedDate":"Dec 2, 2026"}]');
    await inputs.getByTestId('DateInput').fill('11/01/2026');
    await gallery().page.keyboard.press('Tab');
    expect(await inputs.getByTestId('DateInput').inputValue()).toBe('Dec 2, 2026');
  });

  test('choices from lists by keyboard: the value of its own type, the search of a long list, several values', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByRole('combobox', { name: 'Terms' }).focus();
    await gallery().page.keyboard.press('ArrowDown');
    await gallery().page.keyboard.press('ArrowDown');
    await gallery().page.keyboard.press('Enter');
    await answers('Select [14]');
    expect(await gallery().page.evaluate('document.activeElement.dataset.testid')).toBe('Select');
    await inputs.getByRole('combobox', { name: 'City' }).click();
    await gallery().page.getByRole('combobox', { name: 'Search City' }).fill('por');
    await gallery().page.keyboard.press('Enter');
    await answers('Select ["porto"]');
    await inputs.getByRole('combobox', { name: 'Cities' }).click();
    await gallery().page.getByRole('option', { name: 'Riga' }).click();
    await answers('MultiSelect [["cork","riga"]]');
    await gallery().page.keyboard.press('Escape');
    await inputs.getByRole('combobox', { name: 'Call at' }).click();
    await gallery().page.getByRole('option', { name: '9:30 AM' }).click();
    await answers('TimeInput [{"hours":9,"minutes":30}]');
  });

  test('boxes, radio buttons and switches', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByRole('checkbox', { name: 'With VAT' }).check();
    await answers('Checkbox [true,"included"]');
    await inputs.getByTestId('ToggleGroup').getByRole('checkbox', { name: 'Post' }).check();
    await answers('ToggleGroup [["mail","post"]]');
    await inputs
      .getByRole('radiogroup', { name: /Answer by/ })
      .getByRole('radio', { name: 'Mail' })
      .check();
    await answers('ToggleGroup ["mail"]');
    await inputs.getByRole('switch', { name: 'Dunning' }).press('Space');
    await answers('Toggle [true]');
    expect(await inputs.getByRole('radio', { name: 'Mail', checked: true }).count()).toBe(1);
  });

  test('a form submits the values of its fields by name', async () => {
    const inputs = await gallery().open('inputs');
    await inputs.getByTestId('submit').click();
    await gallery().told('inputs').getByText('submit').waitFor();
    const submitted = JSON.parse(
      ((await gallery().told('inputs').textContent()) ?? '').replace('submit ', ''),
    ) as object;
    expect(submitted).toMatchObject({
      customer: 'Oak',
      days: 90,
      terms: 14,
      cities: ['cork', 'riga'],
      due: { year: 2026, month: 11, date: 2 },
      way: 'mail',
      dunning: true,
      vat: 'included',
    });
  });
});
