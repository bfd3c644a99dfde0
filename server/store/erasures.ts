import type { RecordRef } from '../engine/record.ts';
import type { Db, Query } from './db.ts';

/**
 * askErasure(db, portalId, records): Promise<void>
 * openErasures(db): Promise<Erasure[]>
 * eraseRecord(db, erasure, pairs): Promise<void>
 */
export interface Erasure extends RecordRef {
  readonly portalId: number;
}

/** Durable when it resolves; one that was asked before is not asked again. */
export async function askErasure(
  db: Pick<Db, 'query'>,
  portalId: number,
  records: readonly RecordRef[],
): Promise<void> {
  await db.query(
    `insert into erasure (portal_id, object, record_id)
     select distinct $1::bigint, object, id from jsonb_to_recordset(($2::text)::jsonb) as r(object text, id text)
     order by 2, 3 on conflict do nothing`,
    [portalId, JSON.stringify(records)],
  );
}

export async function openErasures(db: Pick<Db, 'query'>): Promise<Erasure[]> {
  const rows = await db.query<{ portal_id: number; object: string; record_id: string }>(
    'select portal_id, object, record_id from erasure where erased_at is null order by asked_at limit 100',
  );
  return rows.map((row) => ({ portalId: row.portal_id, object: row.object, id: row.record_id }));
}

/**
 * Erases what is kept of a left record and of its counterparts in the pairs that are named; all or nothing. A counterpart
 * is remembered, by its id, as one that is to have none, so that the next sync does not create the person again.
 */
export async function eraseRecord(db: Db, { portalId, object, id }: Erasure, pairs: readonly string[]): Promise<void> {
  await db.tx(async (query) => {
    for (const pair of pairs) await erasePair(query, [portalId, pair, id]);
    await query(
      `delete from ledger where portal_id = $1::bigint and side = 'left' and object = $2 and record_id = $3`,
      [portalId, object, id],
    );
    await query(
      `delete from notice where portal_id = $1::bigint and side = 'left' and object = $2 and record_id = $3`,
      [portalId, object, id],
    );
    await query(
      `update erasure set erased_at = now() where portal_id = $1::bigint and object = $2 and record_id = $3`,
      [portalId, object, id],
    );
  });
}

const LINKED = `select right_id from link where portal_id = $1::bigint and pair = $2 and left_id = $3 and right_id is not null`;
/** Of those, the ones that belong to nobody else: a company's invoices stay when one of its people goes. */
const ALONE = `${LINKED} and not exists (select from link other where other.portal_id = link.portal_id
  and other.right_id = link.right_id and other.id <> link.id)`;

async function erasePair(query: Query, key: readonly [number, string, string]): Promise<void> {
  for (const table of ['document', 'account']) {
    const column = table === 'account' ? 'id' : 'account_id';
    await query(`delete from ${table} where portal_id = $1::bigint and ${column} in (${ALONE})`, key);
  }
  await query(
    `insert into separated (portal_id, pair, left_id, right_id)
     select $1::bigint, $2, '', right_id from (${LINKED} and role = 'primary') as gone on conflict do nothing`,
    key,
  );
  await query(
    `delete from match_key where portal_id = $1::bigint and pair = $2
       and ((side = 'left' and record_id = $3) or (side = 'right' and record_id in (${LINKED})))`,
    key,
  );
  // Also entries of others that name the record, as one of those that might belong together.
  await query(
    `delete from inbox where portal_id = $1::bigint and pair = $2
       and ((side = 'left' and record_id = $3) or (side = 'right' and record_id in (${LINKED}))
         or strpos(detail::text, '"' || $3 || '"') > 0)`,
    key,
  );
  await query(
    `delete from ledger where portal_id = $1::bigint and pair = $2 and side = 'right' and record_id in (${LINKED})`,
    key,
  );
  await query(
    `delete from reconcile_record where portal_id = $1::bigint and pair = $2
       and ((side = 'left' and record_id = $3) or (side = 'right' and record_id in (${LINKED})))`,
    key,
  );
  await query(
    `delete from reconcile_drift where portal_id = $1::bigint and pair = $2
       and (left_id = $3 or right_id in (${LINKED}))`,
    key,
  );
  await query('delete from link where portal_id = $1::bigint and pair = $2 and left_id = $3', key);
}
