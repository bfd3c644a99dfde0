import { tooManyRemovals } from '../engine/held.ts';
import { hold } from '../engine/look.ts';
import { takesAway } from '../engine/plan.ts';
import type { PlannedLook } from './plan-looks.ts';
import type { Portal } from './portal.ts';

const DAY_MS = 24 * 60 * 60_000;
/** A share of few records would be none. */
const AT_LEAST = 10;

export const removalsOf = (planned: readonly PlannedLook[]): number =>
  planned.filter(({ plan }) => plan.operations.some(takesAway)).length;

/** Whether so many removals are within what a day may bring. */
export interface Allowance {
  readonly ok: boolean;
  /** Today's removals, with these. */
  readonly count: number;
  readonly allowed: number;
}

export async function allowanceFor(portal: Portal, removals: number): Promise<Allowance> {
  const linked = await portal.store.linkedCount();
  const allowed = Math.max(AT_LEAST, Math.floor((linked * portal.mapping.capRemovePercent) / 100));
  const count = removals + (await portal.store.removedWithin(DAY_MS));
  return { ok: count <= allowed, count, allowed };
}

/**
 * More removals than a day may bring are no daily business: somebody emptied a table, or a filter was mistyped. Then none
 * of these is carried out, and the inbox says so. `known`: what was found for a whole run before its first removal.
 */
export async function limitRemovals(
  portal: Portal,
  planned: readonly PlannedLook[],
  known: Allowance | null = null,
): Promise<readonly PlannedLook[]> {
  const removals = removalsOf(planned);
  if (removals === 0) return planned;
  const { ok, count, allowed } = known ?? (await allowanceFor(portal, removals));
  if (ok) return planned;
  const share = portal.mapping.capRemovePercent;
  return planned.map(({ look, plan }) => {
    const removal = plan.operations.find(takesAway);
    return { look, plan: removal ? hold(tooManyRemovals(removal, { count, allowed, share })) : plan };
  });
}
