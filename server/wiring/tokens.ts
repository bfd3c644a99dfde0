import { join } from 'node:path';
import type { Config } from '../config.ts';
import { openKeyFile, type KeyFile } from '../http/key-file.ts';
import { createKeyring, type Keyring } from '../http/keyring.ts';
import { createOAuthClient, type OAuthClient } from '../http/oauth-client.ts';
import type { WorkMetrics } from '../http/work-metrics.ts';
import { createTokenholder, type TokenDeps, type Tokenholder } from '../http/tokens.ts';
import type { Db } from '../store/db.ts';

export interface Access {
  readonly keyring: Keyring;
  /** Null when LEDGERLINE_KEYS is set. */
  readonly keyFile: KeyFile | null;
  readonly oauth: OAuthClient | null;
  readonly tokens: Tokenholder;
}

/** How the server gets into HubSpot: OAuth, the static token of a private app, or both. */
export async function openAccess(
  config: Config,
  db: Db,
  log: TokenDeps['log'],
  metrics?: Pick<WorkMetrics, 'tokens'>,
): Promise<Access> {
  const { apiUrl, clientId, clientSecret, accessToken, portalId } = config.hubspot;
  const { keys } = config;
  const keyFile = keys === null ? openKeyFile(join(config.dataDir, 'keys')) : null;
  const keyring = createKeyring(() => keyFile?.read() ?? keys!);
  const oauth =
    clientId === null || clientSecret === null
      ? null
      : createOAuthClient({ apiUrl, clientId, clientSecret, redirectUrl: config.oauthRedirectUrl });
  if (oauth === null && accessToken === null) {
    log.warn(
      {},
      'no app is configured: set HUBSPOT_CLIENT_ID and HUBSPOT_CLIENT_SECRET of one with OAuth, or give the token of a private one with "ledgerline connect"',
    );
  }
  const tokens = createTokenholder({
    db,
    keyring,
    oauth,
    now: () => Date.now(),
    log,
    renewed: (outcome) => metrics?.tokens.inc({ outcome }),
  });
  // A static token is an install that needs no browser.
  if (accessToken !== null && portalId !== null) await tokens.saveStatic(portalId, accessToken.reveal());
  return { keyring, keyFile, oauth, tokens };
}
