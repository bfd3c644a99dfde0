import type { Provisioned } from '../engine/need-words.ts';
import type { Counts } from '../engine/plan.ts';
import { traceId } from '../trace.ts';
import type { Db } from './db.ts';
import type { UndoTarget } from './undo.ts';

/**
 * `backfill`: a sync of some pairs, or of what changed lately. `edit`: values that a person wrote through the command line.
 * `reconcile`: both sides compared; `repair`: what one found put right. `undo-plan`: what an undo would do.
 */
export type RunKind = 'plan' | 'sync' | 'backfill' | 'live' | 'edit' | 'reconcile' | 'repair' | 'undo-plan' | 'undo';

/** What an undo does, in values, but for the records that it archives. */
export interface UndoCounts {
  readonly undo: number;
  readonly undoCreate: number;
  readonly leftAlone: number;
}
export type RunCounts = Partial<Counts & UndoCounts>;

export interface RunView {
  readonly id: string;
  readonly kind: RunKind;
  readonly state: 'running' | 'done' | 'failed';
  readonly counts: RunCounts;
  /** What of the left system's settings would be created, or was. */
  readonly provision: readonly Provisioned[];
  /** Records looked at so far. */
  readonly done: number;
  /** How many there will be, as far as an earlier run can tell; null when none can. */
  readonly total: number | null;
  readonly error: string | null;
  readonly startedAt: string;
  readonly endedAt: string | null;
  /** What an undo takes back. */
  readonly target?: UndoTarget;
  /** Of the request that began it, as in the log. */
  readonly trace?: string;
}

interface RunRow {
  [column: string]: unknown;
  id: string;
  kind: RunKind;
  state: RunView['state'];
  counts: RunCounts;
  provision: Provisioned[];
  done: number;
  total: number | null;
  error: string | null;
  started_at: Date;
  ended_at: Date | null;
  options: { readonly target?: UndoTarget } | null;
  trace: string | null;
}

const fromRow = (row: RunRow): RunView => ({
  id: row.id,
  kind: row.kind,
  state: row.state,
  counts: row.counts,
  provision: row.provision,
  done: row.done,
  total: row.total,
  error: row.error,
  startedAt: row.started_at.toISOString(),
  endedAt: row.ended_at?.toISOString() ?? null,
  ...(row.options?.target && { target: row.options.target }),
  ...(row.trace !== null && { trace: row.trace }),
});

/** The id of the new run, or of the one of this kind that is going on already. `options`: what it is about, for its worker. */
export async function startRun(
  db: Pick<Db, 'query'>,
  portalId: number,
  kind: RunKind,
  options: object = {},
): Promise<{ id: string; isNew: boolean }> {
  const [started] = await db.query<{ id: string }>(
    `insert into run (portal_id, kind, state, options, trace, total)
     select $1::bigint, $2::text, 'running', ($3::text)::jsonb, $4::text, coalesce((($3::text)::jsonb->>'total')::int,
       (select done from run
       where portal_id = $1::bigint and state = 'done' and (kind = $2::text or kind in ('plan', 'sync'))
         and (kind = 'reconcile') = ($2::text = 'reconcile') order by started_at desc limit 1))
     on conflict (portal_id, kind) where state = 'running' and kind <> 'live' do nothing returning id`,
    [portalId, kind, JSON.stringify(options), traceId()],
  );
  if (started) return { id: started.id, isNew: true };
  const [running] = await db.query<{ id: string }>(
    "select id from run where portal_id = $1::bigint and kind = $2 and state = 'running'",
    [portalId, kind],
  );
  // It ended between the two statements.
  return running ? { id: running.id, isNew: false } : startRun(db, portalId, kind, options);
}

/** How many records there will be, as soon as that is known. */
export async function saveTotal(db: Pick<Db, 'query'>, portalId: number, id: string, total: number): Promise<void> {
  await db.query('update run set total = $3::int where portal_id = $1::bigint and id = $2::uuid', [
    portalId,
    id,
    total,
  ]);
}

export async function saveProgress(
  db: Pick<Db, 'query'>,
  portalId: number,
  id: string,
  progress: { readonly counts: RunCounts; readonly done: number },
): Promise<void> {
  await db.query(
    `update run set counts = ($3::text)::jsonb, done = $4::int, total = greatest(total, $4::int)
     where portal_id = $1::bigint and id = $2::uuid`,
    [portalId, id, JSON.stringify(progress.counts), progress.done],
  );
}

