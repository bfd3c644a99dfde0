import type { Db } from './db.ts';

/**
 * saveInstall(db, { portalId, edition, hubDomain, scopes, tokens }): Promise<void>
 * getInstall(db, portalId): Promise<Install | null>
 * activePortals(db): Promise<number[]>
 * allPortals(db): Promise<number[]>
 * replaceTokens(db, portalId, tokens, scopes?): Promise<boolean>
 * endInstall(db, portalId, reason): Promise<void>
 */
export type Edition = 'private' | 'marketplace';
export type InstallState = 'active' | 'revoked' | 'uninstalled';
/** `withdrawn`: HubSpot said so at a refresh, `account-gone`: it knows the account no more, `uninstalled`: from here. */
export type EndedReason = 'withdrawn' | 'account-gone' | 'uninstalled';

export interface NewInstall {
  readonly portalId: number;
  readonly edition: Edition;
  readonly hubDomain: string | null;
  readonly scopes: readonly string[];
  /** The sealed envelope, never plain text. */
  readonly tokens: string;
}
export interface Install extends NewInstall {
  readonly state: InstallState;
  readonly installedAt: string;
  readonly updatedAt: string;
  /** ISO 8601; null while it is active. */
  readonly endedAt: string | null;
  readonly endedReason: EndedReason | null;
}

/** Saves a new install, or the new tokens of a known one; either way it is active afterwards. */
export async function saveInstall(db: Pick<Db, 'query'>, install: NewInstall): Promise<void> {
  await db.query(
    `insert into install (portal_id, edition, state, hub_domain, scopes, tokens)
     values ($1::bigint, $2, 'active', $3, array(select jsonb_array_elements_text(($4::text)::jsonb)), $5)
     on conflict (portal_id) do update set edition = excluded.edition, state = 'active',
       hub_domain = excluded.hub_domain, scopes = excluded.scopes, tokens = excluded.tokens,
       updated_at = now(), ended_at = null, ended_reason = null`,
    [install.portalId, install.edition, install.hubDomain, JSON.stringify(install.scopes), install.tokens],
  );
}

interface InstallRow {
  [column: string]: unknown;
  portal_id: number;
  edition: Edition;
  state: InstallState;
  hub_domain: string | null;
  scopes: string[];
  tokens: string;
  installed_at: Date;
  updated_at: Date;
  ended_at: Date | null;
  ended_reason: EndedReason | null;
}

export async function getInstall(db: Pick<Db, 'query'>, portalId: number): Promise<Install | null> {
  const [row] = await db.query<InstallRow>('select * from install where portal_id = $1::bigint', [portalId]);
  if (!row) return null;
  return {
    portalId: row.portal_id,
    edition: row.edition,
    state: row.state,
    hubDomain: row.hub_domain,
    scopes: row.scopes,
    tokens: row.tokens,
    installedAt: row.installed_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    endedAt: row.ended_at?.toISOString() ?? null,
    endedReason: row.ended_reason,
  };
}

export async function activePortals(db: Pick<Db, 'query'>): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>(
    "select portal_id from install where state = 'active' order by portal_id",
  );
  return rows.map((row) => row.portal_id);
}

/** Also those that ended, whose tokens and data are kept for a while. */
export async function allPortals(db: Pick<Db, 'query'>): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>('select portal_id from install order by portal_id');
  return rows.map((row) => row.portal_id);
}

/** New tokens of an install that may have ended meanwhile: it stays so. False when there is none. */
export async function replaceTokens(
  db: Pick<Db, 'query'>,
  portalId: number,
  tokens: string,
  scopes: readonly string[] | null = null,
): Promise<boolean> {
  const rows = await db.query(
    `update install set tokens = $2, updated_at = now(), scopes = case when $3::text is null then scopes
       else array(select jsonb_array_elements_text(($3::text)::jsonb)) end
     where portal_id = $1::bigint returning portal_id`,
    [portalId, tokens, scopes === null ? null : JSON.stringify(scopes)],
  );
  return rows.length > 0;
}

/** The first reason counts, and the time from which its data is kept. */
export async function endInstall(db: Pick<Db, 'query'>, portalId: number, reason: EndedReason): Promise<void> {
  const state: InstallState = reason === 'uninstalled' ? 'uninstalled' : 'revoked';
  await db.query(
    `update install set state = $2, ended_reason = $3, ended_at = now(), updated_at = now()
     where portal_id = $1::bigint and state = 'active'`,
    [portalId, state, reason],
  );
}
