import { saveCursor } from './cursors.ts';
import type { Db } from './db.ts';

/** Kept among the cursors: where everything has to be read, that is where reading goes on. */
const FEED = 'left:compare';

/** Something may have been missed of this portal: a full sync that begins after now has to end well. */
export const wantCompare = (db: Pick<Db, 'query'>, portalId: number): Promise<void> =>
  saveCursor(db, portalId, FEED, 'wanted');

/**
 * Portals of which a full sync is to be begun now: one is wanted, none goes on, and none that was begun since failed within
 * the last quarter of an hour. A portal without a first sync has nothing to compare: its first one will do.
 */
export async function dueCompares(db: Pick<Db, 'query'>): Promise<number[]> {
  await db.query(
    `delete from cursor where feed = $1 and exists (select 1 from run where run.portal_id = cursor.portal_id
       and run.kind = 'sync' and run.state = 'done' and run.started_at > cursor.updated_at)`,
    [FEED],
  );
  const rows = await db.query<{ portal_id: number }>(
    `select portal_id from cursor where feed = $1
       and exists (select 1 from run where run.portal_id = cursor.portal_id and run.kind = 'sync' and run.state = 'done')
       and not exists (select 1 from run where run.portal_id = cursor.portal_id and run.kind = 'sync'
         and (run.state = 'running' or run.started_at > greatest(cursor.updated_at, now() - interval '15 minutes')))
     order by portal_id`,
    [FEED],
  );
  return rows.map((row) => row.portal_id);
}
