import type { Db } from './db.ts';

/**
 * saveInstall(db, { portalId, edition, hubDomain, scopes, tokens }): Promise<void>
 * getInstall(db, portalId): Promise<Install | null>
 * activePortals(db): Promise<number[]>
 * markInstall(db, portalId, state): Promise<void>
 */
export type Edition = 'private' | 'marketplace';
export type InstallState = 'active' | 'revoked' | 'uninstalled';

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
}

/** Saves a new install, or the new tokens of a known one; either way it is active afterwards. */
export async function saveInstall(db: Pick<Db, 'query'>, install: NewInstall): Promise<void> {
  await db.query(
    `insert into install (portal_id, edition, state, hub_domain, scopes, tokens)
     values ($1::bigint, $2, 'active', $3, array(select jsonb_array_elements_text(($4::text)::jsonb)), $5)
     on conflict (portal_id) do update set edition = excluded.edition, state = 'active',
       hub_domain = excluded.hub_domain, scopes = excluded.scopes, tokens = excluded.tokens, updated_at = now()`,
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
  };
}

export async function activePortals(db: Pick<Db, 'query'>): Promise<number[]> {
  const rows = await db.query<{ portal_id: number }>(
    "select portal_id from install where state = 'active' order by portal_id",
  );
  return rows.map((row) => row.portal_id);
}

export async function markInstall(db: Pick<Db, 'query'>, portalId: number, state: InstallState): Promise<void> {
  await db.query('update install set state = $2, updated_at = now() where portal_id = $1::bigint', [portalId, state]);
}
