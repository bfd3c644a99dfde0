/** On the text: a number would lose digits that the record has. Anything that is no decimal number stays as it is. */
export function formatAmount(value: string, currency: string | null): string {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value);
  if (!parts) return value;
  const [, sign = '', whole = '', fraction = ''] = parts;
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  if (currency === null) return `${sign}${grouped}${fraction === '' ? '' : `.${fraction}`}`;
  const { symbol, digits } = lookOf(currency);
  const decimals = fraction.padEnd(digits, '0');
  return `${sign}${symbol}${grouped}${decimals === '' ? '' : `.${decimals}`}`;
}

interface Look {
  readonly symbol: string;
  readonly digits: number;
}
const looks = new Map<string, Look>();

/** Asked for once a currency: a list formats thousands of amounts. */
function lookOf(currency: string): Look {
  const known = looks.get(currency);
  if (known) return known;
  const look = madeLook(currency);
  looks.set(currency, look);
  return look;
}

function madeLook(currency: string): Look {
  if (!/^[A-Za-z]{3}$/.test(currency)) return { symbol: `${currency} `, digits: 0 };
  const format = new Intl.NumberFormat('en-US', { style: 'currency', currency });
  const symbol = format.formatToParts(0).find(({ type }) => type === 'currency')?.value ?? currency;
  // A code instead of a sign, `CHF`, is set apart from the figures.
  const gap = /[A-Z]$/.test(symbol) ? ' ' : '';
  return { symbol: `${symbol}${gap}`, digits: format.resolvedOptions().maximumFractionDigits ?? 2 };
}
