import type { Side, Value } from '../engine/record.ts';
import type { Db } from './db.ts';

/** What is to be taken back: a run, one record of it, or one field of that. Objects and fields as their system names them. */
export interface UndoTarget {
  readonly runId: string;
  readonly object?: string;
  readonly recordId?: string;
  readonly field?: string;
}

export interface WrittenRecord {
  readonly side: Side;
  readonly recordId: string;
}

/** All that a run wrote to one field: the value before its first write, and after its last. */
export interface Written extends WrittenRecord {
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  /** The reason of the first write. */
  readonly reason: string;
  /** The run that wrote to the field last; another one than the target's has overwritten it. */
  readonly lastRunId: string;
}

const OF_TARGET = `portal_id = $1::bigint and run_id = $2::uuid and ($3::text is null or object = $3)
  and ($4::text is null or record_id = $4) and ($5::text is null or field = $5)`;

const targetParams = ({ runId, object, recordId, field }: UndoTarget) => [
  runId,
  object ?? null,
  recordId ?? null,
  field ?? null,
];

/** The pairs whose records the target names. */
export async function writtenPairs(db: Pick<Db, 'query'>, portalId: number, target: UndoTarget): Promise<string[]> {
  const rows = await db.query<{ pair: string }>(`select distinct pair from ledger where ${OF_TARGET} order by pair`, [
    portalId,
    ...targetParams(target),
  ]);
  return rows.map(({ pair }) => pair);
}

export async function countWrittenRecords(
  db: Pick<Db, 'query'>,
  portalId: number,
  target: UndoTarget,
): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `select count(*)::int count from (select distinct pair, side, record_id from ledger where ${OF_TARGET}) records`,
    [portalId, ...targetParams(target)],
  );
  return row?.count ?? 0;
}

/** A page of the pair's records that the target names, in the order of side and id, after the given one. */
export async function writtenRecords(
  db: Pick<Db, 'query'>,
  portalId: number,
  target: UndoTarget,
  pair: string,
  after: WrittenRecord | null,
  limit: number,
): Promise<WrittenRecord[]> {
  const rows = await db.query<{ side: Side; record_id: string }>(
    `select distinct side, record_id from ledger where ${OF_TARGET} and pair = $6
       and ($7::text is null or (side, record_id) > ($7, $8)) order by side, record_id limit $9::int`,
    [portalId, ...targetParams(target), pair, after?.side ?? null, after?.recordId ?? null, limit],
  );
  return rows.map(({ side, record_id: recordId }) => ({ side, recordId }));
}

interface WrittenRow {
  [column: string]: unknown;
  side: Side;
  record_id: string;
  field: string;
  before_value: Value;
  after_value: Value;
  reason: string;
  last_run_id: string;
}

/** What the target's run wrote to these records, field by field. */
export async function writtenOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  target: UndoTarget,
  pair: string,
  records: readonly WrittenRecord[],
): Promise<Written[]> {
  if (records.length === 0) return [];
  const rows = await db.query<WrittenRow>(
    `with entry as (
       select l.* from ledger l
       join jsonb_to_recordset(($7::text)::jsonb) as r(side text, "recordId" text)
         on l.side = r.side and l.record_id = r."recordId"
       where ${OF_TARGET.replaceAll(/\b(portal_id|run_id|object|record_id|field)\b/g, 'l.$1')} and l.pair = $6
     ), first as (
       select distinct on (side, record_id, field) * from entry order by side, record_id, field, id
     ), last as (
       select distinct on (side, record_id, field) * from entry order by side, record_id, field, id desc
     )
     select f.side, f.record_id, f.field, f.before_value, e.after_value, f.reason,
       (select n.run_id from ledger n where n.portal_id = $1::bigint and n.side = f.side and n.object = f.object
          and n.record_id = f.record_id and n.field = f.field order by n.id desc limit 1) last_run_id
     from first f join last e on e.side = f.side and e.record_id = f.record_id and e.field = f.field
     order by f.side, f.record_id, f.id`,
    [portalId, ...targetParams(target), pair, JSON.stringify(records)],
  );
  return rows.map((row) => ({
    side: row.side,
    recordId: row.record_id,
    field: row.field,
    before: row.before_value,
    after: row.after_value,
    reason: row.reason,
    lastRunId: row.last_run_id,
  }));
}

/** The last run that wrote to the record, or to one of its fields; undos do not count. Null when none is known. */
export async function lastWriter(
  db: Pick<Db, 'query'>,
  portalId: number,
  {
    object,
    recordId,
    field,
  }: { readonly object: string; readonly recordId: string; readonly field?: string | undefined },
): Promise<string | null> {
  const [row] = await db.query<{ run_id: string }>(
    `select l.run_id from ledger l where l.portal_id = $1::bigint and l.side in ('left', 'right') and l.object = $2
       and l.record_id = $3 and ($4::text is null or l.field = $4)
       and not exists (select 1 from run where run.portal_id = $1::bigint and run.id = l.run_id and run.kind = 'undo')
     order by l.id desc limit 1`,
    [portalId, object, recordId, field ?? null],
  );
  return row?.run_id ?? null;
}

export interface LeftAlone {
  readonly object: string;
  readonly recordId: string;
  readonly field: string;
  readonly reason: string;
}

export async function addLeftAlone(
  db: Pick<Db, 'query'>,
  portalId: number,
  runId: string,
  rows: readonly LeftAlone[],
): Promise<void> {
  if (rows.length === 0) return;
  await db.query(
    `insert into left_alone (portal_id, run_id, object, record_id, field, reason)
     select $1::bigint, $2::uuid, object, "recordId", field, reason
     from jsonb_to_recordset(($3::text)::jsonb) as r(object text, "recordId" text, field text, reason text)`,
    [portalId, runId, JSON.stringify(rows)],
  );
}

export async function leftAloneOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  runId: string,
  limit = 1000,
): Promise<LeftAlone[]> {
  const rows = await db.query<{ object: string; record_id: string; field: string; reason: string }>(
    `select object, record_id, field, reason from left_alone where portal_id = $1::bigint and run_id = $2::uuid
     order by id limit $3::int`,
    [portalId, runId, limit],
  );
  return rows.map(({ object, record_id: recordId, field, reason }) => ({ object, recordId, field, reason }));
}
