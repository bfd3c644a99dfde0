import type { Db } from './db.ts';

/**
 * takeRequest(db, portalId, request): Promise<Taken>
 * endRequest(db, portalId, key, state, answer): Promise<void>
 * dropRequest(db, portalId, key): Promise<void>
 * getRequest(db, portalId, key): Promise<StoredRequest | null>
 * forgetRequests(db): Promise<void>
 */
export interface NewRequest {
  readonly key: string;
  readonly action: string;
  readonly actor: string;
  readonly digest: string;
}
export interface StoredRequest extends NewRequest {
  readonly state: 'running' | 'done' | 'refused';
  readonly answer: object | null;
}

/** After this long a request that still runs is taken for one whose process ended. */
const ABANDONED_SECONDS = 300;
const KEPT_DAYS = 7;

/** `isMine`: to be carried out now, by this caller and nobody else. */
export async function takeRequest(
  db: Pick<Db, 'query'>,
  portalId: number,
  { key, action, actor, digest }: NewRequest,
): Promise<{ readonly isMine: boolean; readonly request: StoredRequest | null }> {
  const mine = await db.query(
    `insert into request as r (portal_id, key, action, actor, digest, state) values ($1::bigint, $2, $3, $4, $5, 'running')
     on conflict (portal_id, key) do update set taken_at = now()
       where r.state = 'running' and r.digest = excluded.digest and r.taken_at < now() - make_interval(secs => ${ABANDONED_SECONDS})
     returning key`,
    [portalId, key, action, actor, digest],
  );
  return { isMine: mine.length > 0, request: await getRequest(db, portalId, key) };
}

export async function endRequest(
  db: Pick<Db, 'query'>,
  portalId: number,
  key: string,
  { state, answer }: Pick<StoredRequest, 'state' | 'answer'>,
): Promise<void> {
  await db.query(
    'update request set state = $3, answer = ($4::text)::jsonb where portal_id = $1::bigint and key = $2',
    [portalId, key, state, JSON.stringify(answer)],
  );
}

/** One that failed is as if it had not been asked: the same key may ask again. */
export async function dropRequest(db: Pick<Db, 'query'>, portalId: number, key: string): Promise<void> {
  await db.query('delete from request where portal_id = $1::bigint and key = $2', [portalId, key]);
}

export async function getRequest(db: Pick<Db, 'query'>, portalId: number, key: string): Promise<StoredRequest | null> {
  const [row] = await db.query<StoredRequest & Record<string, unknown>>(
    'select key, action, actor, digest, state, answer from request where portal_id = $1::bigint and key = $2',
    [portalId, key],
  );
  return row ?? null;
}

/** HubSpot repeats within seconds, a person within days. */
export async function forgetRequests(db: Pick<Db, 'query'>): Promise<void> {
  await db.query('delete from request where asked_at < now() - make_interval(days => $1::int)', [KEPT_DAYS]);
}
