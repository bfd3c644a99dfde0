import { expect, test } from '@jest/globals';
import { checkMapping } from './check.ts';
import type { FieldDescription } from './connector.ts';
import type { FieldType } from './record.ts';
import { Mapping } from './mapping.ts';

const types: Record<string, FieldType> = {
  text: 'string',
  amount: 'decimal',
  day: 'date',
  moment: 'datetime',
  flag: 'boolean',
  status: 'enumeration',
};
const fields = Object.entries(types).map(([name, type]): FieldDescription => ({
  name,
  type,
  readOnly: false,
  unique: false,
}));
const reference: FieldDescription = { name: 'erp_id', type: 'string', readOnly: false, unique: true };

function problems(pair: { fields?: unknown[]; filter?: unknown }): string[] {
  const base = { name: 'customer', left: 'companies', right: 'customer', reference: 'erp_id', fields: [] };
  const mapping = Mapping.parse({ version: 1, left: 'hubspot', right: 'erp', pairs: [{ ...base, ...pair }] });
  return checkMapping(mapping, [{ name: 'companies', fields: [...fields, reference] }], [{ name: 'customer', fields }]);
}

const expression = (source: string) => ({ expression: source });

test('transforms between fields that can hold their values have no problems', () => {
  expect(
    problems({
      fields: [
        {
          left: 'amount',
          right: 'amount',
          transform: { money: { left: 'decimal', right: 'minor', currencyFrom: { right: 'text' } } },
        },
        { left: 'day', right: 'moment', transform: { date: { left: 'date', right: 'datetime', zone: 'UTC' } } },
        { left: 'flag', right: 'text', transform: { boolean: { right: { yes: 'J', no: 'N' } } } },
        { left: 'text', transform: { template: '{amount} {flag}' }, default: 'none' },
        { left: 'status', transform: expression('right.flag ? "A" : text(right.amount)') },
        { right: 'status', transform: { first: ['status', 'text'] } },
      ],
      filter: [
        { right: 'amount', above: '0' },
        { right: 'flag', equals: true },
        { left: 'day', from: '2026-01-01' },
      ],
    }),
  ).toEqual([]);
});

test.each<[object, string]>([
  [
    { right: 'text', transform: { fullName: { given: 'status', family: 'amuont' } } },
    'unknown column `amuont` of companies, did you mean `amount`?',
  ],
  [
    { right: 'text', transform: { fullName: { given: 'status', family: 'amount' } } },
    '`amount` of companies is of type decimal, but `fullName` has string or enumeration there; map another field, or change `fullName`',
  ],
  [
    { left: 'flag', right: 'amount', transform: { money: { left: 'decimal', right: 'minor', currency: 'EUR' } } },
    '`flag` of companies is of type boolean, but `money` has decimal or string there; map another field, or change `money`',
  ],
  [
    {
      left: 'amount',
      right: 'amount',
      transform: { money: { left: 'decimal', right: 'minor', currencyFrom: { right: 'txt' } } },
    },
    'unknown column `txt` of customer, did you mean `text`?',
  ],
  [{ left: 'text', transform: { concat: ['amuont'] } }, 'unknown column `amuont` of customer, did you mean `amount`?'],
  [
    { right: 'text', transform: { concat: ['amuont'] } },
    'unknown column `amuont` of companies, did you mean `amount`?',
  ],
  [
    { left: 'amount', transform: { concat: ['text'] } },
    '`amount` of companies is of type decimal, but `concat` has string or enumeration there; map another field, or change `concat`',
  ],
  [
    { left: 'amount', transform: { first: ['amount', 'flag'] } },
    '`first` takes `flag`, of type boolean, for `amount`, of type decimal; leave it out',
  ],
  [
    { left: 'flag', transform: expression('decimal(right.amount)') },
    '`flag` of companies is of type boolean, but `expression` has decimal or string there; map another field, or change `expression`',
  ],
  [
    { left: 'text', transform: expression('right.amount > 100 ? "A" : "B"') },
    'the expression of `text`: no such overload: number > int in `right.amount > 100`; write `decimal(right.field)` to count with it, or `text(right.field)`',
  ],
  [
    { left: 'amount', transform: expression('right.text') },
    '`amount` of companies is of type decimal, but `expression` has string or enumeration or date or datetime there; map another field, or change `expression`',
  ],
  [
    { left: 'text', transform: expression('right.amuont') },
    'unknown column `amuont` of customer, did you mean `amount`?',
  ],
  [
    { left: 'amount', right: 'amount', direction: 'to-left', default: 'none' },
    'the default of `amount` is "none", which is no decimal; write one',
  ],
])('%j', (field, sentence) => {
  expect(problems({ fields: [field] })).toContain(`pair \`customer\`: ${sentence}`);
});

test('fields that are made of each other would never rest', () => {
  const loop = [
    { left: 'text', right: 'status', direction: 'to-left', transform: { name: 'family' } },
    { right: 'status', transform: { concat: ['text'] } },
  ];
  expect(problems({ fields: loop })).toEqual([
    'pair `customer`: `text` of companies is made of `status`, which is made of `text`; they would overwrite each other, so keep one of the two',
  ]);
});

test.each<[unknown, string]>([
  [[{ right: 'amuont', blank: true }], 'unknown column `amuont` of customer, did you mean `amount`?'],
  [
    [{ right: 'text', above: '3' }],
    'the filter compares `text`, which is of type string; only decimal, date, datetime have an order',
  ],
  [[{ right: 'day', above: '3' }], 'the filter compares `day` with "3", which is no date; write one'],
  [[{ right: 'amount', equals: '12.50' }], 'the filter has "12.50" for `amount`; write it as it is compared, "12.5"'],
  [[{ right: 'flag', in: ['maybe'] }], 'the filter has "maybe" for `flag`, which is no boolean; write one'],
  [expression('right.text'), 'the filter gives a string; compare it with something, so that it gives yes or no'],
  [
    expression('right.amount > 3'),
    'the filter: no such overload: number > int in `right.amount > 3`; write `decimal(right.field)` to count with it, or `text(right.field)`',
  ],
])('filter %j', (filter, sentence) => {
  expect(problems({ filter })).toEqual([`pair \`customer\`: ${sentence}`]);
});
