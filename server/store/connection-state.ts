import type { Db } from './db.ts';

/**
 * connectionUp(db, portalId, connection, { mirrored }): Promise<void>
 * connectionDown(db, portalId, connection, sentence): Promise<void>
 * getConnectionState(db, portalId, connection): Promise<ConnectionState | null>   null: never tried yet
 * connectionStates(db): Promise<ConnectionState[]>
 */
export interface ConnectionState {
  readonly portalId: number;
  readonly connection: string;
  readonly up: boolean;
  /** What is wrong and what to do, or null while it is up. */
  readonly error: string | null;
  readonly checkedAt: string;
  /** When the documents were last mirrored completely; null before the first time. */
  readonly mirroredAt: string | null;
}

/** The system answered. `mirrored`: and its documents are up to date as of now. */
export async function connectionUp(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
  { mirrored }: { mirrored: boolean },
): Promise<void> {
  await db.query(
    `insert into connection_state (portal_id, connection, up, mirrored_at)
     values ($1::bigint, $2, true, case when $3::boolean then now() end)
     on conflict (portal_id, connection) do update set up = true, error = null, checked_at = now(),
       mirrored_at = coalesce(excluded.mirrored_at, connection_state.mirrored_at)`,
    [portalId, connection, mirrored],
  );
}

export async function connectionDown(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
  sentence: string,
): Promise<void> {
  await db.query(
    `insert into connection_state (portal_id, connection, up, error) values ($1::bigint, $2, false, $3)
     on conflict (portal_id, connection) do update set up = false, error = excluded.error, checked_at = now()`,
    [portalId, connection, sentence],
  );
}

interface StateRow {
  [column: string]: unknown;
  portal_id: number;
  connection: string;
  up: boolean;
  error: string | null;
  checked_at: Date;
  mirrored_at: Date | null;
}

const fromRow = (row: StateRow): ConnectionState => ({
  portalId: row.portal_id,
  connection: row.connection,
  up: row.up,
  error: row.error,
  checkedAt: row.checked_at.toISOString(),
  mirroredAt: row.mirrored_at?.toISOString() ?? null,
});

export async function getConnectionState(
  db: Pick<Db, 'query'>,
  portalId: number,
  connection: string,
): Promise<ConnectionState | null> {
  const [row] = await db.query<StateRow>(
    'select * from connection_state where portal_id = $1::bigint and connection = $2',
    [portalId, connection],
  );
  return row ? fromRow(row) : null;
}

export async function connectionStates(db: Pick<Db, 'query'>): Promise<ConnectionState[]> {
  return (await db.query<StateRow>('select * from connection_state order by portal_id, connection')).map(fromRow);
}
