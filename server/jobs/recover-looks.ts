import type { Pair } from '../engine/mapping.ts';
import { recoverPending } from '../engine/pending.ts';
import type { Link, SyncRecord } from '../engine/record.ts';
import { fieldValue } from '../engine/value.ts';
import type { OpenLook } from './open-look.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';

const isReserved = ({ link }: OpenLook): boolean => link?.state === 'reserved' && link.rightId !== null;

/** A match that was announced holds as long as its record is there; otherwise the right one is matched anew. */
export function recoverMatch(look: OpenLook): void {
  const { link } = look;
  if (!link || !isReserved(look) || look.leftId === null) return;
  look.link = look.left ? { ...link, state: 'linked' } : null;
  if (look.left) look.recovered = 'match';
  else look.leftId = null;
}

/** Counts in what was written before and not saved; the look is merged against that base. */
export function recoverWrites(look: OpenLook): void {
  const { link } = look;
  if (!link || link.state === 'reserved' || !link.pending || link.pending.length === 0) return;
  const { base, applied } = recoverPending(look.pair, link.pending, link.base, look);
  look.link = { ...link, base };
  look.applied = applied;
  look.announced = true;
}

/**
 * A reserved link is a create whose answer was lost. Look the reference up before trying again: when the record is
 * there, it is linked as if it had been matched, and nothing a person changed in it since is overwritten.
 */
export async function recoverReserved(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const reserved = looks.filter((look) => isReserved(look) && look.leftId === null && look.rightId !== null);
  if (reserved.length === 0) return;
  const found = await portal.left.get({
    object: pair.left,
    ids: reserved.map((look) => look.rightId ?? ''),
    fields: fieldsOf(portal, pair, 'left'),
    by: pair.reference,
  });
  const apart = await keptApart(
    portal,
    pair,
    found.map(({ id }) => id),
  );
  const own = found.filter((record) => isMerged(record) || !apart(record.id, String(record.fields[pair.reference])));
  const byReference = new Map(own.map((record) => [record.fields[pair.reference], record]));
  for (const look of reserved) {
    const left = byReference.get(look.rightId);
    if (left && look.link) adoptLeft(look, look.link, left);
  }
}

/**
 * And a left record that was heard of first finds, by the id it carries, the right one that it was made for; that one may
 * be gone by now, or go by another id. Resolves to the looks that have a right record since.
 */
export async function recoverMade(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<OpenLook[]> {
  const unlinked = looks.filter(({ link, left, rightId }) => link === null && left !== null && rightId === null);
  const madeFor = ({ left }: OpenLook): string => String((left && fieldValue(left, pair.reference)) ?? '');
  const links = await portal.store.linksByRight(pair.name, unlinked.map(madeFor).filter(Boolean));
  const waiting = links.filter(({ state, leftId }) => state === 'reserved' && leftId === null);
  if (waiting.length === 0) return [];
  const reserved = new Map(waiting.map((link) => [link.rightId, link]));
  const apart = await keptApart(
    portal,
    pair,
    unlinked.flatMap(({ leftId }) => leftId ?? []),
  );
  const found: OpenLook[] = [];
  for (const look of unlinked) {
    const link = reserved.get(madeFor(look));
    if (!link || !look.left || (!isMerged(look.left) && apart(look.left.id, link.rightId))) continue;
    adoptLeft(look, link, look.left);
    found.push(look);
  }
  return found;
}

function adoptLeft(look: OpenLook, link: Link, left: SyncRecord): void {
  look.left = left;
  look.leftId = left.id;
  look.rightId = link.rightId;
  look.link = { ...link, state: 'linked', leftId: left.id };
  look.recovered = 'create';
}

/**
 * The same for creates on the right: the left record's own look asks for whoever carries its id, and a right record that was
 * heard of first finds, by the id it carries, the left one that it was made for.
 */
export async function recoverCreated(portal: Portal, pair: Pair, looks: readonly OpenLook[]): Promise<void> {
  const field = pair.rightReference;
  if (field === undefined) return;
  const waiting = looks.filter(({ link }) => link?.state === 'reserved' && link.rightId === null);
  const created = await findCreated(
    portal,
    pair,
    waiting.map((look) => look.leftId ?? ''),
  );
  for (const look of waiting) {
    const right = created.get(look.leftId ?? '');
    if (right && look.link) adopt(look, look.link, right);
  }
  const unlinked = looks.filter(({ link, right }) => link === null && right !== null);
  const madeFor = (look: OpenLook): string => String((look.right && fieldValue(look.right, field)) ?? '');
  const links = await portal.store.linksByLeft(pair.name, unlinked.map(madeFor).filter(Boolean));
  const reserved = new Map(links.flatMap((link) => (link.rightId === null ? [[link.leftId ?? '', link]] : [])));
  const apart = await keptApart(portal, pair, [...reserved.keys()]);
  for (const look of unlinked) {
    const link = reserved.get(madeFor(look));
    if (look.right && !isMerged(look.right) && apart(link?.leftId ?? null, look.rightId)) continue;
    if (link && look.right) adopt(look, link, look.right);
  }
}

/** What was kept apart and is merged by a person belongs together (follow-merges.ts). */
const isMerged = ({ formerIds }: SyncRecord): boolean => (formerIds?.length ?? 0) > 0;

/** One that a person unlinked may still carry the id, if it was gone at that moment; it was not made anew for that. */
async function keptApart(
  portal: Portal,
  pair: Pair,
  leftIds: readonly string[],
): Promise<(leftId: string | null, rightId: string | null) => boolean> {
  if (leftIds.length === 0) return () => false;
  const { separated } = await portal.store.bindings(pair.name, { leftIds, rightIds: [] });
  return (leftId, rightId) => separated.some((one) => one.leftId === leftId && one.rightId === rightId);
}

function adopt(look: OpenLook, link: Link, right: SyncRecord): void {
  look.right = right;
  look.rightId = right.id;
  look.leftId = link.leftId;
  look.link = { ...link, state: 'linked', rightId: right.id };
  look.recovered = 'create';
}

/** Right records that were made for these left ones, by left id; those that belong to another one since are left out. */
export async function findCreated(
  portal: Portal,
  pair: Pair,
  leftIds: readonly string[],
): Promise<Map<string, SyncRecord>> {
  const field = pair.rightReference;
  if (field === undefined || leftIds.length === 0) return new Map();
  const fields = fieldsOf(portal, pair, 'right');
  const found = await portal.right.get({ object: pair.right, ids: leftIds, fields, by: field });
  const links = await portal.store.linksByRight(
    pair.name,
    found.map(({ id }) => id),
  );
  const owners = new Map(links.map(({ leftId, rightId }) => [rightId, leftId]));
  const apart = await keptApart(portal, pair, leftIds);
  return new Map(
    found.flatMap((record): [string, SyncRecord][] => {
      const leftId = String(fieldValue(record, field));
      const isOurs = isMerged(record) || !apart(leftId, record.id);
      return (owners.get(record.id) ?? leftId) === leftId && isOurs ? [[leftId, record]] : [];
    }),
  );
}
