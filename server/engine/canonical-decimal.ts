const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;

/** "0012.50", "1.25e1" and "+12.5" all become "12.5"; any number of digits is kept exactly. */
export function canonicalDecimal(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  const parts = DECIMAL.exec(trimmed);
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts ?? [];
  if (!parts || whole + fraction === '') throw new RangeError(`"${text}" is not a decimal number`);
  const point = whole.length + Number(exponent);
  const digits = whole + fraction;
  // The point may lie outside of the digits: "1e3" and "1e-3" have it three places off.
  const padded = '0'.repeat(Math.max(0, -point)) + digits + '0'.repeat(Math.max(0, point - digits.length));
  const at = Math.max(0, point);
  const integer = padded.slice(0, at).replace(/^0+/, '') || '0';
  const decimals = padded.slice(at).replace(/0+$/, '');
  const number = decimals === '' ? integer : `${integer}.${decimals}`;
  return sign === '-' && number !== '0' ? `-${number}` : number;
}
