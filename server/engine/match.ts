import type { Pair } from './mapping.ts';
import type { Side, SyncRecord, Value } from './record.ts';
import { fieldValue } from './value.ts';

export type Match =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly leftId: string; readonly keyNo: number }
  | { readonly kind: 'several'; readonly leftIds: string[]; readonly keyNo: number };

/** What was found for a left record without counterpart, where those are created on the right. */
export type Counterpart =
  | { readonly kind: 'none' }
  | { readonly kind: 'several'; readonly rightIds: readonly string[] }
  /** One that is linked with, or matches, these left records. */
  | { readonly kind: 'contested'; readonly rightId: string; readonly leftIds: readonly string[] };

/** Between the parts of a key. Not NUL, which PostgreSQL's text cannot hold; `comparable` removes it from the parts. */
const PART_SEPARATOR = '\u001f';

/** One per match key, in order; null when any part is blank, for blank never equals blank. */
export function keysOf(pair: Pair, side: Side, record: SyncRecord): (string | null)[] {
  return pair.match.map((key) => {
    const parts = key.map((part) => comparable(fieldValue(record, part[side])));
    return parts.includes('') ? null : parts.join(PART_SEPARATOR);
  });
}

/** People spell one name in many ways: case, width and white space do not tell records apart. */
function comparable(value: Value): string {
  if (value === null) return '';
  return (
    String(value)
      .normalize('NFKC')
      .toLowerCase()
      // The capital sigma becomes another small letter at the end of a word than elsewhere.
      .replaceAll('ς', 'σ')
      .normalize('NFKC')
      .replace(/[\s\p{Cc}]+/gu, ' ')
      .trim()
  );
}

/**
 * Left ids found per key, in key order. The first key that finds anything decides: a weaker key must not overrule what
 * a stronger one left open.
 */
export function match(candidates: readonly (readonly string[])[]): Match {
  for (const [keyNo, found] of candidates.entries()) {
    const leftIds = [...new Set(found)];
    const [leftId] = leftIds;
    if (leftId === undefined) continue;
    return leftIds.length === 1 ? { kind: 'one', leftId, keyNo } : { kind: 'several', leftIds, keyNo };
  }
  return { kind: 'none' };
}
