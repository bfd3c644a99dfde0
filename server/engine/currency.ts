/**
 * Decimal places of the currencies that do not have two (ISO 4217, list one). Intl cannot be asked: its data follows
 * cash usage (HUF, IQD and AFN have none there), and a minor unit made with the wrong places is wrong by 100 or 1000.
 * The cards hold the same table (src/app/cards/format.ts), because no import leaves their folder; a test compares them.
 */
const PLACES: Readonly<Record<number, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};

/** How many digits follow the point in amounts of this ISO 4217 currency: USD 2, JPY 0, KWD 3. */
export function decimalPlaces(currency: string): number {
  const entry = Object.entries(PLACES).find(([, currencies]) => currencies.includes(currency));
  return entry === undefined ? 2 : Number(entry[0]);
}
