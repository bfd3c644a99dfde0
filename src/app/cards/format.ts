import type { Money } from './contract.ts';

/**
 * Decimal places of the currencies that do not have two (ISO 4217, list one). Intl cannot be asked: its data follows
 * cash usage (HUF, IQD and AFN have none there), and a minor unit read with the wrong places is wrong by 100 or 1000.
 */
const PLACES: Readonly<Record<number, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};

export function decimalPlaces(currency: string): number {
  const entry = Object.entries(PLACES).find(([, currencies]) => currencies.includes(currency));
  return entry === undefined ? 2 : Number(entry[0]);
}

/** `-5` with two places is `-0.05`. Text all the way: a float would lose cents above 2^53. */
export function toDecimal(minor: string, places: number): string {
  const negative = minor.startsWith('-');
  const digits = (negative ? minor.slice(1) : minor).padStart(places + 1, '0');
  const whole = digits.slice(0, digits.length - places);
  return `${negative ? '-' : ''}${whole}${places === 0 ? '' : `.${digits.slice(-places)}`}`;
}

export interface Format {
  money(money: Money): string;
  /** A calendar day, `2026-05-01`, which has no time zone. */
  day(on: string): string;
  /** A moment in the reader's zone: the time alone when it is today, else with its day. */
  moment(at: string): string;
}

export interface FormatOptions {
  readonly locale: string | undefined;
  readonly timeZone: string;
  /** Epoch milliseconds; decides what "today" is. */
  readonly now: () => number;
}

export function createFormat(options: FormatOptions): Format {
  const locale = knownLocale(options.locale);
  const timeZone = knownZone(options.timeZone);
  const dayFormat = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  const dayHere = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone });
  const timeHere = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  return {
    money: ({ minor, currency }) => {
      const places = decimalPlaces(currency);
      const format = new Intl.NumberFormat(locale, {
        style: 'currency',
        currency,
        minimumFractionDigits: places,
        maximumFractionDigits: places,
      });
      return format.format(toDecimal(minor, places) as Intl.StringNumericLiteral);
    },
    day: (on) => dayFormat.format(new Date(`${on}T00:00:00Z`)),
    moment: (at) => {
      const date = new Date(at);
      const day = dayHere.format(date);
      const time = timeHere.format(date);
      return day === dayHere.format(new Date(options.now())) ? time : `${day}, ${time}`;
    },
  };
}

/** HubSpot spells locales `de`, `en-us`, `pt_BR`; anything Intl refuses becomes English rather than a broken card. */
function knownLocale(locale: string | undefined): string {
  try {
    return Intl.getCanonicalLocales((locale ?? 'en').replaceAll('_', '-'))[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function knownZone(timeZone: string): string {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
