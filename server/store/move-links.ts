import type { LinkMove } from '../engine/merged.ts';
import type { Db } from './db.ts';

const MOVES = `jsonb_to_recordset(($2::text)::jsonb)
  as r(pair text, "leftId" text, "rightId" text, "toLeftId" text, "toRightId" text, role text)`;
const OF_MOVE = `link.portal_id = $1::bigint and link.pair = r.pair
  and link.left_id is not distinct from r."leftId" and link.right_id is not distinct from r."rightId"`;

/**
 * Links of records that were merged go to the survivor: as they are, or in another role, without what only a primary link
 * has. Those whose `role` is null end. The order matters, for no record has two primary links at any moment.
 */
export async function moveLinks(db: Pick<Db, 'query'>, portalId: number, moves: readonly LinkMove[]): Promise<void> {
  if (moves.length === 0) return;
  const of = (some: readonly LinkMove[]): unknown[] => [portalId, JSON.stringify(some)];
  await db.query(`delete from link using ${MOVES} where ${OF_MOVE}`, of(moves.filter(({ role }) => role === null)));
  for (const isPrimary of [false, true]) {
    const some = moves.filter(({ role }) => role !== null && (role === 'primary') === isPrimary);
    if (some.length === 0) continue;
    await db.query(
      `update link set left_id = r."toLeftId", right_id = r."toRightId", role = r.role, updated_at = now(),
         matched_by = case when link.role = r.role then link.matched_by else 'merge' end,
         state = case when r.role = 'primary' and link.left_id is not null and link.right_id is not null then link.state
           else 'linked' end,
         gone = case when r.role = 'primary' and link.left_id is not null and link.right_id is not null then link.gone end,
         base = case when r.role = 'primary' then link.base end,
         pending = case when r.role = 'primary' then link.pending end
       from ${MOVES} where ${OF_MOVE}`,
      of(some),
    );
  }
}
