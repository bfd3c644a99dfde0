import { keysOf, match } from '../engine/match.ts';
import type { Counterpart, Match } from '../engine/match.ts';
import { isBound } from '../engine/look.ts';
import { createsOn } from '../engine/mapping.ts';
import type { Pair } from '../engine/mapping.ts';
import { readBindings } from './bindings.ts';
import { findByKeys, matchLooks, notSeparated } from './match-looks.ts';
import type { Keys } from './match-looks.ts';
import { newLook } from './open-look.ts';
import type { OpenLook } from './open-look.ts';
import type { Portal } from './portal.ts';

/**
 * Finds the right counterparts of left records that would otherwise be created on the right. Whoever is found is matched
 * back from its own side: two left records that carry one key must not come to different answers by who is looked at first.
 */
export async function matchLefts(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const alone = looks.filter(
    (look) => look.link === null && look.left !== null && look.right === null && !isBound(look),
  );
  if (alone.length === 0 || pair.match.length === 0 || !createsOn(pair, 'right')) return;
  const keysOfLook = ({ left }: OpenLook): Keys => (left ? keysOf(pair, 'left', left) : []);
  const found = await findByKeys(portal, pair, 'right', alone.map(keysOfLook));
  const single = new Map<OpenLook, string>();
  for (const look of alone) {
    const ids = match(found.idsOf(keysOfLook(look)).map((some) => notSeparated(look, some)));
    if (ids.kind === 'several') look.counterpart = { kind: 'several', rightIds: ids.leftIds };
    if (ids.kind === 'one') single.set(look, ids.leftId);
  }
  const links = await portal.store.linksByRight(pair.name, [...single.values()]);
  const owners = new Map(links.map((link) => [link.rightId, link.leftId ?? 'one that is being made']));
  const free = new Set([...single.values()].filter((id) => !owners.has(id)));
  const back = [...free].map((id) => ({ ...newLook(pair), rightId: id, right: found.records.get(id) ?? null }));
  // What its own side is bound to, or kept apart from, counts as it does when it is looked at by itself.
  await readBindings(portal, pair, back);
  await matchLooks(
    portal,
    pair,
    back.filter((one) => !isBound(one)),
  );
  const matches = new Map(back.map((one) => [one.rightId, one.match]));
  for (const [look, rightId] of single) {
    const owner = owners.get(rightId);
    const matched = matches.get(rightId) ?? { kind: 'none' };
    if (owner !== undefined) look.counterpart = { kind: 'contested', rightId, leftIds: [owner] };
    else if (matched.kind === 'one' && matched.leftId === look.leftId) {
      look.rightId = rightId;
      look.right = found.records.get(rightId) ?? null;
      look.match = matched;
    } else look.counterpart = contestedBy(rightId, matched, look.leftId);
  }
}

function contestedBy(rightId: string, matched: Match, leftId: string | null): Counterpart {
  if (matched.kind === 'none') return { kind: 'none' };
  const leftIds = matched.kind === 'one' ? [matched.leftId] : matched.leftIds.filter((id) => id !== leftId);
  return { kind: 'contested', rightId, leftIds };
}
