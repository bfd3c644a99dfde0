import type { Db } from './db.ts';

/** What a workflow can use afterwards, by the names of the action's output fields. */
export type Outputs = Readonly<Record<string, string>>;

export interface NewCallback {
  readonly id: string;
  readonly action: string;
  readonly actor: string;
  readonly input: object;
}
export interface Callback extends NewCallback {
  readonly portalId: number;
  readonly outputs: Outputs | null;
  readonly tries: number;
  /** Whether HubSpot has stopped waiting. */
  readonly isExpired: boolean;
}

/** How long a workflow waits for the end of an action that was not done at once. */
export const EXPIRES_SECONDS = 3600;
/** Longer than any action takes; a process that ends holds it no longer. */
const LEASE_SECONDS = 300;
const KEPT_DAYS = 7;

interface CallbackRow {
  [column: string]: unknown;
  portal_id: number;
  id: string;
  action: string;
  actor: string;
  input: object;
  outputs: Outputs | null;
  tries: number;
  is_expired: boolean;
}

const COLUMNS = `portal_id, id, action, actor, input, outputs, tries,
  asked_at < now() - make_interval(secs => ${EXPIRES_SECONDS}) is_expired`;

const fromRow = ({ portal_id: portalId, is_expired: isExpired, ...row }: CallbackRow): Callback => ({
  portalId,
  id: row.id,
  action: row.action,
  actor: row.actor,
  input: row.input,
  outputs: row.outputs,
  tries: row.tries,
  isExpired,
});

/** `isMine`: to be carried out now, by this caller; else it is another try of one that is known. */
export async function takeCallback(
  db: Pick<Db, 'query'>,
  portalId: number,
  { id, action, actor, input }: NewCallback,
): Promise<{ readonly isMine: boolean; readonly callback: Callback }> {
  const mine = await db.query(
    `insert into callback (portal_id, id, action, actor, input, due_at)
     values ($1::bigint, $2, $3, $4, ($5::text)::jsonb, now() + make_interval(secs => ${LEASE_SECONDS}))
     on conflict do nothing returning id`,
    [portalId, id, action, actor, JSON.stringify(input)],
  );
  const [row] = await db.query<CallbackRow>(
    `select ${COLUMNS} from callback where portal_id = $1::bigint and id = $2`,
    [portalId, id],
  );
  // One that failed may be dropped between the two statements, and is then asked for anew.
  if (!row) return takeCallback(db, portalId, { id, action, actor, input });
  return { isMine: mine.length > 0, callback: fromRow(row) };
}

/** `told`: HubSpot has them with the answer; else they are due to be told. */
export async function saveOutputs(
  db: Pick<Db, 'query'>,
  { portalId, id }: Pick<Callback, 'portalId' | 'id'>,
  outputs: Outputs,
  { told }: { readonly told: boolean },
): Promise<void> {
  await db.query(
    `update callback set outputs = ($3::text)::jsonb, told = $4::boolean, due_at = now()
     where portal_id = $1::bigint and id = $2`,
    [portalId, id, JSON.stringify(outputs), told],
  );
}

export async function saveTold(
  db: Pick<Db, 'query'>,
  { portalId, id }: Pick<Callback, 'portalId' | 'id'>,
): Promise<void> {
  await db.query('update callback set told = true where portal_id = $1::bigint and id = $2', [portalId, id]);
}

/** One that failed before HubSpot was told to wait is as if it had not been asked: HubSpot asks again. */
export async function dropCallback(
  db: Pick<Db, 'query'>,
  { portalId, id }: Pick<Callback, 'portalId' | 'id'>,
): Promise<void> {
  await db.query('delete from callback where portal_id = $1::bigint and id = $2', [portalId, id]);
}

export async function putOffCallback(
  db: Pick<Db, 'query'>,
  { portalId, id }: Pick<Callback, 'portalId' | 'id'>,
  afterMs: number,
): Promise<void> {
  await db.query(
    `update callback set tries = tries + 1, due_at = now() + make_interval(secs => $3::float8 / 1000)
     where portal_id = $1::bigint and id = $2`,
    [portalId, id, afterMs],
  );
}

/** Takes those that nobody has in hand any more, and those whose outputs wait to be told. */
export async function takeDueCallbacks(db: Pick<Db, 'query'>, limit: number): Promise<Callback[]> {
  const rows = await db.query<CallbackRow>(
    `update callback set due_at = now() + make_interval(secs => ${LEASE_SECONDS})
     where (portal_id, id) in (select portal_id, id from callback where not told and due_at <= now()
       order by due_at limit $1::int for update skip locked)
     returning ${COLUMNS}`,
    [limit],
  );
  return rows.map(fromRow);
}

/** HubSpot repeats a try for three days. */
export async function forgetCallbacks(db: Pick<Db, 'query'>): Promise<void> {
  await db.query('delete from callback where asked_at < now() - make_interval(days => $1::int)', [KEPT_DAYS]);
}
