import type { OAuthClient } from './oauth-client.ts';

/** Renewed this long before the end, as the accounts' tokens are. */
const EARLY_MS = 120_000;

/**
 * The token of the app itself, for the webhooks journal. It lives for half an hour and is kept in memory only: every process
 * may have one of its own. `rejected` is one that HubSpot has just refused. Rejects with ConfigError when the app may not
 * have one.
 */
export function createAppToken(
  oauth: Pick<OAuthClient, 'appToken'>,
  scopes: readonly string[],
  now: () => number,
): (rejected?: string) => Promise<string> {
  let held: Promise<{ readonly token: string; readonly expiresAt: number }> | null = null;
  const renew = async () => {
    const { access_token: token, expires_in: seconds } = await oauth.appToken(scopes);
    return { token, expiresAt: now() + seconds * 1000 };
  };
  return async (rejected) => {
    const before = held;
    const known = await before?.catch(() => null);
    if (known && known.token !== rejected && known.expiresAt - now() > EARLY_MS) return known.token;
    // Of those who ask at once the first one renews, and the others wait for that.
    const renewing = held !== null && held !== before ? held : renew();
    held = renewing;
    return (await renewing).token;
  };
}
