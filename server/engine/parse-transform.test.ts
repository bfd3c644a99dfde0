import { expect, test } from '@jest/globals';
import { ConfigError } from './error.ts';
import { parseMapping } from './parse.ts';

const head = `version: 1
left: hubspot
right: erp
pairs:
  - name: customer
    left: companies
    right: customer
    reference: erp_id
    fields:
`;
const field = (rest: string): string => `${head}      - { ${rest} }\n`;

function problemsOf(text: string): string[] {
  try {
    parseMapping(text, 'map.yaml');
  } catch (error) {
    if (error instanceof ConfigError) return error.message.split('\n').slice(1);
    throw error;
  }
  throw new Error('the file was accepted');
}

test('a field that is made of others is written as its target only, and can be read again', () => {
  const mapping = parseMapping(
    `${field('left: full_name, transform: { concat: [first, last] }')}      - { right: label, transform: { template: "{a}" } }\n`,
    'map.yaml',
  );
  expect(mapping.pairs[0]?.fields).toMatchObject([
    { left: 'full_name', right: '=full_name', direction: 'to-left' },
    { left: '=label', right: 'label', direction: 'to-right' },
  ]);
  expect(parseMapping(JSON.stringify(mapping), 'map.json')).toEqual(mapping);
});

const at = 'map.yaml:10: pair `customer`, `fields[0]';
test.each([
  [
    'left: a, right: b, transform: { phon: { country: DE } }',
    `${at}.transform\` has an unknown field \`phon\`, did you mean \`phone\`?`,
  ],
  [
    'left: a, right: b, transform: { phone: { country: DE, contry: DE } }',
    `${at}.transform.phone\` has an unknown field \`contry\`, did you mean \`country\`?`,
  ],
  [
    'left: a, right: b, transform: { phone: { country: Germany } }',
    `${at}.transform.phone.country\`: write the two capital letters of ISO 3166, such as \`DE\``,
  ],
  [
    'left: a, right: b, transform: { boolean: { right: { yes: J } } }',
    `${at}.transform.boolean.right.no\` is missing; write text`,
  ],
  [
    'left: a, right: b, transform: { money: { left: decimal, right: cents, currency: EUR } }',
    `${at}.transform.money.right\` is "cents", not one of \`decimal\`, \`minor\``,
  ],
  [
    'left: a, right: b, transform: { date: { left: date, right: datetime } }',
    `${at}.transform.date.zone\`: needs \`zone\`, such as \`zone: Europe/Berlin\`: a moment falls on different days in different zones`,
  ],
  [
    'left: a, right: b, transform: { text: [trim] }',
    `${at}.transform.text\`: has no way back: nobody knows how the text was written before; set \`direction: to-left\` or \`to-right\``,
  ],
  [
    'left: a, right: b, transform: { lookup: { table: { x: A, y: A } } }',
    `${at}.transform.lookup\`: has no way back: "A" stands for several right values; set \`direction: to-left\` or \`to-right\``,
  ],
  [
    'left: a, right: b, direction: to-right, transform: { lookup: { table: { x: A, y: A } } }',
    `${at}.transform.lookup\`: has several right values for "A"; keep one of them, or set \`direction: to-left\``,
  ],
  [
    'left: a, right: b, transform: { concat: [x] }',
    `${at}\`: \`concat\` says itself what it is made of; name only the field that is written, \`left\` or \`right\``,
  ],
  [
    'left: a, right: b, transform: { fullName: { given: x, family: y } }',
    `${at}\`: \`fullName\` names the fields of one side itself; name only the field of the other, \`left\` or \`right\``,
  ],
  [
    'left: a, transform: { concat: { fields: [x], separatr: "" } }',
    `${at}.transform.concat\` has an unknown field \`separatr\`, did you mean \`separator\`?`,
  ],
  [
    'left: a, transform: { expression: "left.b" }',
    `${at}.transform.expression\`: reads \`left.b\`, but left is the side it writes to; it may read \`right\` only`,
  ],
  [
    'left: a, transform: { expression: "right.a * 1.5" }',
    `${at}.transform.expression\`: \`1.5\` would be a float; write \`decimal("1.5")\`, which keeps every digit`,
  ],
  [
    'left: a, right: b, map: { x: y }, transform: { phone: { country: DE } }',
    `${at}.map\`: stands beside a transform; keep one, or write the map as \`lookup\``,
  ],
  [
    'left: a, right: b, direction: to-left, transform: { name: given, text: [trim] }',
    `${at}.transform\`: name one transform; for several steps write an \`expression\``,
  ],
  [
    'left: a, right: b, default: x',
    `${at}.default\`: is for fields of one direction; set \`direction: to-left\` or \`to-right\``,
  ],
  [
    'left: a, right: b, transform: phone',
    `${at}.transform\` is "phone" without arguments; docs/mapping.md has an example: \`{ phone: ... }\``,
  ],
])('%s', (rest, sentence) => {
  expect(problemsOf(field(rest))).toEqual([sentence]);
});

test.each([
  ['[{ right: a, equal: x }]', 'filter[0]` has an unknown field `equal`, did you mean `equals`?'],
  ['[{ right: a, left: b, blank: true }]', 'filter[0]`: names one field; write either `left` or `right`'],
  [
    '[{ right: a }]',
    'filter[0]`: says nothing of the field; add `equals`, `in`, `not`, `blank`, `above`, `from`, `to` or `below`',
  ],
  ['{ expresion: right.a }', 'filter.expression` is missing; write text'],
])('filter: %s', (filter, sentence) => {
  const lines = problemsOf(`${field('left: a, right: b')}    filter: ${filter}\n`);
  expect(lines[0]).toBe(`map.yaml:11: pair \`customer\`, \`${sentence}`);
});
