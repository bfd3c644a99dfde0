import type { Drift, PairCounts } from '../engine/reconcile/report.ts';
import type { Db } from './db.ts';

type Queries = Pick<Db, 'query'>;

/** A run that begins again after it was cut forgets what it had found. */
export async function forgetResults(db: Queries, portalId: number, runId: string): Promise<void> {
  for (const table of ['reconcile_pair', 'reconcile_sum', 'reconcile_drift']) {
    await db.query(`delete from ${table} where portal_id = $1::bigint and run_id = $2::uuid`, [portalId, runId]);
  }
}

export async function saveDrift(db: Queries, portalId: number, runId: string, drift: readonly Drift[]): Promise<void> {
  if (drift.length === 0) return;
  const rows = drift.map((one) => ({ ...one, detail: { wrong: one.wrong ?? [] } }));
  await db.query(
    `insert into reconcile_drift (portal_id, run_id, pair, kind, left_id, right_id, field, left_value, right_value,
       explanation, repair, action, detail)
     select $1::bigint, $2::uuid, pair, kind, "leftId", "rightId", field, "left", "right", explanation, repair, action, detail
     from jsonb_to_recordset(($3::text)::jsonb) as r(pair text, kind text, "leftId" text, "rightId" text, field text,
       "left" text, "right" text, explanation text, repair text, action text, detail jsonb)`,
    [portalId, runId, JSON.stringify(rows)],
  );
}

/** Adds up what is compared of a pair by customer and currency, an amount at a time; exact, whatever the digits. */
export async function sumUp(
  db: Queries,
  portalId: number,
  runId: string,
  pair: string,
  amounts: readonly string[],
): Promise<void> {
  for (const [index, amount] of amounts.entries()) {
    await db.query(
      `insert into reconcile_sum (portal_id, run_id, pair, amount, customer, currency, left_count, right_count,
         left_total, right_total, explained)
       select $1::bigint, $2::uuid, $3, $4, customer, currency,
         count(*) filter (where side = 'left')::int, count(*) filter (where side = 'right')::int,
         coalesce(sum(v) filter (where side = 'left'), 0), coalesce(sum(v) filter (where side = 'right'), 0),
         coalesce(sum(case when side = 'left' then v else -v end) filter (where state = 'explained'), 0)
       from (select side, customer, currency, state, (amounts->>$5::int)::numeric v from reconcile_record
         where portal_id = $1::bigint and pair = $3 and state not in ('alone', 'out')) compared
       where v is not null group by customer, currency order by customer, currency`,
      [portalId, runId, pair, amount, index],
    );
  }
}

/** A side at a time, each record with its counterpart found by one index: `or` between the two would compare all with all. */
const LEFT_COUNTS = `
  select count(*)::int "left", count(o.record_id)::int linked, (count(*) - count(o.record_id))::int "onlyLeft"
  from reconcile_record c left join reconcile_record o on o.portal_id = c.portal_id and o.pair = c.pair
    and o.side = 'right' and o.record_id = c.partner_id
  where c.portal_id = $1::bigint and c.pair = $2 and c.side = 'left'`;

const RIGHT_COUNTS = `
  select count(*)::int "right",
    count(*) filter (where not met and not held and state <> 'out')::int "onlyRight",
    count(*) filter (where not met and held)::int held,
    count(*) filter (where state = 'out' and (met or not held))::int outside
  from (select c.state, l.partner_id is not null met, i.record_id is not null held
    from reconcile_record c
    left join (select distinct partner_id from reconcile_record where portal_id = $1::bigint and pair = $2
      and side = 'left') l on l.partner_id = c.record_id
    left join (select distinct record_id from inbox where portal_id = $1::bigint and pair = $2 and side = 'right') i
      on i.record_id = c.record_id
    where c.portal_id = $1::bigint and c.pair = $2 and c.side = 'right') r`;

const DRIFTED = `
  select count(distinct (left_id, right_id)) filter (where unexplained)::int drifted,
    count(distinct (left_id, right_id)) filter (where not unexplained)::int explained
  from (select coalesce(left_id, '') left_id, coalesce(right_id, '') right_id, bool_or(explanation is null) unexplained
    from reconcile_drift where portal_id = $1::bigint and run_id = $2::uuid and pair = $3 group by 1, 2) record`;

export async function countCompared(db: Queries, portalId: number, runId: string, pair: string): Promise<PairCounts> {
  const [left] = await db.query<Pick<PairCounts, 'left' | 'linked' | 'onlyLeft'>>(LEFT_COUNTS, [portalId, pair]);
  const [right] = await db.query<Pick<PairCounts, 'right' | 'onlyRight' | 'held' | 'outside'>>(RIGHT_COUNTS, [
    portalId,
    pair,
  ]);
  const [drift] = await db.query<Pick<PairCounts, 'drifted' | 'explained'>>(DRIFTED, [portalId, runId, pair]);
  return { ...NONE, ...left, ...right, ...drift };
}

const NONE: PairCounts = {
  left: 0,
  right: 0,
  linked: 0,
  onlyLeft: 0,
  onlyRight: 0,
  held: 0,
  outside: 0,
  drifted: 0,
  explained: 0,
};

export async function savePair(
  db: Queries,
  portalId: number,
  runId: string,
  pair: string,
  place: number,
  counts: PairCounts,
): Promise<void> {
  await db.query(
    `insert into reconcile_pair (portal_id, run_id, pair, place, counts)
     values ($1::bigint, $2::uuid, $3, $4::int, ($5::text)::jsonb)
     on conflict (portal_id, run_id, pair) do update set counts = excluded.counts`,
    [portalId, runId, pair, place, JSON.stringify(counts)],
  );
}

/** So many reports are kept with all their sums and drift. */
const KEPT = 30;

export async function forgetOldResults(db: Queries, portalId: number): Promise<void> {
  for (const table of ['reconcile_pair', 'reconcile_sum', 'reconcile_drift']) {
    await db.query(
      `delete from ${table} where portal_id = $1::bigint and run_id not in (select id from run
         where portal_id = $1::bigint and kind = 'reconcile' order by started_at desc limit $2::int)`,
      [portalId, KEPT],
    );
  }
}
