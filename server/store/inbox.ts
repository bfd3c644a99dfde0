import type { Held } from '../engine/plan.ts';
import type { Side } from '../engine/record.ts';
import { traceId } from '../trace.ts';
import type { Db } from './db.ts';

/** What a look holds for a person, with what the records were. */
export interface HeldNow extends Held {
  /** Changes whenever one of the records does. Left out where they could not be read. */
  readonly fingerprint?: string | null;
  /** Of what led to the look; left out: of what is going on. */
  readonly trace?: string | null;
}

/** Kinds that time alone may put right: a system that refused, a duplicate that was merged since. */
export const RETRIED: readonly Held['kind'][] = ['unsure', 'set-aside'];
export const FIRST_RETRY_MINUTES = 15;
export const LAST_RETRY_MINUTES = 24 * 60;

/** Ever later, to once a day. */
const nextAt = (kind: string, tries: string): string =>
  `case when ${kind} in (${RETRIED.map((one) => `'${one}'`).join(', ')}) then
     now() + make_interval(mins => least(${FIRST_RETRY_MINUTES} * 2 ^ least(${tries} - 1, 20), ${LAST_RETRY_MINUTES})::int) end`;

/** One entry a record and kind, however often it was looked at. One that is ignored stays so until a record changes. */
export async function holdRecords(db: Pick<Db, 'query'>, portalId: number, held: readonly HeldNow[]): Promise<void> {
  const last = new Map(held.map((one) => [[one.kind, one.pair, one.side, one.recordId].join('\n'), one]));
  if (last.size === 0) return;
  await db.query(
    `insert into inbox (portal_id, kind, pair, side, record_id, reason, fix, detail, fingerprint, trace, next_at)
     select $1::bigint, kind, pair, side, "recordId", reason, fix, coalesce(detail, '{}'), fingerprint,
       coalesce(trace, $3::text), ${nextAt('kind', '1')}
     from jsonb_to_recordset(($2::text)::jsonb)
       as r(kind text, pair text, side text, "recordId" text, reason text, fix text, detail jsonb, fingerprint text,
         trace text)
     on conflict (portal_id, kind, pair, side, record_id) do update set reason = excluded.reason, fix = excluded.fix,
       detail = excluded.detail, tries = inbox.tries + 1, last_at = now(), fingerprint = excluded.fingerprint,
       trace = excluded.trace,
       ignored = case when inbox.fingerprint is not distinct from excluded.fingerprint then inbox.ignored end,
       next_at = ${nextAt('inbox.kind', 'inbox.tries + 1')}`,
    [portalId, JSON.stringify([...last.values()]), traceId()],
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

interface HeldRow {
  [column: string]: unknown;
  pair: string;
  side: Side;
  record_id: string;
}
const recordOf = (row: HeldRow): HeldRecord => ({ pair: row.pair, side: row.side, recordId: row.record_id });

/** Every record that waits; those that are ignored do not. */
export async function inboxRecords(db: Pick<Db, 'query'>, portalId: number): Promise<HeldRecord[]> {
  const rows = await db.query<HeldRow>(
    'select distinct pair, side, record_id from inbox where portal_id = $1::bigint and ignored is null',
    [portalId],
  );
  return rows.map(recordOf);
}

/** Those of the given records that wait, or were told to be ignored. */
export async function heldAmong(
  db: Pick<Db, 'query'>,
  portalId: number,
  records: readonly HeldRecord[],
): Promise<HeldRecord[]> {
  if (records.length === 0) return [];
  const rows = await db.query<HeldRow>(
    `select distinct inbox.pair, inbox.side, inbox.record_id
     from inbox join jsonb_to_recordset(($2::text)::jsonb) as r(pair text, side text, "recordId" text)
       on inbox.pair = r.pair and inbox.side = r.side and inbox.record_id = r."recordId"
     where portal_id = $1::bigint`,
    [portalId, JSON.stringify(records)],
  );
  return rows.map(recordOf);
}

/** Takes the entries whose time has come; their next look gives them another one. */
export async function takeDueHeld(db: Pick<Db, 'query'>, portalId: number): Promise<HeldRecord[]> {
  const rows = await db.query<HeldRow>(
    `update inbox set next_at = null where portal_id = $1::bigint and next_at <= now() and ignored is null
     returning pair, side, record_id`,
    [portalId],
  );
  return rows.map(recordOf);
}

export async function portalsWithDueHeld(db: Pick<Db, 'query'>): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>(
    'select distinct portal_id from inbox where next_at <= now() and ignored is null',
  );
  return rows.map((row) => row.portal_id);
}

/** Of those that are not ignored. */
export async function inboxCounts(
  db: Pick<Db, 'query'>,
): Promise<{ portalId: number; kind: Held['kind']; count: number }[]> {
  const rows = await db.query<{ portal_id: number; kind: Held['kind']; count: number }>(
    `select portal_id, kind, count(*)::int count from inbox where ignored is null
     group by portal_id, kind order by portal_id, kind`,
  );
  return rows.map((row) => ({ portalId: row.portal_id, kind: row.kind, count: row.count }));
}
