import { describe, expect, test } from '@jest/globals';
import type { FieldDescription } from './connector.ts';
import { lintMapping } from './lint.ts';
import type { Systems } from './lint.ts';

const field = (name: string, rest: Partial<FieldDescription> = {}): FieldDescription => ({
  name,
  type: 'string',
  readOnly: false,
  unique: false,
  ...rest,
});
const level = field('level', { type: 'enumeration', options: ['gold', 'silver', 'none'] });
const systems: Systems = {
  left: [
    {
      name: 'companies',
      fields: [field('erp_id', { unique: true }), field('name'), field('phone'), level],
      required: [['name', 'domain']],
    },
  ],
  right: [{ name: 'customer', fields: [field('name'), field('phone'), field('level')] }],
  rules: [{ object: 'companies', field: 'phone', words: 'MAX_LENGTH 20' }],
};

const file = (...fields: string[]): string => `version: 1
left: hubspot
right: sql
pairs:
  - name: customer
    left: companies
    right: customer
    reference: erp_id
    fields:
${fields.map((one) => `      - ${one}\n`).join('')}`;
const name = '{ left: name, right: name, direction: to-left }';

const lined = (text: string, live: Systems | null = systems) => {
  const { problems, warnings } = lintMapping(text, live);
  return [
    ...problems.map((one) => `${one.line}: ${one.text}`),
    ...warnings.map((one) => `${one.line}: warning: ${one.text}`),
  ];
};

test('a mapping that fits has nothing to say', () => {
  expect(lined(file(name))).toEqual([]);
});

test('what is wrong with the form comes with its line, and hides nothing but what needs the systems', () => {
  expect(lined(file(name, '{ left: phone, right: fone, direction: up }'), null)).toEqual([
    '11: pair `customer`, `fields[1].direction` is "up", not one of `both`, `to-left`, `to-right`',
  ]);
  expect(lined('version: 1\nleft: [', null)[0]).toMatch(/^2: /);
  expect(lined('', null)).toEqual(['1: the file is empty']);
});

test('without the systems the pairs are held against each other', () => {
  const text = `${file(name)}    associations: [{ to: custmer, right: x }]\n`;
  expect(lined(text, null)).toEqual([
    '11: pair `customer`: associations name an unknown pair `custmer`, did you mean `customer`?',
  ]);
});

test('an association has its line and its fix', () => {
  const text = (association: string) => `${file(name)}    associations: [{ to: custmer, right: x, ${association} }]\n`;
  expect(lined(text('direction: to-left'), null)).toEqual([
    '11: pair `customer`, `associations[0].direction` is "to-left", not one of `right-to-left`, `left-to-right`, `both`',
  ]);
  expect(lined(text("label: ''"), null)[0]).toMatch(/^11: pair `customer`, `associations\[0\]\.label`/);
  expect(lined(text('direction: both, rule: newest'), null)).toContain(
    '11: pair `customer`: the association with `custmer` has `rule: newest`, but no system says when an association changed; ' +
      'use one of: right, left, right-unless-blank, left-unless-blank, ask',
  );
});

test('with the systems every problem has the line of its field', () => {
  const text = file('{ left: fone, right: phone }', name, '{ left: level, right: level, map: { A: gold, B: silber } }');
  expect(lined(text).filter((line) => !line.includes('warning'))).toEqual([
    '10: pair `customer`: unknown column `fone` of companies, did you mean `phone`?',
    '12: pair `customer`: `level` of companies has no option "silber", did you mean `silver`?; write one it has, or ' +
      'have the option created: list it under `provision` with `type: enumeration`',
  ]);
});

test('JSON is read like YAML', () => {
  const json = `{
  "version": 1, "left": "hubspot", "right": "sql",
  "pairs": [{
    "name": "customer", "left": "companies", "right": "customer", "reference": "erp_id",
    "fields": [
      { "left": "name", "right": "name", "direction": "to-left" },
      { "left": "phone", "right": "fone" }
    ]
  }]
}`;
  expect(lined(json)[0]).toBe('7: pair `customer`: unknown column `fone` of customer, did you mean `phone`?');
});

describe('what runs, and will set records aside', () => {
  test('a create without what the system requires', () => {
    expect(lined(file('{ left: level, value: gold }'))).toEqual([
      '9: warning: pair `customer`: a new record of companies needs `name` or `domain`, which no field of the pair ' +
        'writes, so every create would be refused; map it, or write the same on all: `{ left: ..., value: ... }`',
    ]);
    expect(lined(`${file('{ left: level, value: gold }')}    create: none\n`)).toEqual([]);
  });

  test('an option that the table has no value for, and a rule of the account', () => {
    expect(
      lined(file(name, '{ left: level, right: level, map: { A: gold, B: silver } }', '{ left: phone, right: phone }')),
    ).toEqual([
      '11: warning: pair `customer`: `level` of companies may be "none", for which `map` has no value on the other side, ' +
        'so a record that has it is set aside; add it',
      '12: warning: pair `customer`: `phone` of companies is held to a rule of the account (MAX_LENGTH 20): a record ' +
        'whose value breaks it is set aside; give the field a transform that fits it, or change the rule',
    ]);
    const lookup = '{ left: level, right: level, transform: { lookup: { table: { A: gold, B: silver, C: none } } } }';
    expect(lined(file(name, lookup))).toEqual([]);
  });
});
