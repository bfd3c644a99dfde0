import { ProgressBar } from '@hubspot/ui-extensions';
import type { Money } from './contract.ts';
import type { Reader } from './reader.ts';

/** Whole per cent of the limit in use, rounded down, 0 when the customer is in credit. Exact for any amount. */
export function creditShare(balance: Money, limit: Money): number {
  const used = BigInt(balance.minor);
  const allowed = BigInt(limit.minor);
  if (used <= 0n) return 0;
  if (allowed <= 0n) return 100;
  return Number((used * 100n) / allowed);
}

function variantOf(share: number): 'success' | 'warning' | 'danger' {
  if (share >= 100) return 'danger';
  return share >= 80 ? 'warning' : 'success';
}

export function CreditBar({ balance, limit, reader }: { balance: Money; limit: Money; reader: Reader }) {
  const { words, format } = reader;
  const share = creditShare(balance, limit);
  const used = { minor: balance.minor.startsWith('-') ? '0' : balance.minor, currency: balance.currency };
  return (
    <ProgressBar
      title={words.creditUsed}
      value={Math.min(share, 100)}
      maxValue={100}
      variant={variantOf(share)}
      valueDescription={words.creditUsedOf(format.money(used), format.money(limit))}
    />
  );
}
