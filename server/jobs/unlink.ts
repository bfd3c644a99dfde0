import type { Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import { followMerges } from './follow-merges.ts';
import { giveUpReference } from './give-up-reference.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { referringNotices } from './notice-referring.ts';
import { Refused } from './refused.ts';
import { requirePair } from './required.ts';

export interface UnlinkWanted {
  /** Name of the mapping's pair. */
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
  /** The right record is to have no counterpart from now on: it is neither matched nor created. */
  readonly alone?: boolean;
}

/**
 * A person says that two records are not the same, or that one does not belong to the other. It is remembered, so that
 * matching does not propose them again. The right record is looked at next. Throws Refused.
 */
export async function unlink(portal: Portal, wanted: UnlinkWanted): Promise<void> {
  const pair = requirePair(portal, wanted.pair);
  await portal.exclusive(async () => unlinkNow(portal, pair, await currentOf(portal, pair, wanted)));
}

/** By the ids that the records go by now; their links follow merges that nobody has looked at yet. One may be gone. */
async function currentOf(portal: Portal, pair: Pair, wanted: UnlinkWanted): Promise<UnlinkWanted> {
  const [left = null] = await read(portal, pair, 'left', wanted.leftId);
  const [right = null] = await read(portal, pair, 'right', wanted.rightId);
  await followMerges(portal, pair, [{ left, right }]);
  return { ...wanted, leftId: left?.id ?? wanted.leftId, rightId: right?.id ?? wanted.rightId };
}

const read = (portal: Portal, pair: Pair, side: Side, id: string): Promise<SyncRecord[]> =>
  connectorOf(portal, side).get({ object: pair[side], ids: [id], fields: fieldsOf(portal, pair, side) });

async function unlinkNow(portal: Portal, pair: Pair, { leftId, rightId, alone }: UnlinkWanted): Promise<void> {
  const { name } = pair;
  const link = { pair: name, leftId, rightId };
  const [primary] = await portal.store.linksByRight(name, [rightId]);
  const isPrimary = primary?.leftId === leftId;
  const roles = await portal.store.linkRoles(name, { leftIds: [], rightIds: [rightId] });
  if (!isPrimary && !roles.some((one) => one.leftId === leftId)) {
    throw new Refused(`${pair.left} ${leftId} and ${pair.right} ${rightId} are not linked. Check the ids.`);
  }
  if (alone === true && primary && !isPrimary) {
    throw new Refused(
      `${pair.right} ${rightId} is the counterpart of ${pair.left} ${primary.leftId ?? '(being made)'}, so it cannot be ` +
        `left without one by unlinking ${pair.left} ${leftId}. Unlink that one with --alone, or leave --alone out.`,
    );
  }
  if (isPrimary) await giveUpReference(portal, pair, leftId, rightId);
  const referring = await referringNotices(portal, pair, [leftId]);
  await portal.store.tx(async (store) => {
    await store.removeLinks([link]);
    await store.separate([link, ...(alone === true ? [{ pair: name, leftId: null, rightId }] : [])]);
    await store.acceptNotices([
      { side: 'right', object: pair.right, id: rightId },
      { side: 'left', object: pair.left, id: leftId },
      ...referring,
    ]);
  });
}
