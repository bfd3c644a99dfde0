import type { Db } from './db.ts';

const BATCH = 5000;

/**
 * Forgets what the ledger has that is older than so many days, and the runs that wrote it. The creation of a record is kept
 * as long as the record is linked: it is what shows that a document exists once. Resolves to how many entries went.
 */
export async function forgetLedger(db: Db, portalId: number, days: number, signal?: AbortSignal): Promise<number> {
  let forgotten = 0;
  for (let after = 0; ;) {
    if (signal?.aborted) break;
    // Small statements, so that nobody waits for one; each goes on behind what the last one has kept.
    const [batch] = await db.query<{ last: number | null; forgotten: number }>(
      `with old as (
         select id, (reason = 'create' and exists (select 1 from link where link.portal_id = l.portal_id
           and link.pair = l.pair and (case when l.side = 'left' then link.left_id else link.right_id end) = l.record_id
         )) kept
         from ledger l where portal_id = $1::bigint and id > $3::bigint and at < now() - make_interval(days => $2::int)
         order by id limit ${BATCH}
       ), gone as (
         delete from ledger where portal_id = $1::bigint and id in (select id from old where not kept) returning id
       )
       select (select max(id) from old) last, (select count(*)::int from gone) forgotten`,
      [portalId, days, after],
    );
    if (!batch || batch.last === null) break;
    after = batch.last;
    forgotten += batch.forgotten;
  }
  await forgetRuns(db, portalId, days);
  return forgotten;
}

/** Full syncs are few, and that there was one matters; the others go when the ledger has nothing of them any more. */
async function forgetRuns(db: Db, portalId: number, days: number): Promise<void> {
  await db.query(
    `with gone as (
       delete from run where portal_id = $1::bigint and started_at < now() - make_interval(days => $2::int)
         and state <> 'running' and kind in ('live', 'edit', 'plan', 'undo-plan', 'undo')
         and not exists (select 1 from ledger where ledger.portal_id = run.portal_id and ledger.run_id = run.id)
       returning id
     )
     delete from left_alone where portal_id = $1::bigint and run_id in (select id from gone)`,
    [portalId, days],
  );
}
