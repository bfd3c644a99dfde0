import type { Db } from './db.ts';
import { getInstall } from './installs.ts';
import { tokenLock } from './token-lock.ts';

/** Rows a statement, so that the embedded store answers others in between. */
const BATCH = 10_000;

/** Accounts whose install ended more than so many days ago. */
export async function portalsToPurge(db: Pick<Db, 'query'>, days: number): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>(
    `select portal_id from install where state <> 'active' and ended_at < now() - make_interval(days => $1::int)
     order by portal_id`,
    [days],
  );
  return rows.map((row) => row.portal_id);
}

/** Every table that holds something of an account: whoever adds one need not think of this file. */
export async function portalTables(db: Pick<Db, 'query'>): Promise<string[]> {
  const rows = await db.query<{ name: string }>(
    `select quote_ident(c.table_name) as name from information_schema.columns c
     join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
     where c.table_schema = current_schema() and c.column_name = 'portal_id' order by 1`,
  );
  return rows.map((row) => row.name);
}

/**
 * Deletes all that is kept of an account. False when it was installed again meanwhile: no batch is at work on it, and no
 * install can be saved, while its state is looked at and its rows go.
 */
export async function purgePortal(db: Db, portalId: number): Promise<boolean> {
  return db.exclusive(portalId, () =>
    db.exclusive(tokenLock(portalId), async () => {
      if ((await getInstall(db, portalId))?.state === 'active') return false;
      await deleteRows(db, portalId);
      return true;
    }),
  );
}

/** The install last, so that a purge that was cut is begun again. */
async function deleteRows(db: Db, portalId: number): Promise<void> {
  const tables = await portalTables(db);
  for (const table of [...tables.filter((name) => name !== 'install'), 'install']) {
    for (let deleted = BATCH; deleted === BATCH;) {
      const rows = await db.script(
        `delete from ${table} where ctid = any(array(select ctid from ${table} where portal_id = $1::bigint limit ${BATCH}))
         returning 1`,
        [portalId],
      );
      deleted = rows.length;
    }
  }
}
