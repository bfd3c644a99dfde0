import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Value } from '../record.ts';
import { compile } from './compile.ts';
import type { Expression } from './compile.ts';

const record: Record<string, Value> = {
  name: 'Alfreds',
  blank: null,
  amount: '12.55',
  count: '7',
  vip: true,
  code: 'A-17-x',
  $id: 'R1',
  'odd name': 'odd',
};

function compiled(source: string): Expression {
  const result = compile(source);
  if (!result.ok) throw new Error(result.problems.join('; '));
  return result.expression;
}
const evaluate = (source: string, fields = record): Value =>
  compiled(source).evaluate((_, field) => fields[field] ?? null);

describe('gives', () => {
  test.each<[string, string, Value]>([
    ['right.name + "!"', 'string', 'Alfreds!'],
    ['right["odd name"] + right["$id"]', 'dyn', 'oddR1'],
    ['text(right.blank) + right.name', 'string', 'Alfreds'],
    ['first(right.blank, "none")', 'dyn', 'none'],
    ['blank(right.blank) && right.vip', 'bool', true],
    ['right.name in ["Alfreds", "Bon app"] ? "A" : "B"', 'string', 'A'],
    ['int(right.count) + 1', 'int', '8'],
    ['decimal(right.amount) * decimal("1.19")', 'decimal', '14.9345'],
    ['round(decimal(right.amount), 1)', 'decimal', '12.6'],
    ['round(decimal("-2.345"), 2)', 'decimal', '-2.35'],
    ['divide(decimal("10"), decimal("3"), 4)', 'decimal', '3.3333'],
    ['max(decimal("9"), decimal("10")) - abs(decimal("-1"))', 'decimal', '9'],
    ['decimal(right.amount) >= decimal("12.550")', 'bool', true],
    ['text(decimal(right.amount)) + " EUR"', 'string', '12.55 EUR'],
    ['part(right.code, "-", 1)', 'string', '17'],
    ['part(right.code, "-", 9)', 'string', null],
    ['replace(right.code, "-", "")', 'string', 'A17x'],
    ['upper(right.name).substring(0, 3)', 'string', 'ALF'],
    ['right.blank', 'dyn', null],
  ])('%s (%s): %j', (source, type, expected) => {
    expect(compiled(source).type).toBe(type);
    expect(evaluate(source)).toBe(expected);
  });
});

describe('refuses, when the file is read,', () => {
  test.each([
    ['right.amount * 1.19', '`1.19` would be a float; write `decimal("1.19")`, which keeps every digit'],
    ['double(right.amount)', 'there is no function `double`'],
    ['right.name == null', '`null` is not needed; write `blank(right.field)` to ask whether a field is blank'],
    ['name + "!"', '`name` is unknown; write `right.name` or `left.name` for a field'],
    ['right[right.name]', '`right[right.name]`: name the field in quotes, such as `right["field"]`'],
    ['right.name.matches("(a+)+$")', 'there is no function `matches`'],
    ['[1, 2].map(x, x * 2)[0]', 'there is no function `map`'],
    ['right.constructor.constructor("x")', 'there is no function `constructor`'],
    ['{"a": "b"}[right.name]', 'is not possible here; use `lookup` for a table'],
    ['["a"]', 'gives a list<string>, which no field can hold'],
    ['right.name +', 'cannot be read as CEL: Unexpected token: EOF'],
    ['decimal("1") + 1', 'no such overload: decimal + int in `decimal("1") + 1`'],
    [`"${'x'.repeat(2001)}"`, 'is longer than 2000 letters'],
    [`${'('.repeat(60)}1${')'.repeat(60)}`, 'Exceeded maxDepth'],
    [`1${' + 1'.repeat(300)}`, 'Exceeded maxAstNodes'],
  ])('%s', (source, sentence) => {
    const result = compile(source);
    expect(result.ok ? '' : result.problems.join('; ')).toContain(sentence);
  });
});

describe('sets the record aside when', () => {
  test.each([
    ['right.name + right.blank', 'a field is blank, so wrap it: `text(right.field)`'],
    ['right.amount > 100', 'a field is text until you write `decimal(right.field)`'],
    ['decimal(right.name)', '"Alfreds" is not a decimal number'],
    ['decimal(right.blank)', 'a blank field is no number'],
    ['divide(decimal("1"), decimal("0"), 2)', 'division by zero'],
    ['decimal("1e99")', 'the number has more than 60 digits'],
    ['[right.name][3]', 'index out of bounds'],
  ])('%s', (source, sentence) => {
    expect(() => evaluate(source)).toThrow(RangeError);
    expect(() => evaluate(source)).toThrow(sentence);
  });
});

test('amounts keep every digit', () => {
  const cents = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
  fc.assert(
    fc.property(cents, cents, (a, b) => {
      const fields = { a: `${a}e-2`, b: `${b}e-2` };
      const sum = evaluate('(decimal(right.a) + decimal(right.b)) * decimal("100")', fields);
      expect(sum).toBe(String(a + b));
      const product = evaluate('decimal(right.a) * decimal(right.b) * decimal("10000")', fields);
      expect(product).toBe(String(a * b));
    }),
  );
});

test('no expression takes long, whatever it is given', () => {
  const long = { a: 'x'.repeat(65_000), n: '9'.repeat(60) };
  const started = performance.now();
  evaluate(Array.from({ length: 60 }, () => 'right.a').join(' + '), long);
  evaluate(Array.from({ length: 30 }, () => 'decimal(right.n)').join(' * '), long);
  expect(() => evaluate('replace(replace(right.a, "x", "xx"), "x", "xx")', long)).toThrow('more than 65536 letters');
  expect(performance.now() - started).toBeLessThan(1000);
});

test('is the same for the same values, and knows what it reads', () => {
  const { reads } = compiled('left.a == right.b ? right["c d"] : first(right.e, left.a)');
  expect([...reads('left')]).toEqual(['a', 'a']);
  expect([...reads('right')]).toEqual(['b', 'c d', 'e']);
});

test('is checked with the types of the fields', () => {
  const typed = (source: string) =>
    compiled(source).checked((_, field) => (field === 'vip' ? 'boolean' : field === 'amount' ? 'decimal' : 'string'));
  expect(typed('right.vip ? "A" : "B"')).toEqual({ type: 'string', problems: [] });
  expect(typed('decimal(right.amount) > decimal("3") && int(right.amount) > 3')).toEqual({
    type: 'bool',
    problems: [],
  });
  expect(typed('right.name + text(first(right.amount, "0"))')).toEqual({ type: 'string', problems: [] });
  expect(typed('right.vip ? right.amount : right.amount').type).toBe('number');
  expect(typed('right.amount < "100"').problems[0]).toContain('write `decimal(right.field)` to count with it');
  expect(typed('right.amount == "12.50"').problems[0]).toContain('write `decimal(right.field)` to count with it');
  expect(typed('right.name + right.amount').problems[0]).toContain('or `text(right.field)`');
  expect(typed('right.name > 100').problems[0]).toContain('text until you write `decimal(right.field)`');
  expect(typed('right.name ? "A" : "B"').problems[0]).toContain('must be bool');
});
