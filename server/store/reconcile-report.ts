import type { Drift, PairCounts } from '../engine/reconcile/report.ts';
import type { Db } from './db.ts';

type Queries = Pick<Db, 'query'>;

export interface CustomerSum {
  readonly id: number;
  readonly pair: string;
  /** Left name of the summed field. */
  readonly amount: string;
  /** Right id of the customer; blank: of nobody; "left <id>": of a left record that is not linked. */
  readonly customer: string;
  readonly currency: string;
  readonly leftCount: number;
  readonly rightCount: number;
  /** Exact decimals. */
  readonly left: string;
  readonly right: string;
  /** left - right. */
  readonly difference: string;
  /** The part of the difference that comes from what waits. */
  readonly explained: string;
}

export interface StoredDrift extends Drift {
  readonly id: number;
  readonly wrong: readonly string[];
}

export interface PairReport {
  readonly pair: string;
  readonly counts: PairCounts;
}

export async function pairReports(db: Queries, portalId: number, runId: string): Promise<PairReport[]> {
  return (await db.query(
    'select pair, counts from reconcile_pair where portal_id = $1::bigint and run_id = $2::uuid order by place',
    [portalId, runId],
  )) as unknown as PairReport[];
}

const SUM_COLUMNS = `left_total::text "left", right_total::text "right", (left_total - right_total)::text difference,
  explained::text explained, left_count "leftCount", right_count "rightCount", currency, amount, pair`;

/** Sums by customer and currency, a page after `afterId`; `differing`: only those that are not equal. */
export async function customerSums(
  db: Queries,
  portalId: number,
  runId: string,
  { afterId, limit, differing }: { readonly afterId: number; readonly limit: number; readonly differing: boolean },
): Promise<CustomerSum[]> {
  return (await db.query(
    `select id, customer, ${SUM_COLUMNS} from reconcile_sum
     where portal_id = $1::bigint and run_id = $2::uuid and id > $3::bigint
       and (not $5::boolean or left_total <> right_total) order by id limit $4::int`,
    [portalId, runId, afterId, limit, differing],
  )) as unknown as CustomerSum[];
}

export type CurrencySum = Omit<CustomerSum, 'id' | 'customer'> & { readonly differing: number };

/** The sums of all customers together, a line a pair, amount and currency; `differing`: customers whose sums differ. */
export async function currencySums(db: Queries, portalId: number, runId: string): Promise<CurrencySum[]> {
  return (await db.query(
    `select s.pair, amount, currency, sum(left_count)::int "leftCount", sum(right_count)::int "rightCount",
       sum(left_total)::text "left", sum(right_total)::text "right", sum(left_total - right_total)::text difference,
       sum(explained)::text explained, (count(*) filter (where left_total <> right_total))::int differing
     from reconcile_sum s left join reconcile_pair p on p.portal_id = s.portal_id and p.run_id = s.run_id and p.pair = s.pair
     where s.portal_id = $1::bigint and s.run_id = $2::uuid
     group by s.pair, amount, currency order by min(place), amount, currency`,
    [portalId, runId],
  )) as unknown as CurrencySum[];
}

interface DriftRow {
  [column: string]: unknown;
  id: number;
  pair: string;
  kind: Drift['kind'];
  left_id: string | null;
  right_id: string | null;
  field: string | null;
  left_value: string | null;
  right_value: string | null;
  explanation: string | null;
  repair: Drift['repair'];
  action: string;
  detail: { readonly wrong?: readonly string[] };
}

/** What drifted, a page after `afterId`; `repairable`: only what the repair does something about. */
export async function driftPage(
  db: Queries,
  portalId: number,
  runId: string,
  options: {
    readonly afterId: number;
    readonly limit: number;
    readonly pair?: string;
    readonly repairable?: boolean;
  },
): Promise<StoredDrift[]> {
  const { afterId, limit, pair, repairable } = options;
  const rows = await db.query<DriftRow>(
    `select * from reconcile_drift where portal_id = $1::bigint and run_id = $2::uuid and id > $3::bigint
       and ($5::text is null or pair = $5) and (not $6::boolean or repair <> 'none') order by id limit $4::int`,
    [portalId, runId, afterId, limit, pair ?? null, repairable ?? false],
  );
  return rows.map((row) => ({
    id: row.id,
    pair: row.pair,
    kind: row.kind,
    leftId: row.left_id,
    rightId: row.right_id,
    field: row.field,
    left: row.left_value,
    right: row.right_value,
    explanation: row.explanation,
    repair: row.repair,
    action: row.action,
    wrong: row.detail.wrong ?? [],
  }));
}

export interface RepairCount {
  readonly pair: string;
  readonly repair: Drift['repair'];
  readonly records: number;
}

/** How many records the repair would do what about. */
export async function repairCounts(db: Queries, portalId: number, runId: string): Promise<RepairCount[]> {
  return (await db.query(
    `select d.pair, repair, count(distinct (coalesce(left_id, ''), coalesce(right_id, '')))::int records
     from reconcile_drift d left join reconcile_pair p on p.portal_id = d.portal_id and p.run_id = d.run_id and p.pair = d.pair
     where d.portal_id = $1::bigint and d.run_id = $2::uuid and repair <> 'none'
     group by d.pair, repair order by min(place), repair`,
    [portalId, runId],
  )) as unknown as RepairCount[];
}

export interface ReconcileSummary {
  readonly portalId: number;
  readonly runId: string;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly state: 'running' | 'done' | 'failed';
  readonly drifted: number;
  readonly explained: number;
}

/** The runs whose reports are kept, the latest first; of one portal, or of all. */
export async function reconcileSummaries(
  db: Queries,
  portalId: number | null,
  limit = 30,
): Promise<ReconcileSummary[]> {
  const rows = await db.query<{
    portal_id: number;
    id: string;
    state: ReconcileSummary['state'];
    started_at: Date;
    ended_at: Date | null;
    drifted: number;
    explained: number;
  }>(
    `select r.portal_id, r.id, r.state, r.started_at, r.ended_at,
       coalesce(sum((p.counts->>'drifted')::int), 0)::int drifted, coalesce(sum((p.counts->>'explained')::int), 0)::int explained
     from (select run.*, row_number() over (partition by portal_id order by started_at desc) place from run
       where kind = 'reconcile' and ($1::bigint is null or portal_id = $1::bigint)) r
     left join reconcile_pair p on p.portal_id = r.portal_id and p.run_id = r.id
     where r.place <= $2::int
     group by r.portal_id, r.id, r.state, r.started_at, r.ended_at order by r.started_at desc`,
    [portalId, limit],
  );
  return rows.map((row) => ({
    portalId: row.portal_id,
    runId: row.id,
    state: row.state,
    startedAt: row.started_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    drifted: row.drifted,
    explained: row.explained,
  }));
}

/** The latest one that is done, of each portal. */
export async function latestReconciles(db: Queries): Promise<ReconcileSummary[]> {
  const done = (await reconcileSummaries(db, null)).filter(({ state }) => state === 'done');
  return done.filter(({ portalId }, index) => done.findIndex((one) => one.portalId === portalId) === index);
}
