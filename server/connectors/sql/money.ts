import { Big } from 'big.js';
import type { Money } from '../../engine/document.ts';
import { decimalPlaces } from '../../engine/currency.ts';
import { RecordError } from '../../engine/error.ts';

const known = new Set(Intl.supportedValuesOf('currency'));

interface Source {
  readonly object: string;
  readonly id: string;
}

export function currencyCode(text: string | null | undefined, record: Source): string {
  const code = (text ?? '').trim().toUpperCase();
  if (!known.has(code)) throw new RecordError(record, `"${text ?? ''}" is not an ISO 4217 currency code`);
  return code;
}

/** Exact: an amount with more decimals than the currency has is refused, not rounded. */
export function money(amount: string, currency: string, record: Source): Money {
  const minor = scaled(amount, currency, record);
  if (!minor.eq(minor.round(0))) throw new RecordError(record, `${amount} has more decimals than ${currency} knows`);
  return { minor: minor.toFixed(0), currency };
}

/** Unit prices are for reading only and are often kept to a tenth of a cent; the line's total is the exact figure. */
export function displayPrice(amount: string, currency: string, record: Source): Money {
  return { minor: scaled(amount, currency, record).round(0, Big.roundHalfUp).toFixed(0), currency };
}

function scaled(amount: string, currency: string, record: Source): Big {
  try {
    return new Big(amount).times(new Big(10).pow(decimalPlaces(currency)));
  } catch (error) {
    throw new RecordError(record, `"${amount}" is not an amount`, { cause: error });
  }
}
