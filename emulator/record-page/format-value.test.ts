import { expect, test } from '@jest/globals';
import { formatValue } from './format-value.ts';
import { currencyOf } from './money.ts';
import { markup, jsonScript } from './markup.ts';

const of = (type: string, options: { label: string; value: string }[] = []) => ({ type, fieldType: 'text', options });

test.each([
  [of('number'), '1234567.8', '1,234,567.8'],
  [of('number'), '-12345678901234567890.10', '-12,345,678,901,234,567,890.10'],
  [of('number'), '999', '999'],
  [of('date'), '2026-05-04', 'May 4, 2026'],
  [of('datetime'), '2026-05-04T22:30:00Z', 'May 5, 2026 12:30 AM GMT+2'],
  [of('datetime'), '1777933800000', 'May 5, 2026 12:30 AM GMT+2'],
  [of('bool'), 'true', 'Yes'],
  [of('enumeration', [{ label: 'Open lead', value: 'open' }]), 'open;other', 'Open lead, other'],
  [of('date'), 'soon', 'soon'],
  [of('string'), null, ''],
])('%j %s reads %s', (property, value, shown) => {
  expect(formatValue(property, value, 'Europe/Berlin')).toBe(shown);
});

test.each([
  ['29278.1', 'USD', '$29,278.10'],
  ['0', 'EUR', '€0.00'],
  ['-1234567.5', 'GBP', '-£1,234,567.50'],
  ['12345678901234567890.125', 'USD', '$12,345,678,901,234,567,890.125'],
  ['1200', 'JPY', '¥1,200'],
  ['980', 'CHF', 'CHF 980.00'],
  ['7', 'nonsense', 'nonsense 7'],
])('the amount %s in %s reads %s', (value, currency, shown) => {
  expect(formatValue(of('number'), value, 'UTC', currency)).toBe(shown);
});

test('the id of a product is not an amount', () => {
  expect(formatValue({ ...of('number'), name: 'hs_product_id' }, '30140000001', 'UTC')).toBe('30140000001');
});

test.each([
  ['0-3', { name: 'amount' }, { deal_currency_code: 'USD' }, 'USD'],
  ['0-3', { name: 'amount' }, {}, 'EUR'],
  ['0-3', { name: 'hs_priority' }, {}, null],
  ['0-2', { name: 'balance', showCurrencySymbol: true, currencyPropertyName: 'its' }, { its: 'SEK' }, 'SEK'],
  ['0-2', { name: 'balance', showCurrencySymbol: true }, {}, 'EUR'],
  ['0-53', { name: 'own_fee', showCurrencySymbol: true }, { hs_currency: 'USD' }, 'USD'],
])('in an EUR account, %s %j with %j is in %s', (objectTypeId, property, values, currency) => {
  expect(currencyOf('EUR', objectTypeId, property, values)).toBe(currency);
});

test('a record cannot write HTML into the page', () => {
  expect(markup`<b title="${'"&'}">${'<i>'}</b>${[markup`<u>${1}</u>`]}`.html).toBe(
    '<b title="&quot;&amp;">&lt;i&gt;</b><u>1</u>',
  );
  expect(jsonScript('boot', { name: '</script><script>' }).html).not.toContain('</script><script>');
});
