import type { Db } from './db.ts';

/** One limit of a portal, as it stands. Times are ISO 8601. */
export interface BudgetView {
  readonly portalId: number;
  readonly bucket: string;
  /** Requests of the window, and those that were made, ours and what is known of others'. */
  readonly most: number;
  readonly used: number;
  /** HubSpot asked for a pause until then. */
  readonly pausedUntil: string | null;
  /** Null for apps without a limit of the day, and as long as HubSpot has not told of it. */
  readonly day: { readonly limit: number; readonly left: number; readonly endsAt: string | null } | null;
  /** Since the app was installed. */
  readonly calls: { readonly card: number; readonly live: number; readonly backfill: number };
  readonly refusals: number;
}

interface BudgetRow {
  [column: string]: unknown;
  portal_id: number;
  bucket: string;
  most: number;
  used: number;
  paused_until: Date | null;
  daily_limit: number | null;
  daily_left: number | null;
  daily_resets_at: Date | null;
  card_calls: number;
  live_calls: number;
  backfill_calls: number;
  refusals: number;
}

/** Budgets that were asked for at least once; `lately`: within the last ten minutes, or that HubSpot has paused. */
export async function budgetViews(db: Pick<Db, 'query'>, { lately = false } = {}): Promise<BudgetView[]> {
  const rows = await db.query<BudgetRow>(
    `select portal_id, bucket, most, card_calls, live_calls, backfill_calls, refusals,
       (select count(*)::int from unnest(grants) g
        where g > clock_timestamp() - make_interval(secs => window_seconds)) as used,
       case when paused_until > clock_timestamp() then paused_until end as paused_until, daily_limit,
       case when daily_resets_at <= clock_timestamp() then daily_limit else daily_left end as daily_left,
       case when daily_resets_at > clock_timestamp() then daily_resets_at end as daily_resets_at
     from budget where most is not null and (not $1::boolean or paused_until > clock_timestamp()
       or grants[cardinality(grants)] > clock_timestamp() - interval '10 minutes')
     order by portal_id, bucket`,
    [lately],
  );
  return rows.map((row) => ({
    portalId: row.portal_id,
    bucket: row.bucket,
    most: row.most,
    used: row.used,
    pausedUntil: row.paused_until?.toISOString() ?? null,
    day:
      row.daily_left === null
        ? null
        : {
            limit: row.daily_limit ?? 0,
            left: row.daily_left,
            endsAt: row.daily_resets_at?.toISOString() ?? null,
          },
    calls: { card: row.card_calls, live: row.live_calls, backfill: row.backfill_calls },
    refusals: row.refusals,
  }));
}
