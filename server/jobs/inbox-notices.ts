import type { Mapping } from '../engine/mapping.ts';
import type { Notice } from '../engine/record.ts';
import type { HeldRecord } from '../store/inbox.ts';
import type { PairObject } from '../store/inbox-entries.ts';

/** The objects of all pairs, by which a waiting notice of a held record is found. */
export const pairObjects = ({ pairs }: Mapping): PairObject[] =>
  pairs.flatMap(({ name: pair, left, right }) => [
    { pair, side: 'left', object: left } as const,
    { pair, side: 'right', object: right } as const,
  ]);

/** Hints that have these records looked at again. A pair that the mapping has no more is not looked at. */
export function noticesOf({ pairs }: Mapping, held: readonly HeldRecord[]): Notice[] {
  return held.flatMap(({ pair: name, side, recordId: id }): Notice[] => {
    const pair = pairs.find((one) => one.name === name);
    return pair ? [{ side, object: pair[side], id }] : [];
  });
}
