import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { canonicalDecimal, canonicalValue } from './canonical.ts';
import type { FieldType, Value } from './record.ts';

describe('canonicalValue', () => {
  test.each<[FieldType, string | boolean | null, Value]>([
    ['string', '  ', null],
    ['string', ' kept as it is ', ' kept as it is '],
    ['decimal', '0012.500', '12.5'],
    ['decimal', '-.5', '-0.5'],
    ['decimal', '-0.00', '0'],
    ['decimal', '1.25e3', '1250'],
    ['decimal', '5E-7', '0.0000005'],
    ['decimal', '', null],
    ['boolean', 't', true],
    ['boolean', false, false],
    ['date', '2026-05-01', '2026-05-01'],
    ['date', '2026-05-01T00:00:00.000Z', '2026-05-01'],
    ['datetime', '2026-05-01 12:30:00.123456+02', '2026-05-01T10:30:00.123Z'],
    ['datetime', '2026-05-01T12:30Z', '2026-05-01T12:30:00.000Z'],
    ['enumeration', null, null],
  ])('%s %j is %j', (type, raw, expected) => {
    expect(canonicalValue(type, raw)).toBe(expected);
  });

  test.each<[FieldType, string]>([
    ['decimal', '1,250.00'],
    ['decimal', 'NaN'],
    ['decimal', '.'],
    ['boolean', 'maybe'],
    ['date', '2026-02-30'],
    ['date', '2026-05-01T16:00:00Z'],
    ['datetime', '2026-05-01T12:00:00'],
    ['datetime', '2026-02-30T12:00:00Z'],
  ])('%s %j is refused', (type, raw) => {
    expect(() => canonicalValue(type, raw)).toThrow(RangeError);
  });
});

describe('canonicalDecimal', () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 30n });

  test('keeps thirty digits exactly, wherever the point is', () => {
    fc.assert(
      fc.property(digits, fc.nat(30), fc.boolean(), (number, scale, negative) => {
        const text = number.toString().padStart(scale + 1, '0');
        const written = `${negative ? '-' : ''}${text.slice(0, text.length - scale)}.${text.slice(text.length - scale)}`;
        const canonical = canonicalDecimal(written) ?? '';
        const [whole = '', fraction = ''] = canonical.replace('-', '').split('.');
        expect(BigInt(whole + fraction.padEnd(scale, '0'))).toBe(number);
        expect(canonical.startsWith('-')).toBe(negative && number !== 0n);
      }),
    );
  });

  test('is canonical: one spelling per number, in which it stays', () => {
    fc.assert(
      fc.property(digits, fc.integer({ min: -40, max: 40 }), (number, exponent) => {
        const canonical = canonicalDecimal(`${number}e${exponent}`) ?? '';
        expect(canonical).toMatch(/^(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(canonicalDecimal(canonical)).toBe(canonical);
        expect(canonicalDecimal(`+00${number}0e${exponent - 1}`)).toBe(canonical);
      }),
    );
  });
});
