import { claimLinks, planLook } from '../engine/plan.ts';
import type { LookPlan } from '../engine/plan.ts';
import type { Link } from '../engine/record.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './read-looks.ts';

/** A look and what is to be done about it. */
export interface PlannedLook {
  readonly look: OpenLook;
  readonly plan: LookPlan;
}

/** `claims`: left records this run has promised to a right one without saving it, which only a plan does. */
export async function planLooks(
  portal: Portal,
  looks: readonly OpenLook[],
  claims: ReadonlyMap<string, Link> = new Map(),
): Promise<PlannedLook[]> {
  const plans = looks.map((look) => planLook(look));
  const matched = plans.flatMap(({ operations }) => operations.filter((operation) => operation.kind === 'link'));
  const taken: Link[] = [];
  for (const pair of new Set(matched.map((link) => link.pair))) {
    const leftIds = matched.filter((link) => link.pair === pair).map((link) => link.leftId);
    taken.push(...(await portal.store.linksByLeft(pair, leftIds)));
    taken.push(...leftIds.flatMap((leftId) => claims.get(claimKey(pair, leftId)) ?? []));
  }
  const settled = claimLinks(plans, taken);
  return looks.map((look, index) => ({ look, plan: settled[index] ?? planLook(look) }));
}

export const claimKey = (pair: string, leftId: string): string => `${pair} ${leftId}`;
