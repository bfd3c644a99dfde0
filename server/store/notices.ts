import type { Notice } from '../engine/record.ts';
import { traceId } from '../trace.ts';
import type { Db } from './db.ts';

/** A notice as stored. `version` tells a later hint from the one being worked on. */
export interface StoredNotice extends Notice {
  readonly version: number;
  /** How often a look at it was put off. */
  readonly tries: number;
  /** Of the request that hinted at the record first: what is pushed is soon told again by the journal. */
  readonly trace?: string;
  /** A person waits for the look. */
  readonly asked: boolean;
}

/**
 * Every hint becomes, or refreshes, the one row of its record; it is due at once, or after `delayMs`. `asked`: a person waits
 * for the look.
 */
export async function acceptNotices(
  db: Pick<Db, 'query'>,
  portalId: number,
  notices: readonly Notice[],
  delayMs = 0,
  asked = false,
): Promise<void> {
  if (notices.length === 0) return;
  // `distinct`: one statement may not touch a row twice. Ordered, so that two statements never wait for each other.
  await db.query(
    `insert into notice (portal_id, side, object, record_id, due_at, trace, asked)
     select distinct $1::bigint, side, object, id, now() + make_interval(secs => $3::float8 / 1000), $4::text, $5::boolean
     from jsonb_to_recordset(($2::text)::jsonb) as r(side text, object text, id text)
     order by side, object, id
     on conflict (portal_id, side, object, record_id) do update set version = notice.version + 1, last_at = now(),
       due_at = least(notice.due_at, excluded.due_at), trace = coalesce(notice.trace, excluded.trace),
       asked = notice.asked or excluded.asked`,
    [
      portalId,
      JSON.stringify(notices.map(({ side, object, id }) => ({ side, object, id }))),
      delayMs,
      traceId(),
      asked,
    ],
  );
}

/** Whether a look at the record is still due, or put off. */
export async function hasNotice(
  db: Pick<Db, 'query'>,
  portalId: number,
  { side, object, id }: Notice,
): Promise<boolean> {
  const rows = await db.query(
    'select 1 from notice where portal_id = $1::bigint and side = $2 and object = $3 and record_id = $4',
    [portalId, side, object, id],
  );
  return rows.length > 0;
}

interface NoticeRow {
  [column: string]: unknown;
  side: Notice['side'];
  object: string;
  record_id: string;
  version: number;
  tries: number;
  trace: string | null;
  asked: boolean;
}

/** What is due, the oldest first. While a person waits for some of it, only that. */
export async function dueNotices(db: Pick<Db, 'query'>, portalId: number, limit: number): Promise<StoredNotice[]> {
  const due = async (which: 'asked' | 'true'): Promise<NoticeRow[]> =>
    db.query<NoticeRow>(
      `select side, object, record_id, version, tries, trace, asked from notice
       where portal_id = $1::bigint and due_at <= now() and ${which} order by due_at, record_id limit $2::int`,
      [portalId, limit],
    );
  const asked = await due('asked');
  const rows = asked.length > 0 ? asked : await due('true');
  return rows.map(({ record_id: id, trace, ...row }) => ({ ...row, id, ...(trace !== null && { trace }) }));
}

/** Hints before the first full sync wait for its end, so their portals are left out. */
export async function portalsWithDueNotices(db: Pick<Db, 'query'>): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>(
    `select distinct portal_id from notice where due_at <= now() and exists (select 1 from run
       where run.portal_id = notice.portal_id and run.kind = 'sync' and run.state = 'done')`,
  );
  return rows.map((row) => row.portal_id);
}

const SAME_NOTICE = `from jsonb_to_recordset(($2::text)::jsonb) as r(side text, object text, id text, version bigint)
  where portal_id = $1::bigint and notice.side = r.side and notice.object = r.object and notice.record_id = r.id
    and notice.version = r.version`;

/** The looks are done. A notice that was refreshed meanwhile stays, for what it hints at was perhaps not seen. */
export async function finishNotices(
  db: Pick<Db, 'query'>,
  portalId: number,
  notices: readonly StoredNotice[],
): Promise<void> {
  if (notices.length === 0) return;
  await db.query(`delete from notice using ${SAME_NOTICE.slice('from '.length)}`, [portalId, JSON.stringify(notices)]);
}

export async function postponeNotices(
  db: Pick<Db, 'query'>,
  portalId: number,
  notices: readonly StoredNotice[],
  afterMs: number,
): Promise<void> {
  if (notices.length === 0) return;
  await db.query(
    `update notice set tries = tries + 1, due_at = now() + make_interval(secs => $3::float8 / 1000) ${SAME_NOTICE}`,
    [portalId, JSON.stringify(notices), afterMs],
  );
}

/** Nothing of this portal can be looked at now. */
export async function postponePortal(db: Pick<Db, 'query'>, portalId: number, afterMs: number): Promise<void> {
  await db.query(
    `update notice set due_at = now() + make_interval(secs => $2::float8 / 1000)
     where portal_id = $1::bigint and due_at <= now()`,
    [portalId, afterMs],
  );
}

export interface NoticeBacklog {
  readonly portalId: number;
  readonly waiting: number;
  /** When the oldest hint came in. */
  readonly oldestAt: string;
}

export async function noticeBacklogs(db: Pick<Db, 'query'>): Promise<NoticeBacklog[]> {
  const rows = await db.query<{ portal_id: number; waiting: number; oldest_at: Date }>(
    'select portal_id, count(*)::int waiting, min(first_at) oldest_at from notice group by portal_id',
  );
  return rows.map((row) => ({ portalId: row.portal_id, waiting: row.waiting, oldestAt: row.oldest_at.toISOString() }));
}
