import { RetryLater } from '../engine/error.ts';
import { ADDITIONAL, movesToSurvivor } from '../engine/merged.ts';
import type { LinkMove } from '../engine/merged.ts';
import type { Pair } from '../engine/mapping.ts';
import { otherSide } from '../engine/record.ts';
import type { Link, Notice, Side, SyncRecord } from '../engine/record.ts';
import { fieldValue, sameValue } from '../engine/value.ts';
import { giveUp, giveUpElsewhere } from './give-up-reference.ts';
import { referringNotices } from './notice-referring.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { readLooks } from './read-looks.ts';
import { Refused } from './refused.ts';
import type { OpenLook, Wanted } from './read-looks.ts';
import { findCreated } from './recover-looks.ts';

const GIVE_UP_AGAIN_MS = 5000;
const MOST_TRIES = 5;

/** Looks that are about to be carried out. Links of records that were merged have moved to the survivors by then. */
export async function readAndFollow(
  portal: Portal,
  pair: Pair,
  wanted: readonly Wanted[],
  tries = 1,
): Promise<OpenLook[]> {
  const looks = await readLooks(portal, pair, wanted);
  const moved = await followMerges(portal, pair, looks);
  const current = currentIds(looks);
  if (!moved && current.size === 0) return looks;
  const renamed = wanted.map((one) => {
    const id = current.get(`${one.side} ${one.id}`);
    return id === undefined ? { ...one, record: moved ? null : one.record } : { ...one, id, record: null };
  });
  // While that was read, somebody may have merged again.
  if (tries === MOST_TRIES) throw new RetryLater(`Records of ${pair.name} are being merged one after the other.`, 5000);
  return readAndFollow(portal, pair, renamed, tries + 1);
}

/** Records that were asked for by an id that they have no more. */
function currentIds(looks: readonly OpenLook[]): Map<string, string> {
  return new Map(
    looks.flatMap(({ left, right, leftId, rightId }) => [
      ...(left && leftId !== null && left.id !== leftId ? [[`left ${leftId}`, left.id] as const] : []),
      ...(right && rightId !== null && right.id !== rightId ? [[`right ${rightId}`, right.id] as const] : []),
    ]),
  );
}

/** Whether any link had to move. */
export async function followMerges(
  portal: Portal,
  pair: Pair,
  looks: readonly (Pick<OpenLook, Side> & Partial<Pick<OpenLook, 'link'>>)[],
): Promise<boolean> {
  let moved = false;
  const made = await findMergedSince(portal, pair, looks);
  for (const side of ['right', 'left'] as const) {
    const records = [...looks.flatMap((look) => look[side] ?? []), ...(side === 'right' ? made : [])];
    const survivors = new Map(records.flatMap((one) => (one.formerIds?.length ? [[one.id, one] as const] : [])));
    for (const survivor of survivors.values()) {
      if (await followMerge(portal, pair, side, survivor)) moved = true;
    }
  }
  return moved;
}

async function followMerge(portal: Portal, pair: Pair, side: Side, survivor: SyncRecord): Promise<boolean> {
  const { store } = portal;
  const former = survivor.formerIds ?? [];
  const ids = idsOf(survivor);
  const links = await linksOf(portal, pair, side, survivor);
  const roles = await store.linkRoles(pair.name, {
    leftIds: side === 'left' ? ids : [],
    rightIds: side === 'right' ? ids : [],
  });
  const whole = await Promise.all(links.map((link) => withOther(portal, pair, side, link)));
  const moves = movesToSurvivor(pair, side, survivor, whole, roles);
  if (moves.length === 0) return false;
  await giveUpSurvivor(portal, pair, side, survivor.id, moves);
  await giveUpStale(portal, pair, side, survivor, moves);
  const keeper = moves.find(({ role }) => role === 'primary');
  if (keeper) await giveUpSoon(() => giveUpElsewhere(portal, pair, keeper.toLeftId, keeper.toRightId));
  const notices = await noticesOf(portal, pair, moves);
  await store.tx(async (inTx) => {
    await inTx.moveLinks(moves);
    // Whoever merges what was kept apart says that it belongs together.
    await inTx.unite(
      moves.flatMap(({ pair: name, toLeftId: leftId, toRightId: rightId, role }) =>
        role === null ? [] : [{ pair: name, leftId, rightId }],
      ),
    );
    await inTx.clearHeld(
      former.map((recordId) => ({ pair: pair.name, side, recordId })),
      [],
    );
    await inTx.acceptNotices(notices);
  });
  return true;
}

