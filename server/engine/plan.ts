import { matchesFilter } from './filter.ts';
import { additional, contested, referenceTaken, setAside, severalRight, unreadableMatch, unsure } from './held.ts';
import { hold, isBound, nothing } from './look.ts';
import type { Look, LookPlan } from './look.ts';
import { createsOn } from './mapping.ts';
import type { SyncRecord } from './record.ts';
import { planCreate, planMerge } from './plan-operations.ts';
import { planBothGone, planOneGone, planUnmatched } from './plan-removal.ts';
import { fieldValue, sameValue } from './value.ts';

export { capExceeded } from './cap.ts';
export { claimLinks, isClaim } from './claim.ts';
export { countPlans } from './counts.ts';
export type { Counts } from './counts.ts';
export type { Held } from './held.ts';
export { isRemoval, takesAway } from './operation.ts';
export type { Operation, Target } from './operation.ts';
export { orderOperations } from './order.ts';
export { isBound };
export type { Look, LookPlan };

/** What would bring the two records into step. Planned again on the state it leads to, it is empty. */
export function planLook(look: Look): LookPlan {
  const { pair, link, left, right } = look;
  const record = right ?? left;
  if (!record) return planBothGone(look);
  // The filter is asked at every look, of what is there.
  const filtered = pair.filter ? matchesFilter(pair.filter, { left, right }) : ({ ok: true, matches: true } as const);
  if (!filtered.ok) return hold(setAside(pair, right ? 'right' : 'left', record.id, [filtered.error]));
  const { matches } = filtered;
  if (link === null || link.state === 'reserved') return matches ? planUnlinked(look) : nothing;
  if (!left || !right) return planOneGone(look, link, record, right ? 'right' : 'left', matches);
  if (!matches) return planUnmatched(look, left, right);
  const merged = planMerge(look, left, right, []);
  return link.state === 'gone' ? { ...merged, move: { kind: 'revive' } } : merged;
}

function planUnlinked(look: Look): LookPlan {
  const { pair, link, left, right, match } = look;
  if (!link && isBound(look)) return planBound(look);
  if (!right) return left ? planLeftAlone(look, left) : nothing;
  // A reserved create is planned again: it is idempotent by its reference, whatever became of the first attempt.
  if (link?.state === 'reserved') return planCreate(look, right, 'left');
  if (match.kind === 'several') return hold(unsure(pair, right.id, match.leftIds, match.keyNo));
  if (match.kind === 'none') return createsOn(pair, 'left') ? planCreate(look, right, 'left') : nothing;
  if (!left) return hold(unreadableMatch(pair, right.id, match.leftId));
  if (left.id !== match.leftId) throw new Error(`The look holds left record ${left.id}, but ${match.leftId} matched.`);
  const carried = fieldValue(left, pair.reference);
  const found = { kind: 'link', pair: pair.name, leftId: left.id, rightId: right.id, keyNo: match.keyNo } as const;
  if (carried === null || sameValue(carried, right.id)) return planMerge(look, left, right, [found]);
  if (pair.shared !== undefined) return { ...nothing, operations: [{ ...found, role: pair.shared }] };
  return hold(referenceTaken(pair, right.id, left.id, carried));
}

/** What a merge has brought together is so for the time being; a person says in which role it stays, if at all. */
function planBound({ pair, left, right, roles = [] }: Look): LookPlan {
  const merged = roles.find(({ matchedBy }) => matchedBy === 'merge');
  return merged && (left ?? right) ? hold(additional(pair, merged, right ? 'right' : 'left')) : nothing;
}

/** A left record that no right one is known for. */
function planLeftAlone(look: Look, left: SyncRecord): LookPlan {
  const { pair, link, counterpart } = look;
  if (!createsOn(pair, 'right')) return nothing;
  if (link === null && counterpart?.kind === 'several') return hold(severalRight(pair, left.id, counterpart.rightIds));
  if (link === null && counterpart?.kind === 'contested') {
    return hold(contested(pair, left.id, counterpart.rightId, counterpart.leftIds));
  }
  return planCreate(look, left, 'right');
}
