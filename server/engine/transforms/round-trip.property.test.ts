import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import countries from 'i18n-iso-countries';
import { canonicalDecimal } from '../canonical.ts';
import type { Side, Value } from '../record.ts';
import { otherSide } from '../record.ts';
import { COMPUTED, TRANSFORM_NAMES, TransformChoice, transformOf } from './registry.ts';

const carried = (choice: unknown, from: Side, value: Value): Value =>
  transformOf(TransformChoice.parse(choice)).translate(value, { from, value: () => null });

/** Over and back again: the value as it was, or a refusal; never another value. */
function overAndBack(choice: unknown, from: Side, value: Value): Value {
  try {
    return carried(choice, otherSide(from), carried(choice, from, value));
  } catch (error) {
    if (error instanceof RangeError) return value;
    throw error;
  }
}

const REFUSED = Symbol('refused');
function orRefused<T>(work: () => T): T | typeof REFUSED {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return REFUSED;
    throw error;
  }
}

const settledIn = (choice: unknown, from: Side, value: Value): Value =>
  transformOf(TransformChoice.parse(choice)).settled(value, { from, value: () => null });

const digits = fc.stringMatching(/^(0|-?[1-9]\d{0,40})$/);
const moments = fc
  .date({ min: new Date('1971-01-01T00:00:00Z'), max: new Date('2099-12-31T00:00:00Z'), noInvalidDate: true })
  .map((moment) => moment.toISOString());
const days = moments.map((moment) => moment.slice(0, 10));
const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/Sao_Paulo',
  'Asia/Beirut',
  'Africa/Cairo',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const zones = fc.constantFrom(...ZONES);
const codes = fc.constantFrom(...Object.keys(countries.getAlpha2Codes()));
const languages = fc.constantFrom(...countries.getSupportedLanguages());

/** Some digits after the country code are dialled within the country only, and no part of the number. */
const e164 = (dialled: string): Value =>
  transformOf({ phone: { left: 'e164', right: 'e164', country: 'IT', invalid: 'keep' } }).settled(dialled, {
    from: 'left',
    value: () => null,
  });

/** What a transform carries, by the side it stands on; each value is in that side's own spelling. */
const CASES: [string, Side, fc.Arbitrary<[unknown, Value]>][] = [
  [
    'minor units',
    'right',
    fc
      .tuple(fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), digits)
      .map(([currency, value]) => [{ money: { left: 'decimal', right: 'minor', currency } }, value]),
  ],
  [
    'days as text',
    'left',
    fc
      .tuple(fc.constantFrom('DD.MM.YYYY', 'MM/DD/YYYY', 'YYYYMMDD'), days)
      .map(([right, value]) => [{ date: { left: 'date', right } }, value]),
  ],
  [
    'days as the first moment of the day',
    'left',
    fc.tuple(zones, days).map(([zone, value]) => [{ date: { left: 'date', right: 'datetime', zone } }, value]),
  ],
  [
    'moments in milliseconds',
    'left',
    moments.map((value) => [{ datetime: { left: 'datetime', right: 'milliseconds' } }, value]),
  ],
  [
    'moments in seconds',
    'right',
    fc
      .integer({ min: -2_000_000_000, max: 8_000_000_000 })
      .map((value) => [{ datetime: { left: 'datetime', right: 'seconds' } }, String(value)]),
  ],
  [
    'moments as the clock on the wall shows them',
    'left',
    fc
      .tuple(zones, moments, fc.constantFrom('refuse', 'earlier', 'later'))
      .map(([zone, value, ambiguous]) => [
        { datetime: { left: 'datetime', right: 'YYYY-MM-DD HH:mm:ss.SSS', zone, ambiguous } },
        value,
      ]),
  ],
  ['yes and no', 'left', fc.boolean().map((value) => [{ boolean: { right: { yes: ['J', 'Ja'], no: 'N' } } }, value])],
  [
    'phone numbers',
    'left',
    fc
      .tuple(
        fc.constantFrom('national', 'international'),
        fc.stringMatching(/^\+(49|1|39|44|33)[1-9]\d{8,10}( ext\. \d{1,4})?$/),
      )
      .map(([right, value]) => [{ phone: { left: 'e164', right, country: 'IT' } }, e164(value)]),
  ],
  [
    'countries',
    'right',
    fc
      .tuple(fc.constantFrom('name', 'iso3'), codes, languages)
      .map(([left, value, language]) => [{ country: { left, right: 'iso2', language } }, value]),
  ],
  [
    'amounts in decimals',
    'left',
    fc
      .tuple(fc.constantFrom('EUR', 'JPY', 'KWD', 'CLF'), digits, fc.integer({ min: 0, max: 4 }))
      .map(([currency, value, places]) => [
        { money: { left: 'decimal', right: 'minor', currency } },
        canonicalDecimal(`${value}e-${places}`),
      ]),
  ],
  [
    'full names',
    'right',
    fc
      .array(fc.stringMatching(/^[\p{L}-]{1,8}$/u), { minLength: 1, maxLength: 4 })
      .map((words) => [{ fullName: { given: 'first', family: 'last' } }, words.join(' ')]),
  ],
  [
    'a table',
    'right',
    fc.constantFrom('30', '60').map((value) => [{ lookup: { table: { 30: 'Net 30', 60: 'Net 60' } } }, value]),
  ],
  [
    'owners',
    'left',
    fc
      .constantFrom('7', '8')
      .map((id) => [
        { owner: { unknown: 'hold', people: ['7', '8'].map((value) => ({ name: `${value}@x`, value })) } },
        id,
      ]),
  ],
];

