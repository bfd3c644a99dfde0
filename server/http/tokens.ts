import { ConfigError } from '../engine/error.ts';
import type { Db } from '../store/db.ts';
import { endInstall, getInstall, replaceTokens, saveInstall, type Install } from '../store/installs.ts';
import type { Keyring } from './keyring.ts';
import { GrantRevoked, type OAuthClient, type Tokens } from './oauth-client.ts';
import { isDue, Sealed, sealedOf, stillWorks } from './sealed-tokens.ts';
import { tokenLock } from '../store/token-lock.ts';

export interface TokenDeps {
  readonly db: Db;
  readonly keyring: Keyring;
  /** Null in the private edition, which has no OAuth. */
  readonly oauth: OAuthClient | null;
  readonly now: () => number;
  readonly log: { warn(details: object, message: string): void };
  /** Told of every renewal that was tried. */
  readonly renewed?: (outcome: 'renewed' | 'failed' | 'ended') => void;
}

export interface Tokenholder {
  /**
   * A valid access token; `rejected` is one that HubSpot has just refused, so that it is replaced. Rejects with
   * ConfigError when the install is over or a setting is wrong, with RetryLater when HubSpot does not answer.
   */
  accessToken(portalId: number, rejected?: string): Promise<string>;
  saveGrant(portalId: number, tokens: Tokens, hubDomain: string | null): Promise<void>;
  /** Of the environment: one that is known already changes nothing, for a restart must not bring back what was ended. */
  saveStatic(portalId: number, accessToken: string): Promise<void>;
  /** By hand: it is active afterwards, whatever was before. */
  connectStatic(portalId: number, accessToken: string): Promise<void>;
}

/** After a refresh that failed while the token still works, it is used for so long before the next try. */
const PATIENCE_MS = 5000;

export function createTokenholder(deps: TokenDeps): Tokenholder {
  const { db, keyring, now } = deps;
  const failedAt = new Map<number, number>();
  const read = async (portalId: number): Promise<{ install: Install; sealed: Sealed }> => {
    const install = await activeInstall(db, portalId);
    return { install, sealed: Sealed.parse(await keyring.open(install.tokens)) };
  };
  const isGood = (portalId: number, sealed: Sealed, rejected: string | undefined): boolean => {
    if (sealed.accessToken === rejected) return false;
    const justFailed = now() - (failedAt.get(portalId) ?? -Infinity) < PATIENCE_MS;
    return !isDue(sealed, now()) || (justFailed && stillWorks(sealed, now()));
  };
  return {
    async accessToken(portalId, rejected) {
      const { sealed } = await read(portalId);
      if (isGood(portalId, sealed, rejected)) return sealed.accessToken;
      // At the half-hour mark every caller of every process notices at once; the first one refreshes for all.
      return db.exclusive(tokenLock(portalId), async () => {
        const latest = await read(portalId);
        if (isGood(portalId, latest.sealed, rejected)) return latest.sealed.accessToken;
        try {
          const token = await refresh(deps, latest.install, latest.sealed);
          failedAt.delete(portalId);
          deps.renewed?.('renewed');
          return token;
        } catch (error) {
          const { accessToken } = latest.sealed;
          const isOver = (await getInstall(db, portalId))?.state !== 'active';
          deps.renewed?.(isOver ? 'ended' : 'failed');
          if (isOver || accessToken === rejected || !stillWorks(latest.sealed, now())) throw error;
          failedAt.set(portalId, now());
          deps.log.warn({ err: error, portalId }, 'the access token could not be refreshed; the old one is used on');
          return accessToken;
        }
      });
    },
    async saveGrant(portalId, tokens, hubDomain) {
      const scopes = tokens.scopes ?? [];
      await db.exclusive(tokenLock(portalId), async () => {
        const sealed = await keyring.seal(sealedOf(tokens, now()));
        await saveInstall(db, { portalId, edition: 'marketplace', hubDomain, scopes, tokens: sealed });
      });
    },
    async saveStatic(portalId, accessToken) {
      await db.exclusive(tokenLock(portalId), async () => {
        const known = await getInstall(db, portalId);
        if (known !== null && (await holds(keyring, known, accessToken))) return;
        await saveStaticToken(deps, portalId, accessToken);
      });
    },
    async connectStatic(portalId, accessToken) {
      await db.exclusive(tokenLock(portalId), () => saveStaticToken(deps, portalId, accessToken));
    },
  };
}

async function saveStaticToken({ db, keyring }: TokenDeps, portalId: number, accessToken: string): Promise<void> {
  const sealed = await keyring.seal({ accessToken, refreshToken: null, expiresAt: null } satisfies Sealed);
  await saveInstall(db, { portalId, edition: 'private', hubDomain: null, scopes: [], tokens: sealed });
}

/** An envelope whose key is gone holds nothing that anybody can use. */
async function holds(keyring: Keyring, { tokens }: Install, accessToken: string): Promise<boolean> {
  const plain = Sealed.safeParse(await keyring.open(tokens).catch(() => null)).data;
  return plain?.accessToken === accessToken;
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
  if (sealed.refreshToken === null) {
    throw new ConfigError(
      `HubSpot does not accept the static token of account ${portalId}.`,
      'Copy the access token of the app again: "ledgerline connect", or HUBSPOT_ACCESS_TOKEN and a restart.',
    );
  }
  if (deps.oauth === null) {
    throw new ConfigError(
      `The token of account ${portalId} has to be refreshed, and the server does not know the app it belongs to.`,
      'Set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET.',
    );
  }
  try {
    const tokens = await deps.oauth.refresh(sealed.refreshToken);
    const plain = sealedOf(tokens, deps.now());
    await replaceTokens(deps.db, portalId, await deps.keyring.seal(plain), tokens.scopes ?? null);
    return tokens.access_token;
  } catch (error) {
    if (!(error instanceof GrantRevoked)) throw error;
    await endInstall(deps.db, portalId, error.reason === 'account-gone' ? 'account-gone' : 'withdrawn');
    deps.log.warn({ err: error, portalId }, 'the install has ended');
    throw new ConfigError(
      error.reason === 'account-gone'
        ? `HubSpot does not know the account ${portalId} any more.`
        : `The HubSpot account ${portalId} has withdrawn its permission.`,
      'Install the app again: open /oauth/install on this server.',
      { cause: error },
    );
  }
}
