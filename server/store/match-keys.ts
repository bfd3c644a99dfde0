import type { Side } from '../engine/record.ts';
import type { Db } from './db.ts';

/** The match keys of records as they were last read, so that matching needs no search (which lags and is capped). */
export interface RecordKeys {
  readonly id: string;
  /** In key order; null where a part is blank. */
  readonly keys: readonly (string | null)[];
}

const flat = (records: readonly RecordKeys[]) =>
  records.flatMap(({ id, keys }) =>
    keys.flatMap((value, keyNo) => (value === null ? [] : [{ record_id: id, key_no: keyNo, value }])),
  );

/** Replaces the keys of these records; those with all keys null are forgotten. Unchanged keys cost no write. */
export async function saveMatchKeys(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  side: Side,
  records: readonly RecordKeys[],
): Promise<void> {
  if (records.length === 0) return;
  const params = [portalId, pair, JSON.stringify(flat(records)), side];
  await db.query(
    `delete from match_key m where portal_id = $1::bigint and pair = $2 and side = $4
       and record_id in (select jsonb_array_elements_text(($5::text)::jsonb))
       and not exists (select 1 from jsonb_to_recordset(($3::text)::jsonb) as r(record_id text, key_no smallint, value text)
         where r.record_id = m.record_id and r.key_no = m.key_no and r.value = m.value)`,
    [...params, JSON.stringify(records.map((record) => record.id))],
  );
  await db.query(
    `insert into match_key (portal_id, pair, side, key_no, value, record_id)
     select distinct $1::bigint, $2, $4, key_no, value, record_id
     from jsonb_to_recordset(($3::text)::jsonb) as r(record_id text, key_no smallint, value text)
     order by 4, 5, 6 on conflict do nothing`,
    params,
  );
}

export interface Candidate {
  readonly keyNo: number;
  readonly value: string;
  readonly id: string;
}

/** More candidates than this say nothing new: several is several. */
const CANDIDATES_PER_KEY = 10;

export async function findCandidates(
  db: Pick<Db, 'query'>,
  portalId: number,
  pair: string,
  side: Side,
  wanted: readonly { readonly keyNo: number; readonly value: string }[],
): Promise<Candidate[]> {
  if (wanted.length === 0) return [];
  const rows = await db.query<{ key_no: number; value: string; record_id: string }>(
    `select r."keyNo" key_no, r.value, m.record_id
     from (select distinct * from jsonb_to_recordset(($3::text)::jsonb) as r("keyNo" smallint, value text)) r
     cross join lateral (select record_id from match_key
       where portal_id = $1::bigint and pair = $2 and side = $4 and key_no = r."keyNo" and value = r.value
       order by record_id limit ${CANDIDATES_PER_KEY}) m`,
    [portalId, pair, JSON.stringify(wanted.map(({ keyNo, value }) => ({ keyNo, value }))), side],
  );
  return rows.map((row) => ({ keyNo: row.key_no, value: row.value, id: row.record_id }));
}
