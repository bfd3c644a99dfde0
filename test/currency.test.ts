import { expect, test } from '@jest/globals';
import { decimalPlaces as inEngine } from '../server/engine/currency.ts';
import { decimalPlaces as inCards } from '../src/app/cards/format.ts';

test('server and cards agree on the decimal places of every currency', () => {
  for (const currency of Intl.supportedValuesOf('currency')) {
    expect([currency, inCards(currency)]).toEqual([currency, inEngine(currency)]);
  }
  expect([inEngine('USD'), inEngine('JPY'), inEngine('KWD'), inEngine('HUF')]).toEqual([2, 0, 3, 2]);
});
