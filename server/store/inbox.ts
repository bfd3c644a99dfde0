import type { Held } from '../engine/plan.ts';
import type { Side } from '../engine/record.ts';
import type { Db } from './db.ts';

/** What waits for a person. One entry a record and kind, however often it was looked at. */
export interface InboxEntry extends Held {
  readonly id: number;
  readonly tries: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export async function holdRecords(db: Pick<Db, 'query'>, portalId: number, held: readonly Held[]): Promise<void> {
  const last = new Map(held.map((one) => [[one.kind, one.pair, one.side, one.recordId].join('\n'), one]));
  if (last.size === 0) return;
  await db.query(
    `insert into inbox (portal_id, kind, pair, side, record_id, reason, fix, detail)
     select $1::bigint, kind, pair, side, "recordId", reason, fix, coalesce(detail, '{}')
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(kind text, pair text, side text, "recordId" text, reason text, fix text, detail jsonb)
     on conflict (portal_id, kind, pair, side, record_id) do update set reason = excluded.reason, fix = excluded.fix,
       detail = excluded.detail, tries = inbox.tries + 1, last_at = now()`,
    [portalId, JSON.stringify([...last.values()])],
  );
}

export interface HeldRecord {
  readonly pair: string;
  readonly side: Side;
  readonly recordId: string;
}

/** Takes out what a look has just found in order, except the kinds it holds again. */
export async function clearHeld(
  db: Pick<Db, 'query'>,
  portalId: number,
  looked: readonly HeldRecord[],
  heldAgain: readonly (HeldRecord & Pick<Held, 'kind'>)[],
): Promise<void> {
  if (looked.length === 0) return;
  await db.query(
    `delete from inbox using jsonb_to_recordset(($2::text)::jsonb) as r(pair text, side text, "recordId" text)
     where portal_id = $1::bigint and inbox.pair = r.pair and inbox.side = r.side and inbox.record_id = r."recordId"
       and not exists (select 1 from jsonb_to_recordset(($3::text)::jsonb)
           as again(kind text, pair text, side text, "recordId" text)
         where again.kind = inbox.kind and again.pair = inbox.pair and again.side = inbox.side
           and again."recordId" = inbox.record_id)`,
    [portalId, JSON.stringify(looked), JSON.stringify(heldAgain)],
  );
}

interface InboxRow {
  [column: string]: unknown;
  id: number;
  kind: Held['kind'];
  pair: string;
  side: Side;
  record_id: string;
  reason: string;
  fix: string;
  detail: unknown;
  tries: number;
  first_at: Date;
  last_at: Date;
}

export async function inboxOf(db: Pick<Db, 'query'>, portalId: number, limit = 1000): Promise<InboxEntry[]> {
  const rows = await db.query<InboxRow>(
    'select * from inbox where portal_id = $1::bigint order by last_at desc, id limit $2::int',
    [portalId, limit],
  );
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    pair: row.pair,
    side: row.side,
    recordId: row.record_id,
    reason: row.reason,
    fix: row.fix,
    detail: row.detail,
    tries: row.tries,
    firstAt: row.first_at.toISOString(),
    lastAt: row.last_at.toISOString(),
  }));
}

export async function inboxRecords(db: Pick<Db, 'query'>, portalId: number): Promise<HeldRecord[]> {
  const rows = await db.query<{ pair: string; side: Side; record_id: string }>(
    'select distinct pair, side, record_id from inbox where portal_id = $1::bigint',
    [portalId],
  );
  return rows.map((row) => ({ pair: row.pair, side: row.side, recordId: row.record_id }));
}

export async function inboxCounts(
  db: Pick<Db, 'query'>,
): Promise<{ portalId: number; kind: Held['kind']; count: number }[]> {
  const rows = await db.query<{ portal_id: number; kind: Held['kind']; count: number }>(
    'select portal_id, kind, count(*)::int count from inbox group by portal_id, kind order by portal_id, kind',
  );
  return rows.map((row) => ({ portalId: row.portal_id, kind: row.kind, count: row.count }));
}
