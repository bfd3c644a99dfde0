import { z } from 'zod';
import { ConfigError } from '../engine/error.ts';
import type { Db } from '../store/db.ts';
import { getInstall, markInstall, saveInstall, type Install } from '../store/installs.ts';
import type { Keyring } from './keyring.ts';
import { GrantRevoked, type OAuthClient, type Tokens } from './oauth-client.ts';

/** What is sealed in `install.tokens`. A static token never expires and has nothing to refresh it with. */
const Sealed = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  /** Epoch milliseconds; null for a static token. */
  expiresAt: z.number().nullable(),
});
type Sealed = z.infer<typeof Sealed>;

/** Refreshed this long before the end: HubSpot's certification does not accept a 401 as the signal. */
const EARLY_MS = 120_000;

export interface TokenDeps {
  readonly db: Db;
  readonly keyring: Keyring;
  /** Null in the private edition, which has no OAuth. */
  readonly oauth: OAuthClient | null;
  readonly now: () => number;
}

export interface Tokenholder {
  /** A valid access token; `rejected` is one that HubSpot has just refused, so that it is replaced. */
  accessToken(portalId: number, rejected?: string): Promise<string>;
  saveGrant(portalId: number, tokens: Tokens, hubDomain: string | null): Promise<void>;
  saveStatic(portalId: number, accessToken: string): Promise<void>;
}

export function createTokenholder(deps: TokenDeps): Tokenholder {
  const { db, keyring, now } = deps;
  // One refresh a portal at a time: at the half-hour mark every caller notices at once.
  const refreshing = new Map<number, Promise<string>>();
  const holder: Tokenholder = {
    async accessToken(portalId, rejected) {
      const install = await activeInstall(db, portalId);
      const sealed = Sealed.parse(await keyring.open(install.tokens));
      const fresh = sealed.expiresAt === null || sealed.expiresAt - now() > EARLY_MS;
      if (fresh && sealed.accessToken !== rejected) return sealed.accessToken;
      const running = refreshing.get(portalId) ?? refresh(deps, install, sealed);
      refreshing.set(portalId, running);
      return running.finally(() => refreshing.delete(portalId));
    },
    async saveGrant(portalId, tokens, hubDomain) {
      const plain: Sealed = {
        accessToken: tokens.access_token,
        refreshToken: tokens.refresh_token,
        expiresAt: now() + tokens.expires_in * 1000,
      };
      const sealed = await keyring.seal(plain);
      const scopes = tokens.scopes ?? [];
      await saveInstall(db, { portalId, edition: 'marketplace', hubDomain, scopes, tokens: sealed });
    },
    async saveStatic(portalId, accessToken) {
      const plain: Sealed = { accessToken, refreshToken: null, expiresAt: null };
      const sealed = await keyring.seal(plain);
      await saveInstall(db, { portalId, edition: 'private', hubDomain: null, scopes: [], tokens: sealed });
    },
  };
  return holder;
}

async function activeInstall(db: Db, portalId: number): Promise<Install> {
  const install = await getInstall(db, portalId);
  if (install?.state === 'active') return install;
  throw new ConfigError(
    `The HubSpot account ${portalId} is ${install ? install.state : 'not installed'}.`,
    'Install the app in it: open /oauth/install on this server.',
  );
}

async function refresh(deps: TokenDeps, install: Install, sealed: Sealed): Promise<string> {
  const { portalId } = install;
  if (sealed.refreshToken === null || deps.oauth === null) {
    throw new ConfigError(
      `HubSpot does not accept the static token of account ${portalId}.`,
      "Copy the app's access token again into HUBSPOT_ACCESS_TOKEN and restart the server.",
    );
  }
  try {
    const tokens = await deps.oauth.refresh(sealed.refreshToken);
    const plain: Sealed = {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: deps.now() + tokens.expires_in * 1000,
    };
    await saveInstall(deps.db, {
      ...install,
      scopes: tokens.scopes ?? install.scopes,
      tokens: await deps.keyring.seal(plain),
    });
    return tokens.access_token;
  } catch (error) {
    if (!(error instanceof GrantRevoked)) throw error;
    await markInstall(deps.db, portalId, 'revoked');
    throw new ConfigError(
      `The HubSpot account ${portalId} has withdrawn its permission.`,
      'Install the app again: open /oauth/install on this server.',
      { cause: error },
    );
  }
}
