import type { RoleLink } from '../engine/record.ts';
import type { Db } from './db.ts';

interface RoleRow {
  [column: string]: unknown;
  left_id: string;
  right_id: string;
  role: string;
  matched_by: string | null;
}

/** Links of other roles than primary that one of these records has, oldest first. */
export async function linkRoles(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  { leftIds, rightIds }: { readonly leftIds: readonly string[]; readonly rightIds: readonly string[] },
): Promise<RoleLink[]> {
  if (leftIds.length + rightIds.length === 0) return [];
  const rows = await db.query<RoleRow>(
    `select left_id, right_id, role, matched_by from link
     where portal_id = $1::bigint and pair = $2 and role <> 'primary'
       and (left_id in (select jsonb_array_elements_text(($3::text)::jsonb))
         or right_id in (select jsonb_array_elements_text(($4::text)::jsonb)))
     order by id`,
    [portalId, pair, JSON.stringify(leftIds), JSON.stringify(rightIds)],
  );
  return rows.map((row) => ({
    pair,
    leftId: row.left_id,
    rightId: row.right_id,
    role: row.role,
    matchedBy: row.matched_by,
  }));
}

/** Two records have one link: those that are linked as primary stay so, and a new role takes the place of the old one. */
export async function saveLinkRoles(
  db: Pick<Db, 'query'>,
  portalId: number,
  links: readonly RoleLink[],
): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `insert into link (portal_id, pair, left_id, right_id, role, state, matched_by)
     select $1::bigint, pair, "leftId", "rightId", role, 'linked', "matchedBy"
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(pair text, "leftId" text, "rightId" text, role text, "matchedBy" text)
     where not exists (select 1 from link l where l.portal_id = $1::bigint and l.pair = r.pair and l.role = 'primary'
       and l.left_id = r."leftId" and l.right_id = r."rightId")
     order by 2, 3, 4
     on conflict (portal_id, pair, left_id, right_id) where role <> 'primary' do update set role = excluded.role,
       matched_by = excluded.matched_by, updated_at = now()`,
    [portalId, JSON.stringify(links)],
  );
}

/** Ends the links between these records, whatever their role. */
export async function removeLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  links: readonly { readonly pair: string; readonly leftId: string; readonly rightId: string }[],
): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `delete from link using jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "leftId" text, "rightId" text)
     where portal_id = $1::bigint and link.pair = r.pair and link.left_id = r."leftId" and link.right_id = r."rightId"`,
    [portalId, JSON.stringify(links)],
  );
}

export interface AccountLink {
  readonly rightId: string;
  readonly role: string;
}

/** What a card shows the documents of: the right records of these left ones with their roles, the primary ones first. */
export async function accountLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  leftIds: readonly string[],
): Promise<AccountLink[]> {
  if (leftIds.length === 0) return [];
  const rows = await db.query<{ right_id: string; role: string }>(
    `select right_id, role from (
       select distinct on (right_id) right_id, role, id from link
       where portal_id = $1::bigint and pair = $2 and state = 'linked' and right_id is not null
         and left_id in (select jsonb_array_elements_text(($3::text)::jsonb))
       order by right_id, role <> 'primary', id) one
     order by role <> 'primary', id`,
    [portalId, pair, JSON.stringify(leftIds)],
  );
  return rows.map((row) => ({ rightId: row.right_id, role: row.role }));
}
