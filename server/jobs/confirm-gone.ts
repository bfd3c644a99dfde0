import { takesAway } from '../engine/plan.ts';
import { otherSide } from '../engine/record.ts';
import type { Side } from '../engine/record.ts';
import type { Fate } from './fate.ts';
import { connectorOf } from './portal.ts';
import type { Portal } from './portal.ts';

/**
 * Before a record is removed because its counterpart is gone, the system is asked for that one once more: an answer that
 * leaves a record out, for whatever reason, must not cost another one. Looks whose record is there after all are taken up
 * again later.
 */
export async function confirmGone(portal: Portal, fates: readonly Fate[]): Promise<void> {
  const doubtful = new Map<string, { side: Side; object: string; fates: Map<string, Fate> }>();
  for (const fate of fates) {
    const { look, plan } = fate.planned;
    const removal = plan.operations.find(takesAway);
    if (!removal || removal.reason === 'unmatched') continue;
    const side = otherSide(removal.side);
    const id = side === 'left' ? look.leftId : look.rightId;
    const object = look.pair[side];
    const key = `${side} ${object}`;
    const group = doubtful.get(key) ?? { side, object, fates: new Map<string, Fate>() };
    if (id !== null) group.fates.set(id, fate);
    doubtful.set(key, group);
  }
  for (const { side, object, fates: ofIds } of doubtful.values()) {
    const found = await connectorOf(portal, side).get({ object, ids: [...ofIds.keys()], fields: [] });
    // One that was merged into another one is there as that one.
    for (const id of found.flatMap((record) => [record.id, ...(record.formerIds ?? [])])) {
      const fate = ofIds.get(id);
      if (fate) fate.unsettled = `${object} ${id} is there after all`;
    }
  }
}
