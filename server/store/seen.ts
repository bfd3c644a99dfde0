import type { Db } from './db.ts';

/** A plan goes over the records as a sync does, and both may be at work at once. */
export type Reading = 'sync' | 'plan';

/**
 * Right records that a full sync has come across. An unlogged table: after a crash the sync starts again, and forgets
 * what it saw before it begins.
 */
export async function markSeen(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  rightIds: readonly string[],
  reading: Reading = 'sync',
): Promise<void> {
  if (rightIds.length === 0) return;
  await db.query(
    `insert into seen (portal_id, reading, pair, right_id)
     select distinct $1::bigint, $4, $2, id from jsonb_array_elements_text(($3::text)::jsonb) as id on conflict do nothing`,
    [portalId, pair, JSON.stringify(rightIds), reading],
  );
}

export async function forgetSeen(db: Pick<Db, 'query'>, portalId: number, reading: Reading = 'sync'): Promise<void> {
  await db.query('delete from seen where portal_id = $1::bigint and reading = $2', [portalId, reading]);
}

/** Right ids of links that the sync did not come across, in their order; those of records that are known to be gone as well. */
export async function unseenLinks(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  afterId: string,
  limit: number,
  reading: Reading = 'sync',
): Promise<string[]> {
  const rows = await db.query<{ right_id: string }>(
    `select right_id from link where portal_id = $1::bigint and pair = $2 and right_id > $3 and state <> 'reserved'
       and role = 'primary'
       and not exists (select 1 from seen where seen.portal_id = link.portal_id and seen.reading = $5 and seen.pair = link.pair
         and seen.right_id = link.right_id)
     order by right_id limit $4::int`,
    [portalId, pair, afterId, limit, reading],
  );
  return rows.map((row) => row.right_id);
}
