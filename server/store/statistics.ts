import type { Db } from './db.ts';

/**
 * Tells the database how much there is by now. It does so by itself, but minutes later, and a first sync fills empty tables
 * in less: until then every lookup would go through all rows (measured: 1.1 s instead of 5 ms for a page among 5,000).
 */
export async function refreshStatistics(db: Pick<Db, 'query'>): Promise<void> {
  await db.query('analyze link, seen, match_key');
}