/** Right records that were made for left ones, and merged into others before their links were saved. */
async function findMergedSince(
  portal: Portal,
  pair: Pair,
  looks: readonly Partial<Pick<OpenLook, 'link'>>[],
): Promise<SyncRecord[]> {
  const leftIds = looks.flatMap(({ link }) =>
    link?.state === 'reserved' && link.rightId === null ? (link.leftId ?? []) : [],
  );
  if (pair.rightReference === undefined || leftIds.length === 0) return [];
  const fields = fieldsOf(portal, pair, 'right');
  const found = await portal.right.get({ object: pair.right, ids: leftIds, fields, by: pair.rightReference });
  return found.filter(({ formerIds }) => formerIds?.length);
}

/** The links of a record and of those merged into it, of which one may have been made for another a moment ago. */
async function linksOf(portal: Portal, pair: Pair, side: Side, survivor: SyncRecord): Promise<Link[]> {
  const { store } = portal;
  const ids = idsOf(survivor);
  const links = await (side === 'left' ? store.linksByLeft(pair.name, ids) : store.linksByRight(pair.name, ids));
  const field = side === 'left' ? pair.reference : pair.rightReference;
  const carried = field === undefined ? null : fieldValue(survivor, field);
  if (carried === null) return links;
  const madeFor = String(carried);
  const found = await (side === 'left'
    ? store.linksByRight(pair.name, [madeFor])
    : store.linksByLeft(pair.name, [madeFor]));
  return [...links, ...found.filter((link) => (side === 'left' ? link.leftId : link.rightId) === null)];
}

const idsOf = ({ id, formerIds = [] }: SyncRecord): string[] => [id, ...formerIds];

/** A counterpart that is not the primary one any more must not carry the survivor's id, which the primary one gets. */
async function giveUpSurvivor(
  portal: Portal,
  pair: Pair,
  side: Side,
  survivorId: string,
  moves: readonly LinkMove[],
): Promise<void> {
  const other = otherSide(side);
  const field = other === 'left' ? pair.reference : pair.rightReference;
  if (field === undefined) return;
  for (const { role, toLeftId, toRightId } of moves) {
    const id = other === 'left' ? toLeftId : toRightId;
    if (role !== ADDITIONAL || id === '') continue;
    await giveUpSoon(() => giveUp(portal, pair, other, { field, id, carried: survivorId }));
  }
}

/** And the survivor not that of a counterpart which is not its primary one: who looks that up must not find it. */
async function giveUpStale(
  portal: Portal,
  pair: Pair,
  side: Side,
  survivor: SyncRecord,
  moves: readonly LinkMove[],
): Promise<void> {
  const field = side === 'left' ? pair.reference : pair.rightReference;
  const keeper = moves.find(({ role }) => role === 'primary');
  if (field === undefined || keeper === undefined) return;
  const carried = fieldValue(survivor, field);
  if (carried === null || sameValue(carried, side === 'left' ? keeper.toRightId : keeper.toLeftId)) return;
  await giveUpSoon(() => giveUp(portal, pair, side, { field, id: survivor.id, carried: String(carried) }));
}

async function giveUpSoon(given: () => Promise<void>): Promise<void> {
  try {
    await given();
  } catch (error) {
    // Nobody waits for an answer here: it is done when it can be.
    throw error instanceof Refused ? new RetryLater(error.message, GIVE_UP_AGAIN_MS) : error;
  }
}

/** With the record of the other side, which a create may have made although its answer was lost. */
async function withOther(portal: Portal, pair: Pair, side: Side, link: Link) {
  const { leftId, rightId } = link;
  const known = side === 'left' ? rightId : leftId;
  if (known !== null) return { ...link, otherId: known };
  if (side === 'left') {
    const created = await findCreated(portal, pair, [leftId ?? '']);
    return { ...link, otherId: created.get(leftId ?? '')?.id ?? null };
  }
  const request = { object: pair.left, ids: [rightId ?? ''], fields: [], by: pair.reference };
  const [created] = await portal.left.get(request);
  return { ...link, otherId: created?.id ?? null };
}

/** Both records of every link that moved, and whatever is associated with the left ones. */
async function noticesOf(portal: Portal, pair: Pair, moves: readonly LinkMove[]): Promise<Notice[]> {
  const leftIds = moves.flatMap(({ leftId, toLeftId }) => [leftId ?? toLeftId, toLeftId]).filter(Boolean);
  const rightIds = moves.map(({ toRightId }) => toRightId).filter(Boolean);
  const notice = (side: Side, id: string): Notice => ({ side, object: pair[side], id });
  return [
    ...rightIds.map((id) => notice('right', id)),
    ...moves
      .map(({ toLeftId }) => toLeftId)
      .filter(Boolean)
      .map((id) => notice('left', id)),
    ...(await referringNotices(portal, pair, leftIds)),
  ];
}
