import { claimed } from './held.ts';
import { nothing } from './look.ts';
import type { LookPlan } from './look.ts';
import type { Operation } from './operation.ts';
import type { Link } from './record.ts';

/**
 * Looks are planned one by one, so two right records of one batch may both match the same left one. The first keeps it,
 * every further one waits for a person; `links` are the existing links of the matched left records. The store's unique
 * index is the last guard, for what other workers link in the meantime. `sharedRole`: the role that a pair gives to every
 * further one, so that it does not wait.
 */
export function claimLinks(
  plans: readonly LookPlan[],
  links: readonly Link[] = [],
  sharedRole: (pair: string) => string | undefined = () => undefined,
): LookPlan[] {
  const owners = new Map<string, string>();
  for (const { pair, leftId, rightId } of links) {
    if (leftId !== null && rightId !== null) owners.set(claimKey(pair, leftId), rightId);
  }
  return plans.map((plan) => {
    const link = plan.operations.find(isClaim);
    if (!link) return plan;
    const key = claimKey(link.pair, link.leftId);
    const owner = owners.get(key) ?? link.rightId;
    owners.set(key, owner);
    if (owner === link.rightId) return plan;
    const role = sharedRole(link.pair);
    if (role !== undefined) return { ...nothing, operations: [{ ...link, role }] };
    return { ...nothing, held: [claimed(link.pair, link.rightId, link.leftId, owner)] };
  });
}

export type LinkOperation = Extract<Operation, { kind: 'link' }>;

/** A primary link; of other roles a left record has as many as there are. */
export const isClaim = (operation: Operation): operation is LinkOperation =>
  operation.kind === 'link' && operation.role === undefined;

const claimKey = (pair: string, leftId: string): string => JSON.stringify([pair, leftId]);
