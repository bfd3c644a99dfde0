import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';

/** Row of the table `accessTokens`. */
export interface AccessTokenRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
  /** When an uninstall ended it before its time. */
  readonly revokedAt?: number;
}

/** Row of the table `appTokens`: bought with client credentials, of no portal. */
export interface AppTokenRow {
  readonly appId: number;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** Row of the table `refreshTokens`; it never expires. */
export interface RefreshTokenRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
}

/** Row of the table `codes`. */
export interface CodeRow {
  readonly appId: number;
  readonly portalId: number;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: { readonly method: 'S256' | 'plain'; readonly value: string } | null;
  readonly expiresAt: number;
}

/** Who makes a call. */
export interface Principal {
  /** 0 for an app that calls as itself. */
  readonly portalId: number;
  /** null for the portal's own token. */
  readonly app: App | null;
  /** null = every scope. */
  readonly scopes: readonly string[] | null;
}

/** Every portal has one person, the super admin who installs the apps. */
export const USER_ID = 26_110_001;
export const USER_EMAIL = 'admin@example.com';

export const appOf = (hub: Hub, appId: number): App | undefined =>
  hub.apps.find((app) => app.registration.appId === appId);

export function issueAccessToken(hub: Hub, grant: RefreshTokenRow): string {
  const now = hub.clock.now();
  for (const [token, row] of hub.tables.rows<AccessTokenRow>('accessTokens')) {
    if (row.expiresAt < now - 86_400_000) hub.tables.remove('accessTokens', token);
  }
  const token = `na1-${hub.random.uuid()}${hub.random.uuid()}`.replaceAll('-', '');
  const row: AccessTokenRow = { ...grant, expiresAt: now + hub.settings.accessTokenSeconds * 1000 };
  hub.tables.put('accessTokens', token, row);
  return token;
}
