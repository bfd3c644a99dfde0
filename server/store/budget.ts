import { rankOf, type Priority } from '../engine/priority.ts';
import type { Db } from './db.ts';

/**
 * takeCall(db, portalId, bucket, priority, terms): Promise<Asked>
 *
 * One rolling window a portal and bucket, shared by all processes, in one statement on one row and by the clock of the
 * database. A request is granted when it may go, never for later: who is told to wait asks again, so that nobody stands
 * behind slots that others have reserved.
 *
 * Libraries were tried first. rate-limiter-flexible 11.4 counts fixed windows: with two processes at its PostgreSQL limiter of
 * 110 in 2 s, a rolling window held 181 requests, and a card beside a backfill waited up to 1.7 s of the 2 s, for it has no
 * priorities. bottleneck has priorities, but its only shared store is Redis, and its last release is of 2019. p-queue and
 * p-throttle know one process. A job of pg-boss is far more than a request: three statements and a row each.
 */
export interface Terms {
  /** Requests a window until HubSpot says how many there are. */
  readonly assumed: number;
  /** Whatever HubSpot says; null: what it says. */
  readonly atMost: number | null;
  /** A little longer than HubSpot's own, for requests do not arrive as evenly as they were granted. */
  readonly windowSeconds: number;
  /** Of the requests of a day this share is left to other apps of the account, between 0 and 1. */
  readonly leftToOthers: number;
}

export interface Granted {
  /** How many more fit into this window, as it is counted here. */
  readonly left: number;
  readonly most: number;
  /** What HubSpot said there are; null: nothing yet. */
  readonly toldMost: number | null;
  readonly dailyLimit: number | null;
  readonly dailyLeft: number | null;
  /** Whether it is known when the day ends. */
  readonly dailyEndKnown: boolean;
}
export interface Refused {
  readonly waitMs: number;
  readonly reason: 'window' | 'pause' | 'day';
}
export type Asked = { readonly granted: Granted } | { readonly refused: Refused };

/**
 * This share of the window is kept from a priority for those above it, but only while one of those has asked lately; a
 * backfill that is alone uses all of it. A few slots are enough, for the next one never is far.
 */
const KEPT: Readonly<Record<Priority, number>> = { card: 0, live: 0.03, backfill: 0.06 };
/** And this share of the day. */
const KEPT_TODAY: Readonly<Record<Priority, number>> = { card: 0, live: 0.05, backfill: 0.1 };
/** So many windows long. */
const LATELY = 6;

/**
 * Up to this share of the window a priority takes requests as fast as it likes. What is left beyond is spread over the
 * time until the next one comes free, so that the window never is full for seconds on end, and a card always finds a slot.
 */
const UNPACED: Readonly<Record<Priority, number>> = { card: 1, live: 0.5, backfill: 0.1 };

/** While nobody knows when the day ends, one request in this time finds out whether it has. */
const PROBE = "interval '1 hour'";

/**
 * `seen` reads the clock after the row was locked: a statement that has waited for the lock would otherwise take the time
 * from before.
 */
const TAKE = `
  with held as materialized (
    select * from budget where portal_id = $1::bigint and bucket = $2 for update),
  seen as materialized (
    select held.*, clock_timestamp() as at, make_interval(secs => $6::float8) as span from held),
  counted as (
    select seen.*, array(select g from unnest(grants) g where g > at - span order by g) as kept,
      greatest(1, least(coalesce(told_most, $4::int), $5::int)) as size,
      coalesce(case $3::int when 1 then card_at when 2 then greatest(card_at, live_at) end > at - span * ${LATELY}, false)
        as others_ask,
      case when daily_resets_at <= at then daily_limit else daily_left end as today_left,
      coalesce(daily_resets_at, daily_told_at + ${PROBE}) as day_ends_at
    from seen),
  bounded as (
    select counted.*, cardinality(kept) as used,
      greatest(1, size - case when others_ask then ceil(size * $7::float8)::int else 0 end) as cap,
      today_left is not null and day_ends_at > at
        and today_left <= coalesce(daily_limit, 0) * case $3::int when 0 then 0 else $9::float8 + $10::float8 end as day_over
    from counted),
  timed as (
    select bounded.*,
      case when used >= cap then kept[used - cap + 1] + span
        when used > size * $8::float8
          then kept[used] + greatest(span / size / 4, (kept[1] + span - kept[used]) / (cap - used + 1))
        else at end as window_at
    from bounded),
  verdict as materialized (
    select timed.*, greatest(window_at, paused_until, case when day_over then day_ends_at end) as due,
      greatest(window_at, paused_until, case when day_over then day_ends_at end) <= at as granted
    from timed),
  taken as (
    update budget b set most = v.size, window_seconds = $6::float8,
      grants = case when v.granted then v.kept || v.at else v.kept end,
      card_at = case when $3::int = 0 then v.at else b.card_at end,
      live_at = case when $3::int = 1 then v.at else b.live_at end,
      card_calls = b.card_calls + (v.granted and $3::int = 0)::int,
      live_calls = b.live_calls + (v.granted and $3::int = 1)::int,
      backfill_calls = b.backfill_calls + (v.granted and $3::int = 2)::int,
      daily_left = case when v.granted and v.today_left > 0 then v.today_left - 1 else b.daily_left end,
      daily_told_at = case when v.granted and v.day_ends_at <= v.at then v.at else b.daily_told_at end,
      daily_resets_at = case when v.granted and v.daily_resets_at <= v.at then null else b.daily_resets_at end
    from verdict v where b.portal_id = v.portal_id and b.bucket = v.bucket)
  select granted, size - used - granted::int as left, size as most, told_most, daily_limit,
    case when today_left > 0 then today_left - granted::int else today_left end as daily_left, coalesce(daily_resets_at > at, false) as end_known,
    extract(epoch from due - at)::float8 * 1000 as wait,
    case when due = paused_until then 'pause' when day_over and due = day_ends_at then 'day' else 'window' end as reason
  from verdict`;

interface TakeRow {
  [column: string]: unknown;
  granted: boolean;
  left: number;
  most: number;
  told_most: number | null;
  daily_limit: number | null;
  daily_left: number | null;
  end_known: boolean;
  wait: number;
  reason: Refused['reason'];
}

/** Takes one request of the bucket, or says when to ask again. */
export async function takeCall(
  db: Pick<Db, 'query'>,
  portalId: number,
  bucket: string,
  priority: Priority,
  { assumed, atMost, windowSeconds, leftToOthers }: Terms,
): Promise<Asked> {
  const shares = [KEPT[priority], UNPACED[priority], leftToOthers, KEPT_TODAY[priority]];
  const params = [portalId, bucket, rankOf(priority), assumed, atMost, windowSeconds, ...shares];
  for (;;) {
    const [row] = await db.query<TakeRow>(TAKE, params);
    if (row) return row.granted ? { granted: grantedIn(row) } : { refused: { waitMs: row.wait, reason: row.reason } };
    await db.query('insert into budget (portal_id, bucket) values ($1::bigint, $2) on conflict do nothing', [
      portalId,
      bucket,
    ]);
  }
}

const grantedIn = ({ left, most, told_most, daily_limit, daily_left, end_known }: TakeRow): Granted => ({
  left,
  most,
  toldMost: told_most,
  dailyLimit: daily_limit,
  dailyLeft: daily_left,
  dailyEndKnown: end_known,
});
