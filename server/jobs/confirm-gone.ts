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
  await confirmUnmerged(portal, fates);
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

/** Nor must a removal take along what a person has merged into the record since it was read. */
async function confirmUnmerged(portal: Portal, fates: readonly Fate[]): Promise<void> {
  const removals = fates.flatMap((fate) =>
    fate.planned.plan.operations.filter(takesAway).map((one) => ({ fate, one })),
  );
  for (const { left, right } of portal.mapping.pairs) {
    for (const [side, object] of [['left', left] as const, ['right', right] as const]) {
      const some = removals.filter(({ one }) => one.side === side && one.object === object);
      if (some.length === 0) continue;
      const request = { object, ids: some.map(({ one: { id } }) => id), fields: [] };
      const found = await connectorOf(portal, side).get(request);
      const former = new Map(
        found.flatMap((record) => [record.id, ...(record.formerIds ?? [])].map((id) => [id, record])),
      );
      for (const { fate, one } of some) {
        const known = fate.planned.look[side]?.formerIds ?? [];
        const isMerged = (former.get(one.id)?.formerIds ?? []).length > known.length;
        if (isMerged) fate.unsettled = `${object} ${one.id} was merged with another one since`;
      }
    }
  }
}
