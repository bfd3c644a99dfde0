/**
 * What one euro buys, fixed: HubSpot takes the day's rates from a provider, the emulator has to answer the same every
 * day. A currency that is not here is one that central exchange rates do not support.
 */
const PER_EURO: Readonly<Record<string, number>> = {
  EUR: 1,
  AUD: 1.78,
  BRL: 6.3,
  CAD: 1.62,
  CHF: 0.94,
  CNY: 8.3,
  CZK: 24.4,
  DKK: 7.46,
  GBP: 0.87,
  HKD: 9.1,
  HUF: 390,
  IDR: 19_300,
  ILS: 3.9,
  INR: 103,
  ISK: 143,
  JPY: 176,
  KRW: 1670,
  MXN: 21.6,
  MYR: 4.9,
  NOK: 11.7,
  NZD: 2.02,
  PHP: 68,
  PLN: 4.25,
  RON: 5.08,
  SEK: 11,
  SGD: 1.51,
  THB: 37.8,
  TRY: 49,
  USD: 1.16,
  ZAR: 20.1,
};

/** HubSpot keeps six places of a rate. */
export const rounded = (rate: number): number => Math.round(rate * 1e6) / 1e6;

export const isCentral = (code: string): boolean => PER_EURO[code] !== undefined;

/** What one unit of `from` is worth in `to`; undefined when either is not supported. */
export function centralRate(from: string, to: string): number | undefined {
  const [one, other] = [PER_EURO[from], PER_EURO[to]];
  return one === undefined || other === undefined ? undefined : rounded(other / one);
}
