import { describe, expect, test } from '@jest/globals';
import { Big } from 'big.js';
import type { CardAccount } from '../../src/app/cards/contract.ts';
import { checkCredit } from './check-credit.ts';

const money = (minor: number, currency: string) => ({ minor: String(minor), currency });
const account = (
  limit: [number, string] | null,
  owed: readonly (readonly [string, number, number])[],
  number = 'C-1',
): CardAccount => ({
  id: number,
  number,
  name: number,
  role: 'primary',
  creditLimit: limit && money(...limit),
  figures: owed.map(([currency, balance, overdue]) => ({
    balance: money(balance, currency),
    overdue: money(overdue, currency),
    overdueDays: 0,
    ageing: [],
  })),
  lastOrder: null,
  lastPayment: null,
});
const buys = (amount: string, currency: string | null = null) => ({ amount: new Big(amount), currency });
const NOW = '2026-11-26T12:00:00.000Z';
const check = (accounts: CardAccount[], purchase: ReturnType<typeof buys> | null = null) =>
  checkCredit(accounts, purchase, NOW);

describe('the credit of a customer', () => {
  test('is what is left of the limit, to the cent', () => {
    expect(check([account([100_000, 'EUR'], [['EUR', 99_990, 0]])], buys('0.10'))).toEqual({
      credit: 'ok',
      balance: '999.9',
      overdue: '0',
      available: '0',
      currency: 'EUR',
      customer: 'C-1',
      as_of: NOW,
    });
    expect(check([account([100_000, 'EUR'], [['EUR', 99_990, 0]])], buys('0.11')).credit).toBe('over_limit');
  });

  test.each([
    ['nothing is owed yet', account([100_000, 'EUR'], []), null, 'ok', '1000'],
    ['something is overdue', account([100_000, 'EUR'], [['EUR', 500, 500]]), null, 'overdue', '995'],
    ['over the limit counts before overdue', account([100, 'EUR'], [['EUR', 500, 500]]), null, 'over_limit', '-4'],
    ['no limit', account(null, [['EUR', 500, 0]]), null, 'no_limit', ''],
    ['nothing known at all', account(null, []), null, 'no_limit', ''],
    ['a currency without decimals', account([5000, 'JPY'], [['JPY', 1000, 0]]), buys('4001'), 'over_limit', '-1'],
  ])('%s', (_name, one, purchase, credit, available) => {
    expect(check([one], purchase)).toMatchObject({ credit, available });
  });

  test('money of different currencies is neither compared nor added', () => {
    const both = account(
      [100_000, 'EUR'],
      [
        ['EUR', 10_000, 0],
        ['USD', 9_999_999, 0],
      ],
    );
    // The limit says nothing of dollars, and of two balances none is the whole.
    expect(check([both], buys('5', 'EUR'))).toMatchObject({
      credit: 'no_limit',
      balance: '',
      available: '',
      currency: '',
    });
    expect(check([account([100_000, 'EUR'], [])], buys('5', 'USD'))).toMatchObject({ credit: 'no_limit', balance: '' });
  });

  test('of several customers the worst counts; a record of none is unknown', () => {
    const good = account([100_000, 'EUR'], []);
    const bad = account([100, 'EUR'], [['EUR', 500, 0]], 'C-2');
    expect(check([good, bad])).toMatchObject({ credit: 'over_limit', balance: '', customer: 'C-1, C-2' });
    expect(check([])).toMatchObject({ credit: 'unknown', customer: '' });
  });
});
