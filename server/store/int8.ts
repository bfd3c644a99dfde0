/** Numbers beyond 2^53 would lose digits silently; no key of ours gets there. */
export function int8(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number)) throw new RangeError(`int8 out of the safe range: ${text}`);
  return number;
}
