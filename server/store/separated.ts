import type { RoleLink, Separation } from '../engine/record.ts';
import type { Db } from './db.ts';
import { linkRoles } from './link-roles.ts';

const ROWS = `jsonb_to_recordset(($2::text)::jsonb) as r(pair text, "leftId" text, "rightId" text)`;

/** Remembers what is not the same. With one id null: that record is to have no counterpart at all. */
export async function separate(db: Pick<Db, 'query'>, portalId: number, apart: readonly Separation[]): Promise<void> {
  if (apart.length === 0) return;
  await db.query(
    `insert into separated (portal_id, pair, left_id, right_id)
     select distinct $1::bigint, pair, coalesce("leftId", ''), coalesce("rightId", '') from ${ROWS}
     order by 2, 3, 4 on conflict do nothing`,
    [portalId, JSON.stringify(apart)],
  );
}

/** A link that a person makes takes back whatever kept its records apart. */
export async function unite(
  db: Pick<Db, 'query'>,
  portalId: number,
  links: readonly { readonly pair: string; readonly leftId: string; readonly rightId: string }[],
): Promise<void> {
  if (links.length === 0) return;
  await db.query(
    `delete from separated using ${ROWS} where portal_id = $1::bigint and separated.pair = r.pair
       and separated.right_id in (r."rightId", '') and separated.left_id in (r."leftId", '')`,
    [portalId, JSON.stringify(links)],
  );
}

/** What one of these records was separated from. */
async function separations(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  { leftIds, rightIds }: { readonly leftIds: readonly string[]; readonly rightIds: readonly string[] },
): Promise<Separation[]> {
  if (leftIds.length + rightIds.length === 0) return [];
  const rows = await db.query<{ left_id: string; right_id: string }>(
    `select left_id, right_id from separated where portal_id = $1::bigint and pair = $2
       and (left_id in (select jsonb_array_elements_text(($3::text)::jsonb))
         or right_id in (select jsonb_array_elements_text(($4::text)::jsonb)))
     order by right_id, left_id`,
    [portalId, pair, JSON.stringify(leftIds), JSON.stringify(rightIds)],
  );
  return rows.map((row) => ({ pair, leftId: row.left_id || null, rightId: row.right_id || null }));
}

export interface Bindings {
  readonly roles: readonly RoleLink[];
  readonly separated: readonly Separation[];
}

/** All that keeps these records from being matched or created. */
export async function bindings(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  ids: { readonly leftIds: readonly string[]; readonly rightIds: readonly string[] },
): Promise<Bindings> {
  return {
    roles: await linkRoles(db, portalId, pair, ids),
    separated: await separations(db, portalId, pair, ids),
  };
}
