import type { Fields, Value } from './record.ts';

/**
 * A difference that a person wants: what both sides held of a field when its value was undone. It stands as long as the
 * side that the value came from stays as it is; the base keeps it as `!field`. No field name of a system starts so.
 */
export interface Standing {
  readonly left: Value;
  readonly right: Value;
}

const MARK = '!';

export const standingKey = (key: string): string => `${MARK}${key}`;

export const isStandingKey = (key: string): boolean => key.startsWith(MARK);

/** The base holds values only, so the two of them are one text. */
export const standingText = ({ left, right }: Standing): string => JSON.stringify([left, right]);

export function standingOf(base: Fields | null, key: string): Standing | null {
  const text = base?.[standingKey(key)];
  if (typeof text !== 'string') return null;
  const [left, right] = JSON.parse(text) as [Value, Value];
  return { left, right };
}
