/** Longer than any field of either system needs; without a bound, replacing could double a text at every step. */
const MAX_LENGTH = 65_536;

/** The piece at `index`, from 0, of a text cut at a separator; blank when there are fewer. */
export function part(text: string, separator: string, index: bigint): string {
  if (separator === '') throw new RangeError('`part` needs a separator');
  return text.split(separator)[Number(index)] ?? '';
}

/** Every `wanted` in the text becomes `by`, letter for letter. */
export function replace(text: string, wanted: string, by: string): string {
  if (wanted === '') throw new RangeError('`replace` needs a text to look for');
  const pieces = text.split(wanted);
  if (text.length + (pieces.length - 1) * by.length > MAX_LENGTH) {
    throw new RangeError(`\`replace\` would make a text of more than ${MAX_LENGTH} letters`);
  }
  return pieces.join(by);
}
