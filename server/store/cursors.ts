import type { Db } from './db.ts';

/** Where reading goes on. A cursor is minted by a connector and understood by it alone. */
export async function getCursor(db: Pick<Db, 'query'>, portalId: number, feed: string): Promise<string | null> {
  const [row] = await db.query<{ value: string }>(
    'select value from cursor where portal_id = $1::bigint and feed = $2',
    [portalId, feed],
  );
  return row?.value ?? null;
}

export async function saveCursor(db: Pick<Db, 'query'>, portalId: number, feed: string, value: string): Promise<void> {
  await db.query(
    `insert into cursor (portal_id, feed, value) values ($1::bigint, $2, $3)
     on conflict (portal_id, feed) do update set value = excluded.value, updated_at = now()`,
    [portalId, feed, value],
  );
}
