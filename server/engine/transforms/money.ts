import { z } from 'zod';
import { canonicalDecimal } from '../canonical.ts';
import { decimalPlaces } from '../currency.ts';
import type { Side } from '../record.ts';
import { twoWay } from './transform.ts';
import type { Beside, Spelling, Transform } from './transform.ts';

const Currency = z.string().regex(/^[A-Z]{3}$/, 'write the three capital letters of ISO 4217, such as `EUR`');
const Form = z.enum(['decimal', 'minor']);
const field = z.string().min(1);

/**
 * `money`: an amount in decimals on one side, in minor units on the other ("12.34" EUR and "1234"). The places are those of
 * the currency (ISO 4217), which is fixed or stands in another field of the same record.
 */
export const MoneyArguments = z
  .strictObject({
    left: Form,
    right: Form,
    currency: Currency.optional(),
    /** The field with the currency, on either side or both; the side the amount comes from is asked first. */
    currencyFrom: z.strictObject({ left: field.optional(), right: field.optional() }).optional(),
  })
  .refine((args) => (args.currency === undefined) !== (args.currencyFrom === undefined), {
    error: 'write either `currency: EUR` or `currencyFrom: { right: the field with the currency }`',
  });
type MoneyArguments = z.infer<typeof MoneyArguments>;

export function money(args: MoneyArguments): Transform {
  const { currencyFrom = {} } = args;
  const spelling: Record<z.infer<typeof Form>, Spelling> = {
    decimal: { types: ['decimal', 'string'], read: (value) => amount(value), write: (meaning) => meaning },
    minor: {
      types: ['decimal', 'string'],
      read: (value, beside) => shifted(wholeUnits(amount(value)), -decimalPlaces(currencyOf(args, beside))),
      write: (meaning, beside) => {
        const currency = currencyOf(args, beside);
        const minor = shifted(meaning, decimalPlaces(currency));
        if (!minor.includes('.')) return minor;
        throw new RangeError(`${meaning} has more than the ${decimalPlaces(currency)} decimals of ${currency}`);
      },
    },
  };
  const reads: Partial<Record<Side, string>> = {
    ...(currencyFrom.left === undefined ? {} : { left: currencyFrom.left }),
    ...(currencyFrom.right === undefined ? {} : { right: currencyFrom.right }),
  };
  return twoWay({ left: spelling[args.left], right: spelling[args.right] }, reads);
}

function currencyOf(args: MoneyArguments, beside: Beside): string {
  if (args.currency !== undefined) return args.currency;
  const { currencyFrom = {} } = args;
  const source = beside.from;
  const side: Side = currencyFrom[source] === undefined ? (source === 'left' ? 'right' : 'left') : source;
  const code = String(beside.value(side, currencyFrom[side] ?? '') ?? '').toUpperCase();
  if (Currency.safeParse(code).success) return code;
  throw new RangeError(`the currency in \`${currencyFrom[side]}\` (${side}) is "${code}", not a code of ISO 4217`);
}

const amount = (value: string | boolean): string => canonicalDecimal(String(value)) ?? '0';

function wholeUnits(minor: string): string {
  if (!minor.includes('.')) return minor;
  throw new RangeError(`"${minor}" is not a whole number of minor units`);
}

/** The decimal point moved by text, so that no digit passes through a float. */
const shifted = (decimal: string, places: number): string => canonicalDecimal(`${decimal}e${places}`) ?? '0';
