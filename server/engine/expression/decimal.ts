import { Big } from 'big.js';
import { canonicalDecimal } from '../canonical.ts';

/** An amount within an expression. The language has no other kind of number with a fraction: floats are refused. */
export class Decimal {
  readonly big: Big;
  constructor(big: Big) {
    this.big = big;
  }
  toString(): string {
    return canonicalDecimal(this.big.toFixed()) ?? '0';
  }
}

/** What a function gets is a field's value or what another function gave; lists only occur on the right of `in`. */
export function textOf(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'string' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Decimal) return value.toString();
  throw new RangeError('a list is no value');
}

/** More than any amount needs, and little enough that multiplying a few of them takes no time. */
const MAX_DIGITS = 60;

export function decimalOf(value: unknown): Decimal {
  if (value instanceof Decimal) return value;
  if (value === null) throw new RangeError('a blank field is no number; write `decimal(first(right.field, "0"))`');
  const text = canonicalDecimal(textOf(value));
  if (text === null) throw new RangeError('blank text is no number');
  if (text.length > MAX_DIGITS) throw new RangeError(`the number has more than ${MAX_DIGITS} digits`);
  return new Decimal(Big(text));
}

/** Half a unit is rounded away from zero, as invoices are. */
export const rounded = (decimal: Decimal, places: bigint): Decimal =>
  new Decimal(decimal.big.round(checkedPlaces(places), Big.roundHalfUp));

/** Division is the one operation that may not end; so it says how many decimals are kept. */
export function divided(a: Decimal, b: Decimal, places: bigint): Decimal {
  if (b.big.eq(0)) throw new RangeError('division by zero');
  const Quotient = Big();
  Quotient.DP = checkedPlaces(places);
  Quotient.RM = Big.roundHalfUp;
  return new Decimal(Big(new Quotient(a.big).div(b.big).toFixed()));
}

function checkedPlaces(places: bigint): number {
  if (places >= 0n && places <= 20n) return Number(places);
  throw new RangeError(`${places} decimals; write 0 to 20`);
}
