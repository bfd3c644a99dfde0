import { describe, expect, test } from '@jest/globals';
import { Big } from 'big.js';
import { propertiesIn, type Value } from './node.ts';
import { parseFormula } from './parse.ts';
import { runFormula } from './run.ts';

const VALUES: Readonly<Record<string, Value>> = {
  price: new Big('10.10'),
  quantity: new Big(3),
  city: 'Rome',
  won: true,
  closed_at: new Big(Date.UTC(2026, 10, 26)),
  empty: null,
};
const run = (formula: string, strict = true): unknown => {
  const value = runFormula(parseFormula(formula), { read: (name) => VALUES[name] ?? null, now: 5, strict });
  return value instanceof Big ? value.toFixed() : value;
};

describe('a formula', () => {
  test.each<[string, unknown]>([
    ['price * quantity', '30.3'],
    ['0.1 + 0.2', '0.3'],
    ['1 + 2 * 3 - 4 / 2', '5'],
    ['(1 + 2) * -3', '-9'],
    ['price / 0', null],
    ['price > 10 and quantity <= 3', true],
    ['not won or quantity != 3', false],
    ['city = "Rome"', true],
    ["city equals 'Paris'", false],
    ['city + price', null],
    ['concatenate(city, " ", number_to_string(quantity))', 'Rome 3'],
    ['if quantity > 5 then "many" elseif quantity > 2 then "some" else "few"', 'some'],
    ['if won then 1 else 0 endif', '1'],
    ['if quantity > 5 then "many"', null],
    ['max(price, quantity, 4)', '10.1'],
    ['min(price, quantity)', '3'],
    ['round(price / quantity, 2)', '3.37'],
    ['floor(-1.5)', '-2'],
    ['ceiling(-1.5)', '-1'],
    ['year(closed_at) * 100 + month(closed_at)', '202611'],
    ['contains(lower_case(city), "om")', true],
    ['begins_with(city, "R") and ends_with(city, "e")', true],
    ['length(upper_case(city))', '4'],
    ['string_to_number("12.50") + 1', '13.5'],
    ['string_to_number("twelve")', null],
    ['bool_to_string(won)', 'true'],
    ['sqrt(-1)', null],
    ['now()', '5'],
    ['has_changed(city)', null],
  ])('%s is %j', (formula, value) => {
    expect(run(formula)).toBe(value);
  });

  test.each<[string, unknown]>([
    ['empty + 1', null],
    ['is_present(empty)', false],
    ['is_known(city)', true],
    ['coalesce(empty, 7)', '7'],
    ['concatenate(city, empty)', null],
  ])('with a blank: %s is %j', (formula, value) => {
    expect(run(formula)).toBe(value);
  });

  test('is blank for a blank in a branch that is not taken, unless the setting says otherwise', () => {
    const formula = 'if is_present(empty) then empty else 0';
    expect([run(formula), run(formula, false)]).toEqual([null, '0']);
  });

  test.each(['1 +', '(1', 'a b', 'nothing(1)', 'if won 1', "'open", '1 # 2', 'then'])('%s is refused', (formula) => {
    expect(() => parseFormula(formula)).toThrow(/expected|understood|no function/);
  });

  test('tells the properties that it reads, once each', () => {
    expect(propertiesIn(parseFormula('if a > 1 then max(b, -c) elseif not d then a else e'))).toEqual([
      'a',
      'b',
      'c',
      'd',
      'e',
    ]);
  });
});
