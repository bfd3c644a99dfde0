import type { Db } from './db.ts';

/** When the last full sync that ended well was begun (ISO): what changed before, it has seen. Null: there was none. */
export async function lastSyncStartedAt(db: Pick<Db, 'query'>, portalId: number): Promise<string | null> {
  const [row] = await db.query<{ at: Date | null }>(
    "select max(started_at) at from run where portal_id = $1::bigint and kind = 'sync' and state = 'done'",
    [portalId],
  );
  return row?.at?.toISOString() ?? null;
}
