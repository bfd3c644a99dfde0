import { isBound } from '../engine/look.ts';
import type { Pair } from '../engine/mapping.ts';
import type { Side, SyncRecord } from '../engine/record.ts';
import type { StoredNotice } from '../store/notices.ts';
import { readBindings } from './bindings.ts';
import { matchLefts } from './match-lefts.ts';
import { matchLooks } from './match-looks.ts';
import { joined, newLook } from './open-look.ts';
import type { OpenLook } from './open-look.ts';
import { readLost } from './lost-associations.ts';
import { readEnds } from './read-ends.ts';
import type { Promised } from './read-ends.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { recoverCreated, recoverMade, recoverMatch, recoverReserved, recoverWrites } from './recover-looks.ts';
import { rememberKeys } from './remember-keys.ts';
import { readTargets } from './targets.ts';

export type { OpenLook };

/** A record that deserves a look, with what is known of it already. */
export interface Wanted {
  readonly side: Side;
  readonly id: string;
  readonly record: SyncRecord | null;
  readonly notice: StoredNotice | null;
}

/** Reads the current state of both sides for all wanted records of a pair, in as few calls as batches allow. */
export async function readLooks(
  portal: Portal,
  pair: Pair,
  wanted: readonly Wanted[],
  promised?: Promised,
): Promise<OpenLook[]> {
  let looks = await resolveLinks(portal, pair, wanted);
  await readSide(portal, pair, 'right', looks);
  await recoverReserved(portal, pair, looks);
  await recoverCreated(portal, pair, looks);
  looks = joined(looks);
  await readSide(portal, pair, 'left', looks);
  await readSide(portal, pair, 'right', await recoverMade(portal, pair, looks));
  looks = joined(looks);
  for (const look of looks) recoverMatch(look);
  for (const look of looks) recoverWrites(look);
  for (const side of ['left', 'right'] as const) {
    await rememberKeys(
      portal,
      pair,
      side,
      looks.flatMap((look) => look[side] ?? []),
    );
  }
  await readTargets(portal, pair, looks);
  await readLost(portal, pair, looks);
  await readBindings(portal, pair, looks);
  const unlinked = looks.filter((look) => look.link === null && look.right !== null && !isBound(look));
  await matchLooks(portal, pair, unlinked);
  await matchLefts(portal, pair, withoutMatched(looks));
  looks = joined(looks);
  await readEnds(portal, pair, looks, promised);
  return looks;
}

/** A left record that a right one of this batch has just matched is that one's look. */
function withoutMatched(looks: OpenLook[]): OpenLook[] {
  const matched = new Map(
    looks.flatMap((look) => (look.right && look.match.kind === 'one' ? [[look.match.leftId, look]] : [])),
  );
  for (const look of looks) {
    const owner = look.rightId === null ? matched.get(look.leftId ?? '') : undefined;
    // The same right id makes them one when they are joined.
    if (owner) look.rightId = owner.rightId;
  }
  return looks.filter((look) => look.rightId === null);
}

/** Hints of both sides for one linked pair of records become one look. */
async function resolveLinks(portal: Portal, pair: Pair, wanted: readonly Wanted[]): Promise<OpenLook[]> {
  const idsOf = (side: Side): string[] => wanted.filter((one) => one.side === side).map((one) => one.id);
  const [byLeft, byRight] = await Promise.all([
    portal.store.linksByLeft(pair.name, idsOf('left')),
    portal.store.linksByRight(pair.name, idsOf('right')),
  ]);
  const linkOf = {
    left: new Map(byLeft.map((link) => [link.leftId, link])),
    right: new Map(byRight.map((link) => [link.rightId, link])),
  };
  const looks = new Map<string, OpenLook>();
  for (const one of wanted) {
    const link = linkOf[one.side].get(one.id) ?? null;
    const leftId = one.side === 'left' ? one.id : (link?.leftId ?? null);
    const rightId = one.side === 'right' ? one.id : (link?.rightId ?? null);
    const key = rightId === null ? `left ${leftId}` : `right ${rightId}`;
    const look = looks.get(key) ?? { ...newLook(pair), link, leftId, rightId };
    if (one.record) look[one.side] = one.record;
    if (one.notice) look.notices.push(one.notice);
    if (one.side === 'left' || !one.notice) look.asksAssociations = true;
    looks.set(key, look);
  }
  return [...looks.values()];
}

async function readSide(portal: Portal, pair: Pair, side: Side, looks: readonly OpenLook[]): Promise<void> {
  const idOf = (look: OpenLook): string | null => (side === 'left' ? look.leftId : look.rightId);
  const ids = looks.flatMap((look) => (look[side] === null ? (idOf(look) ?? []) : []));
  if (ids.length === 0) return;
  const records = await connectorOf(portal, side).get({
    object: pair[side],
    ids: [...new Set(ids)],
    fields: fieldsOf(portal, pair, side),
  });
  // A record that was merged into another one answers as that one.
  const byId = new Map(records.flatMap((one) => [one.id, ...(one.formerIds ?? [])].map((id) => [id, one] as const)));
  for (const look of looks) look[side] ??= byId.get(idOf(look) ?? '') ?? null;
}
