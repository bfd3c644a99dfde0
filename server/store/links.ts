import type { Fields, Gone, Link, Pending } from '../engine/record.ts';
import type { Db } from './db.ts';

/**
 * Primary links, which merge fields; those of other roles are in link-roles.ts.
 *
 * linksByLeft(db, portalId, pair, leftIds): Promise<Link[]>      `pair`: name of the mapping's pair
 * linksByRight(db, portalId, pair, rightIds): Promise<Link[]>
 * countLinked(db): Promise<{ portalId, linked }[]>
 * linkedCount(db, portalId): Promise<number>
 */
const COLUMNS = 'pair, left_id, right_id, state, base, pending, gone';

interface LinkRow {
  [column: string]: unknown;
  pair: string;
  left_id: string | null;
  right_id: string | null;
  state: Link['state'];
  base: Fields | null;
  pending: Pending[] | null;
  gone: Gone | null;
}

const fromRow = (row: LinkRow): Link => ({
  pair: row.pair,
  leftId: row.left_id,
  rightId: row.right_id,
  state: row.state,
  base: row.base,
  ...(row.pending && { pending: row.pending }),
  ...(row.gone && { gone: row.gone }),
});

const linksBy =
  (column: 'left_id' | 'right_id') =>
  async (db: Pick<Db, 'query'>, portalId: number, pair: string, ids: readonly string[]): Promise<Link[]> => {
    if (ids.length === 0) return [];
    const rows = await db.query<LinkRow>(
      `select ${COLUMNS} from link where portal_id = $1::bigint and pair = $2 and role = 'primary'
         and ${column} in (select jsonb_array_elements_text(($3::text)::jsonb))`,
      [portalId, pair, JSON.stringify(ids)],
    );
    return rows.map(fromRow);
  };

export const linksByLeft = linksBy('left_id');
export const linksByRight = linksBy('right_id');

/**
 * Announces links before their records are written: the answer to a create may be lost, and is then looked up instead of
 * sent a second time; the update that goes with a match may be the last thing a process does.
 */
export async function reserveLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  reserved: readonly Reserved[],
): Promise<void> {
  if (reserved.length === 0) return;
  if (reserved.some(({ leftId }) => typeof leftId === 'string')) await fillReserved(db, portalId, reserved);
  await db.query(
    `insert into link (portal_id, pair, right_id, left_id, matched_by, state, pending)
     select $1::bigint, pair, "rightId", "leftId", "matchedBy", 'reserved', pending
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(pair text, "rightId" text, "leftId" text, "matchedBy" text, pending jsonb)
     where not exists (select 1 from link l where l.portal_id = $1::bigint and l.pair = r.pair
       and l.role = 'primary' and l.left_id = r."leftId" and l.right_id <> r."rightId")
     order by 2, 3
     on conflict (portal_id, pair, right_id) where right_id is not null and role = 'primary' do update set pending = excluded.pending,
       left_id = excluded.left_id, matched_by = excluded.matched_by
       where link.state = 'reserved'`,
    [portalId, JSON.stringify(reserved)],
  );
}

/** A right record that will be made for this left one. */
export interface ReservedRight {
  readonly pair: string;
  readonly leftId: string;
  readonly pending: readonly Pending[];
}

/** Announces creates on the right, by the left record's id, which is their reference. */
export async function reserveRight(
  db: Pick<Db, 'query'>,
  portalId: number,
  reserved: readonly ReservedRight[],
): Promise<void> {
  if (reserved.length === 0) return;
  await db.query(
    `insert into link (portal_id, pair, left_id, state, pending)
     select $1::bigint, pair, "leftId", 'reserved', pending
     from jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "leftId" text, pending jsonb)
     order by 2, 3
     on conflict (portal_id, pair, left_id) where left_id is not null and role = 'primary' do update set pending = excluded.pending
       where link.state = 'reserved' and link.right_id is null`,
    [portalId, JSON.stringify(reserved)],
  );
}

/** A link that will be: `leftId` is null for a create, and the record that was found for a match. */
export interface Reserved extends Announced {
  readonly leftId?: string | null;
  readonly matchedBy?: string | null;
}

/** What is about to be written to the records of a link. */
export interface Announced {
  readonly pair: string;
  readonly rightId: string;
  readonly pending: readonly Pending[];
}

/** Announces the writes to linked records; saving the link takes them back. */
export async function announceWrites(
  db: Pick<Db, 'query'>,
  portalId: number,
  announced: readonly Announced[],
): Promise<void> {
  if (announced.length === 0) return;
  await db.query(
    `update link set pending = r.pending
     from jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "rightId" text, pending jsonb)
     where portal_id = $1::bigint and link.pair = r.pair and link.right_id = r."rightId"
       and link.role = 'primary'`,
    [portalId, JSON.stringify(announced)],
  );
}

