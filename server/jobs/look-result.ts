import type { Held, LookPlan } from '../engine/plan.ts';
import type { Fate } from './fate.ts';

/** How long to wait before looking again when nobody said. */
const LOOK_AGAIN_MS = 2000;

/** A late update may be refused because what it builds on (an invoice's lines) is noticed a moment later. */
const LATE_TRIES = 3;

/** What a fate means for its notices, the inbox and the counts. */
export interface LookResult {
  readonly held: Held[];
  /** Look again after this time; null when the look is finished, well or not. */
  readonly againAfterMs: number | null;
}

export function lookResult(fate: Fate): LookResult {
  const { held } = fate.planned.plan;
  if (fate.unsettled !== null) return { held, againAfterMs: LOOK_AGAIN_MS };
  // The left record does not carry the new id yet, and what its associations refer to can only be read now.
  if (fate.refused === null) return { held, againAfterMs: hasNewRight(fate) ? 0 : null };
  if (fate.refused.retryAfterMs !== null) return { held, againAfterMs: fate.refused.retryAfterMs };
  if (fate.refused.operation.kind === 'update' && fate.refused.operation.late && hasTriesLeft(fate)) {
    return { held, againAfterMs: LOOK_AGAIN_MS };
  }
  return { held: [...held, refusedRecord(fate, fate.refused.reason)], againAfterMs: null };
}

const hasTriesLeft = ({ planned }: Fate): boolean => planned.look.notices.some((notice) => notice.tries < LATE_TRIES);

const hasNewRight = ({ done }: Fate): boolean =>
  done.some(({ kind, ...rest }) => kind === 'create' && 'side' in rest && rest.side === 'right');

function refusedRecord(fate: Fate, reason: string): Held {
  const { look } = fate.planned;
  const operation = fate.refused?.operation;
  const written = operation && operation.kind !== 'link' ? operation.side : 'left';
  return {
    kind: 'set-aside',
    pair: look.pair.name,
    side: look.rightId === null ? 'left' : 'right',
    recordId: look.rightId ?? look.leftId ?? '',
    reason: `The ${written} side refused to ${operation?.kind ?? 'write'} ${look.pair[written]}: ${reason}`,
    fix: 'Correct the value in the record that it comes from, or what the sentence names, then retry.',
    detail: { operation: operation?.kind ?? null },
  };
}

/** The plan as far as it came true: what the counts of a run count. */
export function truePlan(fate: Fate): LookPlan {
  return { ...fate.planned.plan, operations: fate.done, held: lookResult(fate).held };
}