describe.each(CASES)('%s', (_, side, cases) => {
  test('come back as they were, or are refused', () => {
    fc.assert(
      fc.property(cases, ([choice, value]) => {
        expect(overAndBack(choice, side, value)).toBe(value);
      }),
      { numRuns: 400 },
    );
  });

  test('and so does what they become on the other side', () => {
    fc.assert(
      fc.property(cases, ([choice, value]) => {
        const other = orRefused(() => carried(choice, side, value));
        if (other === REFUSED) return;
        expect(overAndBack(choice, otherSide(side), other)).toBe(other);
      }),
      { numRuns: 400 },
    );
  });

  test('settled once, a value is settled, and means the same', () => {
    fc.assert(
      fc.property(cases, ([choice, value]) => {
        const settled = orRefused(() => settledIn(choice, side, value));
        if (settled === REFUSED) return;
        expect(settledIn(choice, side, settled)).toBe(settled);
        expect(orRefused(() => carried(choice, side, settled))).toBe(orRefused(() => carried(choice, side, value)));
      }),
      { numRuns: 200 },
    );
  });
});

test('every transform of two spellings is among them', () => {
  const tried = CASES.flatMap(([, , cases]) => fc.sample(cases, 1).map(([choice]) => Object.keys(choice as object)[0]));
  const oneWay = ['name', 'text'];
  const twoWay = TRANSFORM_NAMES.filter((name) => !COMPUTED.includes(name) && !oneWay.includes(name));
  expect(new Set(tried)).toEqual(new Set(twoWay));
});

test('the two parts of a full name make it again, and no part is lost', () => {
  const word = fc.stringMatching(/^[\p{L}-]{1,8}$/u);
  const parts = transformOf({ fullName: { given: 'first', family: 'last' } }).parts;
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 4 }), (words) => {
      const full = words.join(' ');
      expect(parts?.join(parts.divide(full))).toBe(full);
    }),
  );
});

test('minor units are the digits themselves, at any length', () => {
  fc.assert(
    fc.property(
      fc.bigInt({ min: 0n, max: 10n ** 60n }),
      fc.constantFrom(['EUR', 2], ['KWD', 3], ['JPY', 0]),
      (units, [currency, places]) => {
        const padded = String(units).padStart(places + 1, '0');
        const point = padded.length - places;
        const decimals = padded.slice(point).replace(/0+$/, '');
        const expected = decimals === '' ? padded.slice(0, point) : `${padded.slice(0, point)}.${decimals}`;
        expect(carried({ money: { left: 'decimal', right: 'minor', currency } }, 'right', String(units))).toBe(
          expected,
        );
      },
    ),
  );
});

test('a given and a family name, joined, are the full name', () => {
  const words = fc.array(fc.stringMatching(/^[\p{L}-]{1,8}$/u), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(words, (list) => {
      const full = list.join(' ');
      const record: Record<string, Value> = {
        given: carried({ name: 'given' }, 'right', full),
        family: carried({ name: 'family' }, 'right', full),
      };
      const concat = transformOf({ concat: ['given', 'family'] });
      expect(concat.translate(null, { from: 'left', value: (_, field) => record[field] ?? null })).toBe(full);
    }),
  );
});
