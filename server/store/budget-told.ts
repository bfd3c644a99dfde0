import type { Db } from './db.ts';

/**
 * learnBudget(db, portalId, bucket, told, windowSeconds): Promise<void>
 * pauseBudget(db, portalId, buckets, ms): Promise<void>
 * endDay(db, portalId, bucket): Promise<void>
 * saveDayEnd(db, portalId, bucket, at): Promise<void>
 */
export interface Told {
  /** Requests a window; null: nothing new. */
  readonly most: number | null;
  /** So many requests HubSpot has counted in this window, ours and those of others. */
  readonly used: number;
  readonly day: { readonly limit: number; readonly left: number } | null;
}

/**
 * What HubSpot's headers say and the row does not. Requests of others count as if they had been granted just now; ours that
 * are on their way are in the row already, so what it lacks is none of ours.
 */
export async function learnBudget(
  db: Pick<Db, 'query'>,
  portalId: number,
  bucket: string,
  { most, used, day }: Told,
  windowSeconds: number,
): Promise<void> {
  await db.query(
    `update budget set told_most = coalesce($3::int, told_most),
       grants = grants || array_fill(clock_timestamp(), array[greatest(0, $4::int - (
         select count(*)::int from unnest(grants) g where g > clock_timestamp() - make_interval(secs => $7::float8)))]),
       daily_limit = coalesce($5::int, daily_limit), daily_left = coalesce($6::int, daily_left),
       daily_told_at = case when $5::int is null then daily_told_at else clock_timestamp() end
     where portal_id = $1::bigint and bucket = $2`,
    [portalId, bucket, most, used, day?.limit ?? null, day?.left ?? null, windowSeconds],
  );
}

/** Nobody asks HubSpot for this portal until then: a 429, or a 477. The longest pause holds. */
export async function pauseBudget(
  db: Pick<Db, 'query'>,
  portalId: number,
  buckets: readonly string[],
  ms: number,
): Promise<void> {
  await db.query(
    `insert into budget as b (portal_id, bucket, paused_until, refusals)
     select $1::bigint, name, clock_timestamp() + make_interval(secs => $3::float8 / 1000), 1
     from jsonb_array_elements_text(($2::text)::jsonb) as name order by name
     on conflict (portal_id, bucket) do update
       set paused_until = greatest(b.paused_until, excluded.paused_until), refusals = b.refusals + 1`,
    [portalId, JSON.stringify(buckets), ms],
  );
}

/** The requests of the day are used up. */
export async function endDay(db: Pick<Db, 'query'>, portalId: number, bucket: string): Promise<void> {
  await db.query(
    `update budget set daily_left = 0, daily_told_at = clock_timestamp(), refusals = refusals + 1
     where portal_id = $1::bigint and bucket = $2`,
    [portalId, bucket],
  );
}

/** ISO 8601. */
export async function saveDayEnd(db: Pick<Db, 'query'>, portalId: number, bucket: string, at: string): Promise<void> {
  await db.query('update budget set daily_resets_at = $3::timestamptz where portal_id = $1::bigint and bucket = $2', [
    portalId,
    bucket,
    at,
  ]);
}
