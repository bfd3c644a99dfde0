import type { Db } from './db.ts';

/** The embedded store has one session, so no autovacuum: tables whose rows come and go would grow without end. */
export async function vacuum(db: Db): Promise<void> {
  if (db.kind !== 'pglite') return;
  for (const table of [
    'notice',
    'link',
    'match_key',
    'cursor',
    'run',
    'inbox',
    'ledger',
    'left_alone',
    'connection_state',
    'budget',
    'seen',
    'request',
    'round',
    'reconcile_record',
    'reconcile_sum',
    'reconcile_drift',
  ]) {
    await db.script(`vacuum ${table}`);
  }
  const queues = await db.query<{ name: string }>(
    "select format('%I.%I', schemaname, relname) as name from pg_stat_user_tables where schemaname = 'pgboss'",
  );
  for (const { name } of queues) await db.script(`vacuum ${name}`);
}
