import { describe, expect, test } from '@jest/globals';
import { fromHubSpot, toHubSpot } from './values.ts';

describe('values', () => {
  test.each([
    ['date', '2026-05-01', '2026-05-01'],
    ['date', '1777593600000', '2026-05-01'],
    ['date', '2026-05-01T00:00:00Z', '2026-05-01'],
    ['datetime', '1777636800123', '2026-05-01T12:00:00.123Z'],
    ['datetime', '2026-05-01T12:00:00Z', '2026-05-01T12:00:00.000Z'],
    ['decimal', '20.0000', '20'],
    ['decimal', '1.0E7', '10000000'],
    ['decimal', '12345678901234567890.10', '12345678901234567890.1'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['string', '', null],
    ['enumeration', 'a;b', 'a;b'],
    ['date', null, null],
    // Not a value of its type, but what HubSpot holds all the same.
    ['decimal', 'n/a', 'n/a'],
  ] as const)('%s %s is %s', (type, raw, value) => {
    expect(fromHubSpot(type, raw)).toBe(value);
  });

  test('null clears, and the rest goes out as text', () => {
    expect([null, false, '12.5', '2026-05-01'].map(toHubSpot)).toEqual(['', 'false', '12.5', '2026-05-01']);
  });
});
