import { describe, expect, test } from '@jest/globals';
import type { Side, Value } from '../record.ts';
import { TransformChoice, transformOf } from './registry.ts';

const records: Record<string, Value> = {
  currency: 'JPY',
  blank: null,
  street: 'Obere Str.',
  no: '57',
  mobile: '0171 1',
  vip: true,
};

function carry(choice: unknown, from: Side, value: Value): Value {
  const transform = transformOf(TransformChoice.parse(choice));
  return transform.translate(value, { from, value: (_, field) => records[field] ?? null });
}

const euros = { money: { left: 'decimal', right: 'minor', currency: 'EUR' } };
const day = { date: { left: 'date', right: 'datetime', zone: 'Europe/Berlin' } };
const wall = { datetime: { left: 'datetime', right: 'YYYY-MM-DD HH:mm', zone: 'Europe/Berlin' } };
const phone = { phone: { left: 'e164', right: 'national', country: 'DE' } };
const country = { country: { left: 'name', right: 'iso3', language: 'de' } };
const words = { boolean: { right: { yes: ['J', 'Ja'], no: 'N' } } };
const terms = { lookup: { table: { '30': 'Net 30' }, otherwise: 'Other' } };

describe('carries', () => {
  test.each<[unknown, Side, Value, Value]>([
    [euros, 'right', '1234', '12.34'],
    [euros, 'right', '-5', '-0.05'],
    [euros, 'left', '1234567890123456789.01', '123456789012345678901'],
    [{ money: { left: 'decimal', right: 'minor', currencyFrom: { right: 'currency' } } }, 'right', '1234', '1234'],
    [{ money: { left: 'decimal', right: 'minor', currencyFrom: { right: 'currency' } } }, 'left', '12', '12'],
    [day, 'right', '2026-05-01T22:30:00.000Z', '2026-05-02'],
    [day, 'right', '2026-01-01T22:30:00.000Z', '2026-01-01'],
    [day, 'left', '2026-05-02', '2026-05-01T22:00:00.000Z'],
    [
      { date: { left: 'date', right: 'datetime', zone: 'Asia/Beirut' } },
      'left',
      '2022-03-27',
      '2022-03-26T22:00:00.000Z',
    ],
    [{ date: { left: 'date', right: 'DD.MM.YYYY' } }, 'right', '01.05.2026', '2026-05-01'],
    [wall, 'right', '2026-05-01 12:00', '2026-05-01T10:00:00.000Z'],
    [wall, 'left', '2026-12-01T10:00:30.500Z', '2026-12-01 11:00'],
    [{ datetime: { left: 'datetime', right: 'seconds' } }, 'right', '1777629600', '2026-05-01T10:00:00.000Z'],
    [words, 'right', 'ja', true],
    [words, 'left', false, 'N'],
    [phone, 'right', '030 123456', '+4930123456'],
    [phone, 'left', '+4930123456', '030 123456'],
    [phone, 'left', '+16502530000', '+1 650 253 0000'],
    [phone, 'right', '030 123456 ext. 12', '+4930123456 ext. 12'],
    [{ phone: { country: 'DE', invalid: 'keep' } }, 'right', 'call Eva', 'call Eva'],
    [country, 'right', 'deu', 'Deutschland'],
    [country, 'left', 'osterreich', 'AUT'],
    [country, 'left', 'FR', 'FRA'],
    [terms, 'right', '30', 'Net 30'],
    [terms, 'right', '31', 'Other'],
    [{ name: 'given' }, 'right', ' Eva  Maria Weber', 'Eva Maria'],
    [{ name: 'family' }, 'right', 'Weber, Eva Maria', 'Weber'],
    [{ name: 'given' }, 'right', 'Weber', null],
    [{ text: ['trim', 'collapse', 'upper'] }, 'right', ' a  ß ', 'A SS'],
    [{ concat: ['street', 'blank', 'no'] }, 'right', null, 'Obere Str. 57'],
    [{ concat: { fields: ['street', 'vip'], separator: ', ' } }, 'right', null, 'Obere Str., true'],
    [{ concat: ['blank'] }, 'right', null, null],
    [{ template: '{street} {no}, VIP: {vip}' }, 'right', null, 'Obere Str. 57, VIP: true'],
    [{ template: 'Nr. {blank}' }, 'right', null, null],
    [{ first: ['blank', 'mobile', 'no'] }, 'right', null, '0171 1'],
    [{ expression: 'right.vip ? "A" : "B"' }, 'right', null, 'A'],
  ])('%j, from the %s: %j', (choice, from, value, expected) => {
    expect(carry(choice, from, value)).toBe(expected);
  });
});

describe('refuses', () => {
  test.each<[unknown, Side, Value, string]>([
    [euros, 'left', '12.345', '12.345 has more than the 2 decimals of EUR'],
    [euros, 'right', '12.5', '"12.5" is not a whole number of minor units'],
    [euros, 'right', 'twelve', '"twelve" is not a decimal number'],
    [
      { money: { left: 'decimal', right: 'minor', currencyFrom: { right: 'no' } } },
      'right',
      '1',
      'the currency in `no` (right) is "57", not a code of ISO 4217',
    ],
    [wall, 'right', '2026-10-25 02:30', 'shown by the clocks of Europe/Berlin twice or never'],
    [wall, 'right', '2026-03-29 02:30', 'shown by the clocks of Europe/Berlin twice or never'],
    [wall, 'left', '2026-10-25T00:30:00.000Z', 'shown by the clocks of Europe/Berlin twice or never'],
    [wall, 'right', '2026-02-30 10:00', 'not a time of the calendar'],
    [{ date: { left: 'date', right: 'DD.MM.YYYY' } }, 'right', '31.02.2026', 'is not a date'],
    [{ date: { left: 'date', right: 'DD.MM.YYYY' } }, 'right', '1.2.2026', 'is not of the form DD.MM.YYYY'],
    [words, 'right', 'maybe', '"maybe" is none of the words for yes (J, Ja) and no (N)'],
    [phone, 'right', 'call Eva', '"call Eva" is no phone number'],
    [country, 'right', 'Atlantis', '"Atlantis" is no country'],
    [{ lookup: { table: { a: 'A' } } }, 'right', 'b', '"b" is not in the table'],
    [{ expression: 'decimal(right.blank)' }, 'right', null, 'a blank field is no number'],
  ])('%j, from the %s: %j', (choice, from, value, sentence) => {
    expect(() => carry(choice, from, value)).toThrow(sentence);
    expect(() => carry(choice, from, value)).toThrow(RangeError);
  });
});

test('a moment that the clock shows twice is carried when the file says which one is meant', () => {
  const ambiguous = (which: string) => ({ datetime: { ...wall.datetime, ambiguous: which } });
  expect(carry(ambiguous('earlier'), 'right', '2026-10-25 02:30')).toBe('2026-10-25T00:30:00.000Z');
  expect(carry(ambiguous('later'), 'right', '2026-10-25 02:30')).toBe('2026-10-25T01:30:00.000Z');
  expect(() => carry(ambiguous('earlier'), 'left', '2026-10-25T01:30:00.000Z')).toThrow('would lose something');
});
