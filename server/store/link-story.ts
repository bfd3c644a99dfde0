import type { Db } from './db.ts';

/** Why two records are the same thing, and since when. */
export interface LinkStory {
  /** `key 0`, `create`, `hand`; null when it is not known any more. */
  readonly matchedBy: string | null;
  readonly since: string;
}

export async function linkStory(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  rightId: string,
): Promise<LinkStory | null> {
  const [row] = await db.query<{ matched_by: string | null; created_at: Date }>(
    `select matched_by, created_at from link where portal_id = $1::bigint and pair = $2 and right_id = $3
       and role = 'primary'`,
    [portalId, pair, rightId],
  );
  return row ? { matchedBy: row.matched_by, since: row.created_at.toISOString() } : null;
}
