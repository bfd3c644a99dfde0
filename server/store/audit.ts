import { traceId } from '../trace.ts';
import type { Db } from './db.ts';

export interface Deed {
  readonly portalId: number;
  readonly actor: string;
  readonly address: string;
  readonly action: string;
  readonly detail: object;
}
export interface StoredDeed extends Deed {
  readonly id: number;
  readonly at: string;
  readonly status: number | null;
  readonly trace: string | null;
}

/** Kept before it is done; resolves to what its end is told by. */
export async function beginDeed(
  db: Pick<Db, 'query'>,
  { portalId, actor, address, action, detail }: Deed,
): Promise<number> {
  const [row] = await db.query<{ id: number }>(
    `insert into audit (portal_id, actor, address, action, detail, trace)
     values ($1::bigint, $2, $3, $4, ($5::text)::jsonb, $6) returning id`,
    [portalId, actor, address, action, JSON.stringify(detail), traceId()],
  );
  return row?.id ?? 0;
}

export async function endDeed(db: Pick<Db, 'query'>, portalId: number, id: number, status: number): Promise<void> {
  await db.query('update audit set status = $3::int where portal_id = $1::bigint and id = $2::bigint', [
    portalId,
    id,
    status,
  ]);
}

interface DeedRow {
  [column: string]: unknown;
  portal_id: number;
  id: number;
  at: Date;
  actor: string;
  address: string;
  action: string;
  detail: object;
  status: number | null;
  trace: string | null;
}

/** The latest first; `before`: only those with lower ids. */
export async function deeds(
  db: Pick<Db, 'query'>,
  { before = null, limit = 100 }: { readonly before?: number | null; readonly limit?: number } = {},
): Promise<StoredDeed[]> {
  const rows = await db.query<DeedRow>(
    'select * from audit where $1::bigint is null or id < $1::bigint order by id desc limit $2::int',
    [before, limit],
  );
  return rows.map(({ portal_id: portalId, at, ...row }) => ({
    portalId,
    id: row.id,
    at: at.toISOString(),
    actor: row.actor,
    address: row.address,
    action: row.action,
    detail: row.detail,
    status: row.status,
    trace: row.trace,
  }));
}

export async function forgetDeeds(db: Pick<Db, 'query'>, days: number): Promise<void> {
  await db.query('delete from audit where at < now() - make_interval(days => $1::int)', [days]);
}
