import type { CardAccount, Figures, Money } from './contract.ts';

/** The figures of several customers, one entry a currency. Sums never cross currencies. */
export function combineFigures(accounts: readonly CardAccount[]): Figures[] {
  const combined = new Map<string, Figures>();
  for (const figures of accounts.flatMap((account) => account.figures)) {
    const before = combined.get(figures.balance.currency);
    combined.set(figures.balance.currency, before === undefined ? figures : addFigures(before, figures));
  }
  return [...combined.values()];
}

function addFigures(one: Figures, other: Figures): Figures {
  return {
    balance: add(one.balance, other.balance),
    overdue: add(one.overdue, other.overdue),
    overdueDays: Math.max(one.overdueDays, other.overdueDays),
    ageing: one.ageing.map(({ bucket, amount }) => {
      const same = other.ageing.find((entry) => entry.bucket === bucket);
      return { bucket, amount: same === undefined ? amount : add(amount, same.amount) };
    }),
  };
}

function add(one: Money, other: Money): Money {
  return { minor: String(BigInt(one.minor) + BigInt(other.minor)), currency: one.currency };
}
