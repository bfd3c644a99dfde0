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

/** Not the portal's own key: a batch that holds that one may be the one that needs a token. */
const refreshKey = (portalId: number): number => -portalId;

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
  const read = async (portalId: number): Promise<{ install: Install; sealed: Sealed }> => {
    const install = await activeInstall(db, portalId);
    return { install, sealed: Sealed.parse(await keyring.open(install.tokens)) };
  };
  const isGood = ({ expiresAt, accessToken }: Sealed, rejected: string | undefined): boolean =>
    (expiresAt === null || expiresAt - now() > EARLY_MS) && accessToken !== rejected;
  const holder: Tokenholder = {
    async accessToken(portalId, rejected) {
      const { sealed } = await read(portalId);
      if (isGood(sealed, rejected)) return sealed.accessToken;
      // At the half-hour mark every caller of every process notices at once; the first one refreshes for all.
      return db.exclusive(refreshKey(portalId), async () => {
        const latest = await read(portalId);
        if (isGood(latest.sealed, rejected)) return latest.sealed.accessToken;
        return refresh(deps, latest.install, latest.sealed);
      });
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
