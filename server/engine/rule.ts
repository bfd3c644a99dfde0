import type { Rule } from './mapping.ts';
import type { Both } from './merge-field.ts';
import type { Side, Value } from './record.ts';
import type { Standing } from './standing.ts';
import { sameValue } from './value.ts';

interface Decision {
  readonly winner: Side | null;
  /** The rule's name when both sides changed, which is what makes it a conflict. */
  readonly reason: string;
}
/**
 * Which of two different values stays. Values as the left side spells them; `base` undefined: never agreed. After an undo
 * the two sides start from different values, and each is compared with its own.
 */
export function decide(
  rule: Rule,
  base: Value | undefined | Standing,
  left: Value,
  right: Value,
  both: Both,
): Decision {
  if (base === undefined) {
    if (left === null) return { winner: 'right', reason: 'fills-blank' };
    if (right === null) return { winner: 'left', reason: 'fills-blank' };
  } else {
    const from = typeof base === 'object' && base !== null ? base : { left: base, right: base };
    if (sameValue(left, from.left)) return { winner: 'right', reason: 'only-right-changed' };
    if (sameValue(right, from.right)) return { winner: 'left', reason: 'only-left-changed' };
  }
  return { winner: WINNERS[rule](left, right, both), reason: rule };
}

const WINNERS: Record<Rule, (left: Value, right: Value, both: Both) => Side | null> = {
  left: () => 'left',
  right: () => 'right',
  'left-unless-blank': (left) => (left === null ? 'right' : 'left'),
  'right-unless-blank': (_, right) => (right === null ? 'left' : 'right'),
  newest: (_left, _right, both) => newest(both),
  ask: () => null,
};

/** ISO 8601 in UTC with milliseconds sorts as text. Unknown or equal times: the right side, which is the system of record. */
function newest(both: Both): Side {
  const left = both.left?.modifiedAt ?? null;
  const right = both.right?.modifiedAt ?? null;
  return left !== null && right !== null && left > right ? 'left' : 'right';
}
