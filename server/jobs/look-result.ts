import type { Held, LookPlan } from '../engine/plan.ts';
import { isRemoval } from '../engine/operation.ts';
import type { Removal } from '../engine/operation.ts';
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
  if (fate.refused === null) return { held, againAfterMs: looksOn(fate) ? 0 : null };
  if (fate.refused.retryAfterMs !== null) return { held, againAfterMs: fate.refused.retryAfterMs };
  if (fate.refused.operation.kind === 'update' && fate.refused.operation.late && hasTriesLeft(fate)) {
    return { held, againAfterMs: LOOK_AGAIN_MS };
  }
  return { held: [...held, refusedRecord(fate, fate.refused.reason)], againAfterMs: null };
}

const hasTriesLeft = ({ planned }: Fate): boolean => planned.look.notices.some((notice) => notice.tries < LATE_TRIES);

/** A record was made or brought back whose values are not known yet. */
const looksOn = ({ done }: Fate): boolean =>
  done.some((operation) => operation.kind === 'restore' || (operation.kind === 'create' && operation.side === 'right'));

const VALUE_FIX = 'Correct the value in the record that it comes from, or what the sentence names, then retry.';
const FIX: Record<Removal['kind'], (removal: Removal) => string> = {
  archive: ({ object, id }) =>
    `Remove what keeps it from being archived, or archive ${object} ${id} there by hand, then retry.`,
  delete: ({ object, id }) =>
    `Remove what keeps it from being deleted, or delete ${object} ${id} there by hand, then retry.`,
  restore: ({ object, id }) => `Restore ${object} ${id} there by hand, then retry.`,
};

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
    fix: operation && isRemoval(operation) ? FIX[operation.kind](operation) : VALUE_FIX,
    detail: { operation: operation?.kind ?? null },
  };
}

/** The plan as far as it came true: what the counts of a run count. */
export function truePlan(fate: Fate): LookPlan {
  return { ...fate.planned.plan, operations: fate.done, held: lookResult(fate).held };
}
