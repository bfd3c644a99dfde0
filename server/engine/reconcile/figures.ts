import { canonicalDecimal } from '../canonical.ts';
import { mappedValue } from '../fields.ts';
import type { Side, SyncRecord, Value } from '../record.ts';
import { translate } from '../translate.ts';
import type { Beside } from '../transforms/transform.ts';
import { fieldValue } from '../value.ts';
import type { Subject } from './subject.ts';

/** The amounts of one record of one side, in the order of the subject's amounts. */
export interface Figures {
  /** Code in capital letters; blank when the record says none. */
  readonly currency: string;
  /** Exact decimals, as the left side spells them; null when blank or no number. */
  readonly amounts: readonly (string | null)[];
}

/** `other`: the record it is linked with, where a transform has to look at it. */
export function figuresOf(subject: Subject, side: Side, record: SyncRecord, other: SyncRecord | null): Figures {
  const { currency } = subject;
  const own = currency[side] === undefined ? null : fieldValue(record, currency[side]);
  return {
    currency: String(own ?? currency.code ?? currencyOfOther(subject, side, other)).toUpperCase(),
    amounts: subject.amounts.map((field) => {
      const value = mappedValue(field, side, record);
      if (side === 'left') return decimal(value);
      const translated = translate(field, 'right', value, besideOf('right', record, other));
      return translated.ok ? decimal(translated.value) : null;
    }),
  };
}

/** A side that has no field for the currency means the one that the other side says. */
function currencyOfOther({ currency }: Subject, side: Side, other: SyncRecord | null): Value {
  const name = side === 'left' ? currency.right : currency.left;
  const hasOwn = currency[side] !== undefined;
  return hasOwn || name === undefined || other === null ? '' : (fieldValue(other, name) ?? '');
}

/** What a transform may see: the other fields of both records. */
export const besideOf = (from: Side, record: SyncRecord, other: SyncRecord | null): Beside => ({
  from,
  value(side, field) {
    const seen = side === from ? record : other;
    return seen === null ? null : fieldValue(seen, field);
  },
});

export function decimal(value: Value): string | null {
  if (value === null) return null;
  try {
    return canonicalDecimal(String(value));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
