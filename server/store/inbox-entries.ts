import type { Held } from '../engine/plan.ts';
import type { Side } from '../engine/record.ts';
import type { Db } from './db.ts';

/** What waits for a person, as it is shown. */
export interface InboxEntry extends Held {
  readonly id: number;
  readonly tries: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** When it is looked at again by itself; null: when one of its records changes. */
  readonly nextAt: string | null;
  /** Why a person said that it may stay as it is, until one of its records changes; null when nobody did. */
  readonly ignored: string | null;
  /** Of what led to the latest look, as in the log. */
  readonly trace?: string;
}

/** The object that a pair has on a side, by which a waiting notice of a record is found. */
export interface PairObject {
  readonly pair: string;
  readonly side: Side;
  readonly object: string;
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
  next_at: Date | null;
  ignored: string | null;
  trace: string | null;
}

const fromRow = (row: InboxRow): InboxEntry => ({
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
  nextAt: row.next_at?.toISOString() ?? null,
  ignored: row.ignored,
  ...(row.trace !== null && { trace: row.trace }),
});

export interface InboxAsked {
  /** Only this entry, ignored or not. */
  readonly id?: number;
  /** Those that are ignored as well. */
  readonly ignored?: boolean;
  readonly objects?: readonly PairObject[];
  readonly limit?: number;
}

/** The latest first. A notice of the record that waits already may be due before the entry itself is. */
export async function inboxOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  { id, ignored = false, objects = [], limit = 1000 }: InboxAsked = {},
): Promise<InboxEntry[]> {
  const rows = await db.query<InboxRow>(
    `select inbox.id, kind, inbox.pair, inbox.side, inbox.record_id, reason, fix, detail, inbox.tries, inbox.first_at,
       inbox.last_at, ignored, inbox.trace, least(inbox.next_at, notice.due_at) next_at
     from inbox
     left join jsonb_to_recordset(($4::text)::jsonb) as o(pair text, side text, object text)
       on o.pair = inbox.pair and o.side = inbox.side
     left join notice on notice.portal_id = inbox.portal_id and notice.side = inbox.side and notice.object = o.object
       and notice.record_id = inbox.record_id
     where inbox.portal_id = $1::bigint and ($3::boolean or ignored is null) and ($5::bigint is null or inbox.id = $5::bigint)
     order by inbox.last_at desc, inbox.id limit $2::int`,
    [portalId, limit, ignored || id !== undefined, JSON.stringify(objects), id ?? null],
  );
  return rows.map(fromRow);
}

/** `reason`: a person's, or null to have the entry wait again. False when there is no such entry. */
export async function ignoreHeld(
  db: Pick<Db, 'query'>,
  portalId: number,
  id: number,
  reason: string | null,
): Promise<boolean> {
  const rows = await db.query(
    'update inbox set ignored = $3 where portal_id = $1::bigint and id = $2::bigint returning id',
    [portalId, id, reason],
  );
  return rows.length > 0;
}