/** A create that was refused, by the id of the record it was to be made for. */
export type Released =
  | { readonly pair: string; readonly rightId: string; readonly leftId?: undefined }
  | { readonly pair: string; readonly leftId: string; readonly rightId?: undefined };

/** Nothing was made, so nothing is reserved. */
export async function releaseLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  refused: readonly Released[],
): Promise<void> {
  if (refused.length === 0) return;
  await db.query(
    `delete from link using jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "leftId" text, "rightId" text)
     where portal_id = $1::bigint and link.pair = r.pair and state = 'reserved' and role = 'primary'
       and (link.right_id = r."rightId" or (link.left_id = r."leftId" and link.right_id is null))`,
    [portalId, JSON.stringify(refused)],
  );
}

/** The left records are gone and will be made again: what they were linked with is free. */
export async function endLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  rightIds: readonly string[],
): Promise<void> {
  if (rightIds.length === 0) return;
  await db.query(
    `delete from link where portal_id = $1::bigint and pair = $2 and role = 'primary'
       and right_id in (select jsonb_array_elements_text(($3::text)::jsonb))`,
    [portalId, pair, JSON.stringify(rightIds)],
  );
}

/** What was reserved for a left record alone becomes the link's own row, once the right record is known. */
async function fillReserved(
  db: Pick<Db, 'query'>,
  portalId: number,
  links: readonly { readonly pair: string; readonly rightId: string; readonly leftId?: string | null }[],
): Promise<void> {
  await db.query(
    `delete from link using jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "leftId" text)
     where portal_id = $1::bigint and link.pair = r.pair and link.left_id = r."leftId" and link.right_id is null`,
    [portalId, JSON.stringify(links)],
  );
}

export interface LinkSave {
  readonly pair: string;
  readonly leftId: string;
  readonly rightId: string;
  readonly base: Fields;
  /** `key 0`, `create`: why these two are the same thing. Null keeps what is known. */
  readonly matchedBy: string | null;
  /** Announced writes whose outcome is still not known. */
  readonly pending?: readonly Pending[];
  /** The left record had a row of its own, reserved before the right one was known. */
  readonly fills?: boolean;
}

/** Right ids of the links that were saved; one is missing when its left record is linked with another right one. */
export async function saveLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  links: readonly LinkSave[],
): Promise<{ pair: string; rightId: string }[]> {
  if (links.length === 0) return [];
  const filling = links.filter(({ fills }) => fills === true);
  if (filling.length > 0) await fillReserved(db, portalId, filling);
  const rows = await db.query<{ pair: string; right_id: string }>(
    `insert into link (portal_id, pair, left_id, right_id, state, base, matched_by, pending)
     select $1::bigint, pair, "leftId", "rightId", 'linked', base, "matchedBy", pending
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(pair text, "leftId" text, "rightId" text, base jsonb, "matchedBy" text, pending jsonb)
     where not exists (select 1 from link l where l.portal_id = $1::bigint and l.pair = r.pair
       and l.role = 'primary' and l.left_id = r."leftId" and l.right_id <> r."rightId")
     order by 2, 4
     on conflict (portal_id, pair, right_id) where right_id is not null and role = 'primary' do update set left_id = excluded.left_id,
       state = 'linked', base = excluded.base, matched_by = coalesce(excluded.matched_by, link.matched_by),
       pending = excluded.pending, gone = null, updated_at = now()
     returning pair, right_id`,
    [portalId, JSON.stringify(links)],
  );
  return rows.map((row) => ({ pair: row.pair, rightId: row.right_id }));
}

export async function countLinked(db: Pick<Db, 'query'>): Promise<{ portalId: number; linked: number }[]> {
  const rows = await db.query<{ portal_id: number; linked: number }>(
    "select portal_id, count(*)::int linked from link where state = 'linked' and role = 'primary' group by portal_id",
  );
  return rows.map((row) => ({ portalId: row.portal_id, linked: row.linked }));
}

/** Two records that a person called the same thing: linked, and without a base, as after a match. */
export async function saveLinkByHand(
  db: Pick<Db, 'query'>,
  portalId: number,
  { pair, leftId, rightId }: Pick<LinkSave, 'pair' | 'leftId' | 'rightId'>,
): Promise<void> {
  await db.query(
    `insert into link (portal_id, pair, left_id, right_id, state, matched_by)
     values ($1::bigint, $2, $3, $4, 'linked', 'hand')
     on conflict (portal_id, pair, right_id) where right_id is not null and role = 'primary' do update set left_id = excluded.left_id,
       state = 'linked', base = null, pending = null, gone = null, matched_by = 'hand', updated_at = now()`,
    [portalId, pair, leftId, rightId],
  );
}

export async function linkedCount(db: Pick<Db, 'query'>, portalId: number): Promise<number> {
  const rows = await db.query<{ linked: number }>(
    "select count(*)::int linked from link where portal_id = $1::bigint and state = 'linked' and role = 'primary'",
    [portalId],
  );
  return rows[0]?.linked ?? 0;
}
