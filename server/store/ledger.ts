import type { Side, Value } from '../engine/record.ts';
import { traceId } from '../trace.ts';
import type { Db } from './db.ts';
import { isRunId } from './runs.ts';

export interface LedgerEntry {
  readonly runId: string;
  readonly pair: string;
  readonly side: Side;
  readonly object: string;
  readonly recordId: string;
  /** The side's own field name, or `@pair` for an association. */
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
  /** Why this value won: a rule name, `create`, `only-left-changed` ... */
  readonly reason: string;
  readonly actor: string;
  /** The hint that led to it: `left companies 5`. Null when a full sync came across the record. */
  readonly notice?: string | null;
  /** Of the request, round or command that led to it, as in the log. */
  readonly trace?: string;
}
export interface StoredLedgerEntry extends LedgerEntry {
  /** Later entries have higher ones. */
  readonly id: number;
  readonly at: string;
}

export async function appendLedger(
  db: Pick<Db, 'query'>,
  portalId: number,
  entries: readonly LedgerEntry[],
): Promise<void> {
  if (entries.length === 0) return;
  await db.query(
    `insert into ledger (portal_id, run_id, pair, side, object, record_id, field, before_value, after_value, reason, actor,
       notice, trace)
     select $1::bigint, "runId", pair, side, object, "recordId", field, before, after, reason, actor, notice,
       coalesce(trace, $3::text)
     from jsonb_to_recordset(($2::text)::jsonb) as r("runId" uuid, pair text, side text, object text, "recordId" text,
       field text, before jsonb, after jsonb, reason text, actor text, notice text, trace text)`,
    [portalId, JSON.stringify(entries), traceId()],
  );
}

/** How many records were archived or deleted within that time. */
export async function removedWithin(db: Pick<Db, 'query'>, portalId: number, ms: number): Promise<number> {
  const rows = await db.query<{ removed: number }>(
    `select count(*)::int removed from ledger where portal_id = $1::bigint and field = '$record'
       and after_value in ('"archived"', '"deleted"') and at > now() - make_interval(secs => $2::float / 1000)`,
    [portalId, ms],
  );
  return rows[0]?.removed ?? 0;
}

interface LedgerRow {
  [column: string]: unknown;
  id: number;
  at: Date;
  run_id: string;
  pair: string;
  side: Side;
  object: string;
  record_id: string;
  field: string;
  before_value: Value;
  after_value: Value;
  reason: string;
  actor: string;
  notice: string | null;
  trace: string | null;
}

/** The history of a record, or of one of its fields: the latest change first. */
export async function ledgerOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  record: { readonly object: string; readonly id: string; readonly field?: string | undefined },
  limit = 200,
): Promise<StoredLedgerEntry[]> {
  const rows = await db.query<LedgerRow>(
    `select * from ledger where portal_id = $1::bigint and side in ('left', 'right') and object = $2 and record_id = $3
       and ($4::text is null or field = $4) order by id desc limit $5::int`,
    [portalId, record.object, record.id, record.field ?? null, limit],
  );
  return rows.map(fromRow);
}

/** What a run wrote, the latest change first; `before`: only entries older than that one. */
export async function ledgerOfRun(
  db: Pick<Db, 'query'>,
  portalId: number,
  runId: string,
  { before = null, limit = 200 }: { readonly before?: number | null; readonly limit?: number } = {},
): Promise<StoredLedgerEntry[]> {
  if (!isRunId(runId)) return [];
  const rows = await db.query<LedgerRow>(
    `select * from ledger where portal_id = $1::bigint and run_id = $2::uuid and ($3::bigint is null or id < $3::bigint)
     order by id desc limit $4::int`,
    [portalId, runId, before, limit],
  );
  return rows.map(fromRow);
}

const fromRow = (row: LedgerRow): StoredLedgerEntry => ({
  id: row.id,
  at: row.at.toISOString(),
  runId: row.run_id,
  pair: row.pair,
  side: row.side,
  object: row.object,
  recordId: row.record_id,
  field: row.field,
  before: row.before_value,
  after: row.after_value,
  reason: row.reason,
  actor: row.actor,
  notice: row.notice,
  ...(row.trace !== null && { trace: row.trace }),
});
