import { expect, test } from '@jest/globals';
import { formatValue } from './format-value.ts';
import { markup, jsonScript } from './markup.ts';

const of = (type: string, options: { label: string; value: string }[] = []) => ({ type, fieldType: 'text', options });

test.each([
  [of('number'), '1234567.8', '1,234,567.8'],
  [of('number'), '-12345678901234567890.10', '-12,345,678,901,234,567,890.10'],
  [of('number'), '999', '999'],
  [of('date'), '2026-05-04', '4 May 2026'],
  [of('datetime'), '2026-05-04T22:30:00Z', '5 May 2026, 00:30 CEST'],
  [of('datetime'), '1777933800000', '5 May 2026, 00:30 CEST'],
  [of('bool'), 'true', 'Yes'],
  [of('enumeration', [{ label: 'Open lead', value: 'open' }]), 'open;other', 'Open lead, other'],
  [of('date'), 'soon', 'soon'],
  [of('string'), null, ''],
])('%j %s reads %s', (property, value, shown) => {
  expect(formatValue(property, value, 'Europe/Berlin').replace('GMT+2', 'CEST')).toBe(shown);
});

test('a record cannot write HTML into the page', () => {
  expect(markup`<b title="${'"&'}">${'<i>'}</b>${[markup`<u>${1}</u>`]}`.html).toBe(
    '<b title="&quot;&amp;">&lt;i&gt;</b><u>1</u>',
  );
  expect(jsonScript('boot', { name: '</script><script>' }).html).not.toContain('</script><script>');
});
