import type { Pair } from '../engine/mapping.ts';
import type { SyncRecord } from '../engine/record.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';

export interface LinkWanted {
  /** Name of the mapping's pair. */
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
}

/**
 * A person says which two records are the same thing. The right one is looked at next, as if the two had just been
 * matched. Throws Refused.
 */
export async function linkByHand(portal: Portal, { pair: name, leftId, rightId }: LinkWanted): Promise<void> {
  const pair = portal.mapping.pairs.find((one) => one.name === name);
  if (!pair) {
    const names = portal.mapping.pairs.map((one) => one.name).join(', ');
    throw new Refused(`The mapping has no pair "${name}". It has: ${names}.`);
  }
  await portal.exclusive(async () => {
    await requireRecord(portal, pair, 'left', leftId);
    await requireRecord(portal, pair, 'right', rightId);
    await requireFree(portal, pair, leftId, rightId);
    await leaveOld(portal, pair, leftId, rightId);
    await portal.store.tx(async (store) => {
      await store.saveLinkByHand({ pair: name, leftId, rightId });
      await store.acceptNotices([{ side: 'right', object: pair.right, id: rightId }]);
    });
  });
}

async function requireRecord(portal: Portal, pair: Pair, side: 'left' | 'right', id: string): Promise<SyncRecord> {
  const request = { object: pair[side], ids: [id], fields: fieldsOf(portal, pair, side) };
  const [record] = await portal[side].get(request);
  if (record) return record;
  throw new Refused(`There is no ${pair[side]} ${id} on the ${side} side, or it cannot be read. Check the id.`);
}

async function requireFree(portal: Portal, pair: Pair, leftId: string, rightId: string): Promise<void> {
  const [taken] = await portal.store.linksByLeft(pair.name, [leftId]);
  if (taken && taken.rightId !== rightId) {
    const owner = `${pair.right} ${taken.rightId}`;
    throw new Refused(
      `${pair.left} ${leftId} is linked with ${owner}. Link ${owner} with another record first, or merge the two.`,
    );
  }
}

/** Two records must not carry one reference, so the old left record gives it up before the new one gets it. */
async function leaveOld(portal: Portal, pair: Pair, leftId: string, rightId: string): Promise<void> {
  const [link] = await portal.store.linksByRight(pair.name, [rightId]);
  if (link?.state === 'reserved') {
    throw new Refused(
      `A ${pair.left} for ${pair.right} ${rightId} is being made, and its outcome is not known yet. Retry first, then link.`,
    );
  }
  const oldId = link?.leftId ?? null;
  if (oldId === null || oldId === leftId) return;
  const [old] = await portal.left.get({ object: pair.left, ids: [oldId], fields: [pair.reference] });
  if (!old) return;
  const change = { kind: 'update', object: pair.left, id: oldId, fields: { [pair.reference]: null } } as const;
  const [outcome] = await portal.left.write([change]);
  if (outcome?.status === 'done') return;
  const why = outcome ? outcome.reason : 'it gave no answer';
  throw new Refused(`${pair.left} ${oldId} could not give up its \`${pair.reference}\`: ${why}. Try again.`);
}