/** Adds what an earlier try of the run has not told. */
export async function saveProvision(
  db: Pick<Db, 'query'>,
  portalId: number,
  id: string,
  things: readonly Provisioned[],
): Promise<void> {
  await db.query(
    `update run set provision = provision || (
       select coalesce(jsonb_agg(thing order by no), '[]')
       from jsonb_array_elements(($3::text)::jsonb) with ordinality as told (thing, no)
       where not provision @> jsonb_build_array(thing))
     where portal_id = $1::bigint and id = $2::uuid`,
    [portalId, id, JSON.stringify(things)],
  );
}

/** `error`: the sentence that says why it failed, or null when it is done. */
export async function endRun(db: Pick<Db, 'query'>, portalId: number, id: string, error: string | null): Promise<void> {
  await db.query(
    `update run set state = case when $3::text is null then 'done' else 'failed' end, error = $3, ended_at = now(),
       total = case when $3::text is null then done else total end
     where portal_id = $1::bigint and id = $2::uuid`,
    [portalId, id, error],
  );
}

const RUN_ID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

export const isRunId = (text: string): boolean => RUN_ID.test(text);

export async function getRun(db: Pick<Db, 'query'>, portalId: number, id: string): Promise<RunView | null> {
  if (!isRunId(id)) return null;
  const [row] = await db.query<RunRow>('select * from run where portal_id = $1::bigint and id = $2::uuid', [
    portalId,
    id,
  ]);
  return row ? fromRow(row) : null;
}

/** What a run was started with. */
export async function runOptions(db: Pick<Db, 'query'>, portalId: number, id: string): Promise<unknown> {
  const [row] = await db.query<{ options: unknown }>(
    'select options from run where portal_id = $1::bigint and id = $2::uuid',
    [portalId, id],
  );
  return row?.options ?? {};
}

/** The latest first; `kinds` left out: of every kind. */
export async function runsOf(
  db: Pick<Db, 'query'>,
  portalId: number,
  { kinds = null, limit = 50 }: { readonly kinds?: readonly string[] | null; readonly limit?: number } = {},
): Promise<RunView[]> {
  const rows = await db.query<RunRow>(
    `select * from run where portal_id = $1::bigint
       and ($2::text is null or kind in (select jsonb_array_elements_text(($2::text)::jsonb)))
     order by started_at desc, id limit $3::int`,
    [portalId, kinds && JSON.stringify(kinds), limit],
  );
  return rows.map(fromRow);
}

/** The latest plan or sync of a portal. */
export async function lastRun(db: Pick<Db, 'query'>, portalId: number): Promise<RunView | null> {
  const [row] = await db.query<RunRow>(
    "select * from run where portal_id = $1::bigint and kind in ('plan', 'sync', 'backfill') order by started_at desc limit 1",
    [portalId],
  );
  return row ? fromRow(row) : null;
}

export async function unfinishedRuns(db: Pick<Db, 'query'>): Promise<{ portalId: number; id: string }[]> {
  const rows = await db.query<{ portal_id: number; id: string }>(
    "select portal_id, id from run where state = 'running' and kind not in ('live', 'edit') order by started_at",
  );
  return rows.map((row) => ({ portalId: row.portal_id, id: row.id }));
}

/** Before the first full sync there are no cursors, and the fields the mapping needs may not exist. */
export async function hasFinishedSync(db: Pick<Db, 'query'>, portalId: number): Promise<boolean> {
  const rows = await db.query(
    "select 1 from run where portal_id = $1::bigint and kind = 'sync' and state = 'done' limit 1",
    [portalId],
  );
  return rows.length > 0;
}

/** When the first full sync was done; null before that. */
export async function firstSyncedAt(db: Pick<Db, 'query'>, portalId: number): Promise<string | null> {
  const [row] = await db.query<{ at: Date | null }>(
    "select min(ended_at) at from run where portal_id = $1::bigint and kind = 'sync' and state = 'done'",
    [portalId],
  );
  return row?.at?.toISOString() ?? null;
}
