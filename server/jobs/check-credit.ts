import { Big } from 'big.js';
import type { CardAccount } from '../../src/app/cards/contract.ts';
import { decimalPlaces } from '../engine/currency.ts';
import type { Outputs } from '../store/callbacks.ts';

/** The worst first: what holds for one customer of several, or in one currency of several, decides. */
const STATES = ['over_limit', 'overdue', 'no_limit', 'ok'] as const;
type State = (typeof STATES)[number];

export interface Purchase {
  /** Plain decimals. */
  readonly amount: Big;
  /** Null: the currency of the customer's limit. */
  readonly currency: string | null;
}

interface Position {
  readonly state: State;
  readonly currency: string | null;
  readonly balance: Big;
  readonly overdue: Big;
  readonly available: Big | null;
}

/**
 * Whether customers may buy (for so much), for a workflow to branch on. Money of different currencies is never compared nor
 * added: a limit counts for what is owed in its own currency. `known` is false for a record that belongs to no customer.
 */
export function checkCredit(accounts: readonly CardAccount[], purchase: Purchase | null, asOf: string | null): Outputs {
  const positions = accounts.flatMap((account) => positionsOf(account, purchase));
  const state = STATES.find((one) => positions.some((position) => position.state === one)) ?? 'unknown';
  const [only] = positions;
  // A figure that is one of several would be taken for the whole.
  const shown = positions.length === 1 ? only : undefined;
  return {
    credit: state,
    balance: shown?.balance.toFixed() ?? '',
    overdue: shown?.overdue.toFixed() ?? '',
    available: shown?.available?.toFixed() ?? '',
    currency: shown?.currency ?? '',
    customer: accounts.map(({ number }) => number).join(', '),
    as_of: asOf ?? '',
  };
}

/** One for each currency that something is owed in, or that the limit has. */
function positionsOf({ figures, creditLimit }: CardAccount, purchase: Purchase | null): Position[] {
  const bought = purchase && { ...purchase, currency: purchase.currency ?? creditLimit?.currency ?? null };
  const owed = figures.map(({ balance, overdue }) => ({ balance, overdue, currency: balance.currency }));
  const others = [creditLimit?.currency, bought?.currency].filter(
    (currency) => typeof currency === 'string' && !owed.some((one) => one.currency === currency),
  );
  const all = [
    ...owed.map(({ currency, balance, overdue }) => ({
      currency,
      balance: decimal(balance.minor, currency),
      overdue: decimal(overdue.minor, currency),
    })),
    ...[...new Set(others)].map((currency) => ({
      currency: currency ?? null,
      balance: new Big(0),
      overdue: new Big(0),
    })),
  ];
  const positions = all.length > 0 ? all : [{ currency: null, balance: new Big(0), overdue: new Big(0) }];
  return positions.map((position) => {
    const limit = creditLimit?.currency === position.currency ? creditLimit : null;
    const more = bought?.currency === position.currency ? bought.amount : new Big(0);
    const available = limit === null ? null : decimal(limit.minor, limit.currency).minus(position.balance).minus(more);
    return { ...position, available, state: stateOf(position.overdue, available) };
  });
}

function stateOf(overdue: Big, available: Big | null): State {
  if (available?.lt(0) === true) return 'over_limit';
  if (overdue.gt(0)) return 'overdue';
  return available === null ? 'no_limit' : 'ok';
}

const decimal = (minor: string, currency: string): Big => new Big(minor).div(new Big(10).pow(decimalPlaces(currency)));
