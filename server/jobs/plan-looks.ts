import { claimLinks, isClaim, planLook } from '../engine/plan.ts';
import type { LookPlan } from '../engine/plan.ts';
import type { Link, Work } from '../engine/record.ts';
import type { Portal } from './portal.ts';
import type { OpenLook } from './open-look.ts';
import { findCreated } from './recover-looks.ts';

/** A look and what is to be done about it. */
export interface PlannedLook {
  readonly look: OpenLook;
  readonly plan: LookPlan;
  /** Whose writes these are, where the ledger must know also when another run saves them. */
  readonly by?: Work;
}

/** `claims`: left records this run has promised to a right one without saving it, which only a plan does. */
export async function planLooks(
  portal: Portal,
  looks: readonly OpenLook[],
  claims: ReadonlyMap<string, Link> = new Map(),
): Promise<PlannedLook[]> {
  const plans = looks.map((look) => planLook(look));
  const matched = plans.flatMap(({ operations }) => operations.filter(isClaim));
  const taken: Link[] = [];
  for (const pair of new Set(matched.map((link) => link.pair))) {
    const leftIds = matched.filter((link) => link.pair === pair).map((link) => link.leftId);
    taken.push(...(await linksOf(portal, pair, leftIds)));
    taken.push(...leftIds.flatMap((leftId) => claims.get(claimKey(pair, leftId)) ?? []));
  }
  const settled = claimLinks(plans, taken, (name) => portal.mapping.pairs.find((pair) => pair.name === name)?.shared);
  return looks.map((look, index) => ({ look, plan: settled[index] ?? planLook(look) }));
}

/** A left record for which a right one was being made counts as linked with that one, if it has come to be. */
async function linksOf(portal: Portal, name: string, leftIds: readonly string[]): Promise<Link[]> {
  const links = await portal.store.linksByLeft(name, leftIds);
  const pair = portal.mapping.pairs.find((one) => one.name === name);
  const waiting = links.flatMap(({ leftId, rightId }) => (rightId === null && leftId !== null ? [leftId] : []));
  if (!pair || waiting.length === 0) return links;
  const created = await findCreated(portal, pair, waiting);
  return links.map((link) => ({ ...link, rightId: link.rightId ?? created.get(link.leftId ?? '')?.id ?? null }));
}

export const claimKey = (pair: string, leftId: string): string => `${pair} ${leftId}`;
