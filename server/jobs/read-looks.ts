import type { Match } from '../engine/match.ts';
import type { Pair } from '../engine/mapping.ts';
import { recoverPending } from '../engine/pending.ts';
import type { Link, Pending, Side, SyncRecord } from '../engine/record.ts';
import type { StoredNotice } from '../store/notices.ts';
import { matchLooks } from './match-looks.ts';
import { connectorOf, fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import { rememberKeys } from './remember-keys.ts';

/** A record that deserves a look, with what is known of it already. */
export interface Wanted {
  readonly side: Side;
  readonly id: string;
  readonly record: SyncRecord | null;
  readonly notice: StoredNotice | null;
}

/** A look while it is put together. */
export interface OpenLook {
  readonly pair: Pair;
  link: Link | null;
  leftId: string | null;
  rightId: string | null;
  left: SyncRecord | null;
  right: SyncRecord | null;
  match: Match;
  /** The create of an earlier try is there after all: found by its reference. */
  recovered: boolean;
  /** Writes that an earlier try announced, and that took effect although it did not save them. */
  applied: readonly Pending[];
  /** An earlier try had announced writes, whatever became of them. */
  announced: boolean;
  readonly notices: StoredNotice[];
}

/** Reads the current state of both sides for all wanted records of a pair, in as few calls as batches allow. */
export async function readLooks(portal: Portal, pair: Pair, wanted: readonly Wanted[]): Promise<OpenLook[]> {
  const looks = await resolveLinks(portal, pair, wanted);
  await readSide(portal, pair, 'right', looks);
  await recoverReserved(portal, pair, looks);
  await readSide(portal, pair, 'left', looks);
  for (const look of looks) recoverMatch(look);
  for (const look of looks) recoverWrites(look);
  const leftRecords = looks.flatMap((look) => (look.left ? [look.left] : []));
  await rememberKeys(portal, pair, leftRecords);
  await matchLooks(
    portal,
    pair,
    looks.filter((look) => look.link === null && look.right !== null),
  );
  return looks;
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
    const look = looks.get(key) ?? {
      pair,
      link,
      leftId,
      rightId,
      left: null,
      right: null,
      match: { kind: 'none' },
      recovered: false,
      applied: [],
      announced: false,
      notices: [],
    };
    if (one.record) look[one.side] = one.record;
    if (one.notice) look.notices.push(one.notice);
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
  const byId = new Map(records.map((record) => [record.id, record]));
  for (const look of looks) look[side] ??= byId.get(idOf(look) ?? '') ?? null;
}

const isReserved = ({ link }: OpenLook): boolean => link?.state === 'reserved';

/** A match that was announced holds as long as its record is there; otherwise the right one is matched anew. */
function recoverMatch(look: OpenLook): void {
  const { link } = look;
  if (!link || !isReserved(look) || look.leftId === null) return;
  look.link = look.left ? { ...link, state: 'linked' } : null;
  if (!look.left) look.leftId = null;
}

/** Counts in what was written before and not saved; the look is merged against that base. */
function recoverWrites(look: OpenLook): void {
  const { link } = look;
  if (link?.state !== 'linked' || !link.pending || link.pending.length === 0) return;
  const { base, applied } = recoverPending(link.pending, link.base, look);
  look.link = { ...link, base };
  look.applied = applied;
  look.announced = true;
}

/**
 * A reserved link is a create whose answer was lost. Look the reference up before trying again: when the record is
 * there, it is linked as if it had been matched, and nothing a person changed in it since is overwritten.
 */
async function recoverReserved(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const reserved = looks.filter((look) => isReserved(look) && look.leftId === null && look.rightId !== null);
  if (reserved.length === 0) return;
  const found = await portal.left.get({
    object: pair.left,
    ids: reserved.map((look) => look.rightId ?? ''),
    fields: fieldsOf(portal, pair, 'left'),
    by: pair.reference,
  });
  const byReference = new Map(found.map((record) => [record.fields[pair.reference], record]));
  for (const look of reserved) {
    const left = byReference.get(look.rightId);
    if (!left || !look.link) continue;
    look.left = left;
    look.leftId = left.id;
    look.link = { ...look.link, state: 'linked', leftId: left.id };
    look.recovered = true;
  }
}
