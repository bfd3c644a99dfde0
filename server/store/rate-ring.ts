import type { Db } from './db.ts';

/**
 * reserve(db, portalId, bucket, n, limit): Promise<number[]>
 *
 * An exact rolling window shared by all processes: one statement on an array of the last grant times, database clock
 * only. rate-limiter-flexible let 212 requests through a window of 110 in the same measurement.
 */
export interface RateLimit {
  readonly max: number;
  /** A little more than the limit's own window (10 s -> 10.2), for requests do not arrive as they were sent. */
  readonly windowSeconds: number;
  /** Least distance between two grants; 0 lets a burst through. */
  readonly spacingSeconds: number;
}

const RESERVE = `
  update rate_ring set ring = ring[$3::int + 1:] || array(
    select greatest(clock_timestamp() + (i - 1) * make_interval(secs => $4::float8),
                    granted + make_interval(secs => $5::float8),
                    ring[cardinality(ring)] + i * make_interval(secs => $4::float8))
    from unnest(ring[1:$3::int]) with ordinality u(granted, i) order by i)
  where portal_id = $1::bigint and bucket = $2
  returning array(
    select greatest(0, extract(epoch from (granted - clock_timestamp())) * 1000)
    from unnest(ring[cardinality(ring) - $3::int + 1:]) granted)::float8[] as waits`;

/** Reserves `n` requests (at most `limit.max`) and returns how long to wait, in ms from now, before each of them. */
export async function reserve(
  db: Pick<Db, 'query'>,
  portalId: number,
  bucket: string,
  n: number,
  limit: RateLimit,
): Promise<number[]> {
  const params = [portalId, bucket, n, limit.spacingSeconds, limit.windowSeconds];
  const [row] = await db.query<{ waits: number[] }>(RESERVE, params);
  if (row) return row.waits;
  await db.query(
    `insert into rate_ring (portal_id, bucket, ring)
     values ($1::bigint, $2, array_fill(timestamptz '2000-01-01', array[$3::int])) on conflict do nothing`,
    [portalId, bucket, limit.max],
  );
  const [first] = await db.query<{ waits: number[] }>(RESERVE, params);
  return first?.waits ?? [];
}
