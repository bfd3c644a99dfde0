import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createFormat, decimalPlaces, toDecimal } from './format.ts';

const at = (iso: string) => () => Date.parse(iso);
const english = createFormat({ locale: 'en-us', timeZone: 'UTC', now: at('2026-11-23T15:00:00Z') });
const german = createFormat({ locale: 'de_DE', timeZone: 'Europe/Berlin', now: at('2026-11-23T15:00:00Z') });

describe('money', () => {
  test.each([
    ['9007199254740993', 'USD', '$90,071,992,547,409.93'],
    ['123456789012345678901', 'USD', '$1,234,567,890,123,456,789.01'],
    ['-5', 'USD', '-$0.05'],
    ['0', 'USD', '$0.00'],
    ['1240000', 'JPY', '¥1,240,000'],
    ['1234567', 'KWD', 'KWD 1,234.567'],
    // Intl alone would write these without decimals, and so read the minor units as 100 or 1000 times too much.
    ['1234567', 'HUF', 'HUF 12,345.67'],
    ['1234567', 'IQD', 'IQD 1,234.567'],
  ])('%s minor units of %s', (minor, currency, expected) => {
    expect(english.money({ minor, currency }).replaceAll('\u00a0', ' ')).toBe(expected);
  });

  test('follows the locale of the user, in either spelling', () => {
    expect(german.money({ minor: '1240050', currency: 'EUR' }).replaceAll('\u00a0', ' ')).toBe('12.400,50 €');
  });

  test('no digit is lost at any size', () => {
    const currencies = fc.constantFrom('USD', 'JPY', 'KWD', 'CLF', 'HUF');
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), currencies, (minor, currency) => {
        const decimal = toDecimal(String(minor), decimalPlaces(currency));
        expect(BigInt(decimal.replace('.', ''))).toBe(minor);
        const drawn = english.money({ minor: String(minor), currency });
        expect(drawn.replaceAll(/[^\d]/g, '')).toBe(decimal.replaceAll(/[^\d]/g, ''));
      }),
    );
  });
});

describe('days and moments', () => {
  test('a day has no zone', () => {
    expect(english.day('2026-05-01')).toBe('May 1, 2026');
    expect(german.day('2026-05-01')).toBe('01.05.2026');
  });

  test('a moment is a time today and carries its day otherwise', () => {
    expect(german.moment('2026-11-23T14:03:00Z')).toBe('15:03');
    expect(german.moment('2026-11-22T23:30:00Z')).toBe('00:30');
    expect(german.moment('2026-11-22T14:03:00Z')).toBe('22.11.2026, 15:03');
  });

  test('an unknown locale or zone falls back instead of failing', () => {
    const odd = createFormat({ locale: 'not a locale', timeZone: 'Mars/Olympus', now: at('2026-11-23T15:00:00Z') });
    expect(odd.day('2026-05-01')).toBe('May 1, 2026');
    expect(odd.moment('2026-11-23T14:03:00Z').replaceAll('\u202f', ' ')).toBe('2:03 PM');
  });
});
