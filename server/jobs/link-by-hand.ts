import type { Pair } from '../engine/mapping.ts';
import type { Link, Notice, SyncRecord } from '../engine/record.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
import { followMerges } from './follow-merges.ts';
import { giveUpElsewhere, giveUpReference } from './give-up-reference.ts';
import type { Portal } from './portal.ts';
import { Refused } from './refused.ts';
import { referringNotices } from './notice-referring.ts';
import { requirePair, requireRecord } from './required.ts';

export interface LinkWanted {
  /** Name of the mapping's pair. */
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
  /** `primary`, which merges fields, when left out. */
  readonly role?: string;
  /** Both records leave their present counterparts for this link. */
  readonly inPlace?: boolean;
}

export const PRIMARY = 'primary';

/**
 * A person says which two records are the same thing, or that one belongs to the other in another role. Whatever kept
 * them apart is taken back. The right one is looked at next, as if the two had just been matched. Throws Refused.
 */
export async function linkByHand(portal: Portal, wanted: LinkWanted): Promise<void> {
  const pair = requirePair(portal, wanted.pair);
  await portal.exclusive(async () => {
    const left = await requireRecord(portal, pair, 'left', wanted.leftId);
    const right = await requireRecord(portal, pair, 'right', wanted.rightId);
    await requireSettled(portal, pair, left, right);
    // Records may have been merged since anybody looked at them: the person speaks of the survivors, and has the last word.
    await followMerges(portal, pair, [{ left, right }]);
    const current = { ...wanted, leftId: left.id, rightId: right.id };
    if ((wanted.role ?? PRIMARY) === PRIMARY) await linkPrimary(portal, pair, current);
    else await linkInRole(portal, pair, { ...current, role: wanted.role ?? PRIMARY });
  });
}

async function linkPrimary(portal: Portal, pair: Pair, { leftId, rightId, inPlace }: LinkWanted): Promise<void> {
  const [ofLeft] = await portal.store.linksByLeft(pair.name, [leftId]);
  const [ofRight] = await portal.store.linksByRight(pair.name, [rightId]);
  requireMade(pair, ofLeft ?? null);
  requireMade(pair, ofRight ?? null);
  const taken = ofLeft && ofLeft.rightId !== rightId ? ofLeft : null;
  if (taken && inPlace !== true) {
    const owner = `${pair.right} ${taken.rightId}`;
    throw new Refused(
      `${pair.left} ${leftId} is linked with ${owner}. Link ${owner} with another record first, merge the two, ` +
        `take its place with "ledgerline relink", or link with another role.`,
    );
  }
  if (taken?.rightId) await giveUpReference(portal, pair, leftId, taken.rightId);
  const oldLeftId = ofRight?.leftId ?? null;
  if (oldLeftId !== null && oldLeftId !== leftId) await giveUpReference(portal, pair, oldLeftId, rightId);
  await giveUpElsewhere(portal, pair, leftId, rightId);
  const link = { pair: pair.name, leftId, rightId };
  const old = oldLeftId === null || oldLeftId === leftId ? [] : [oldLeftId];
  const referring = await referringNotices(portal, pair, [leftId, ...old]);
  const leftBehind = old.map((id): Notice => ({ side: 'left', object: pair.left, id }));
  await portal.store.tx(async (store) => {
    const ended = endedBy(pair, taken, leftId);
    await store.removeLinks([...ended, link]);
    await store.separate(ended);
    await store.unite([link]);
    await store.saveLinkByHand(link);
    await store.acceptNotices([
      ...[link, ...ended].map(({ rightId: id }) => noticeOf(pair, id)),
      ...leftBehind,
      ...referring,
    ]);
  });
}

/** The right record that has to leave is not matched with this left one again. */
function endedBy(pair: Pair, taken: Link | null, leftId: string) {
  return taken?.rightId ? [{ pair: pair.name, leftId, rightId: taken.rightId }] : [];
}

async function linkInRole(
  portal: Portal,
  pair: Pair,
  { leftId, rightId, role }: LinkWanted & { role: string },
): Promise<void> {
  const [primary] = await portal.store.linksByRight(pair.name, [rightId]);
  requireMade(pair, primary ?? null);
  const link = { pair: pair.name, leftId, rightId };
  // These two were the same thing, and are not any more: fields are written to neither from now on.
  const referring = await referringNotices(portal, pair, [leftId]);
  if (primary?.leftId === leftId) await giveUpReference(portal, pair, leftId, rightId);
  await portal.store.tx(async (store) => {
    await store.removeLinks([link]);
    await store.unite([link]);
    await store.saveLinkRoles([{ ...link, role, matchedBy: 'hand' }]);
    await store.acceptNotices([noticeOf(pair, rightId), ...referring]);
  });
}

/**
 * A record of either side that was made for another one, whose answer was lost: it is that one's, and once it is linked
 * with another its look would take it for missing, and make a second one.
 */
async function requireSettled(portal: Portal, pair: Pair, left: SyncRecord, right: SyncRecord): Promise<void> {
  const ofRight = carriedOf(pair.reference, left, right);
  const ofLeft = carriedOf(pair.rightReference, right, left);
  if (ofRight !== null) requireMade(pair, (await portal.store.linksByRight(pair.name, [ofRight]))[0] ?? null);
  if (ofLeft !== null) requireMade(pair, (await portal.store.linksByLeft(pair.name, [ofLeft]))[0] ?? null);
}

/** The id that a record carries in this field, if it is another one than that of its counterpart to be. */
function carriedOf(field: string | undefined, record: SyncRecord, other: SyncRecord): string | null {
  const carried = field === undefined ? null : fieldValue(record, field);
  return carried === null || sameValue(carried, other.id) ? null : String(carried);
}

const noticeOf = (pair: Pair, rightId: string): Notice => ({ side: 'right', object: pair.right, id: rightId });

function requireMade(pair: Pair, link: Link | null): void {
  if (link?.state !== 'reserved') return;
  const made =
    link.rightId === null
      ? `${pair.right} for ${pair.left} ${link.leftId}`
      : `${pair.left} for ${pair.right} ${link.rightId}`;
  throw new Refused(`A ${made} is being made, and its outcome is not known yet. Retry first, then link.`);
}
