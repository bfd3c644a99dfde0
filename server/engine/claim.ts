import { claimed } from './held.ts';
import type { LookPlan } from './look.ts';
import type { Link } from './record.ts';

/**
 * Looks are planned one by one, so two right records of one batch may both match the same left one. The first keeps it,
 * every further one waits for a person; `links` are the existing links of the matched left records. The store's unique
 * index is the last guard, for what other workers link in the meantime.
 */
export function claimLinks(plans: readonly LookPlan[], links: readonly Link[] = []): LookPlan[] {
  const owners = new Map<string, string>();
  for (const { pair, leftId, rightId } of links) {
    if (leftId !== null && rightId !== null) owners.set(claimKey(pair, leftId), rightId);
  }
  return plans.map((plan) => {
    const link = plan.operations.find((operation) => operation.kind === 'link');
    if (!link) return plan;
    const key = claimKey(link.pair, link.leftId);
    const owner = owners.get(key) ?? link.rightId;
    owners.set(key, owner);
    if (owner === link.rightId) return plan;
    return { operations: [], base: null, conflicts: [], held: [claimed(link.pair, link.rightId, link.leftId, owner)] };
  });
}

const claimKey = (pair: string, leftId: string): string => JSON.stringify([pair, leftId]);
