import { z } from 'zod';
import { ConfigError, RetryLater } from '../engine/error.ts';
import type { Secret } from '../secret.ts';

/** OAuth v1 stops in February 2027 and HubSpot's client knows no other, so the token endpoint is called by its dated path. */
const TOKEN_PATH = '/oauth/2026-09/token';
const RETRY_MS = 5_000;

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  hub_id: z.number().optional(),
  scopes: z.array(z.string()).optional(),
});
export type Tokens = z.infer<typeof Tokens>;

const Failure = z.object({
  error: z.string().optional(),
  status: z.string().optional(),
  message: z.string().optional(),
});

/** The grant is gone: the app was removed, the account deleted, or the code used or expired. Asking again cannot help. */
export class GrantRevoked extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'GrantRevoked';
  }
}

export interface OAuthClient {
  exchange(code: string, verifier: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** Name of the account for people (its domain), or null when HubSpot does not say. */
  hubDomain(accessToken: string): Promise<string | null>;
}

export interface OAuthClientOptions {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly redirectUrl: string;
}

const GRANT_GONE = new Set(['invalid_grant', 'access_denied', 'BAD_REFRESH_TOKEN', 'BAD_AUTH_CODE', 'BAD_HUB']);

export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  const { apiUrl, clientId, clientSecret, redirectUrl } = options;
  const post = (path: string, form: Record<string, string>) =>
    fetch(apiUrl + path, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret.reveal(), ...form }),
      signal: AbortSignal.timeout(15_000),
    }).catch((cause: unknown) => {
      throw new RetryLater('HubSpot does not answer. Try again in a minute.', RETRY_MS, { cause });
    });
  const tokens = async (form: Record<string, string>): Promise<Tokens> => {
    const response = await post(TOKEN_PATH, form);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return Tokens.parse(body);
    throw failure(response.status, Failure.safeParse(body).data ?? {});
  };
  return {
    exchange: (code, verifier) =>
      tokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUrl, code_verifier: verifier }),
    refresh: (refreshToken) => tokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    async hubDomain(accessToken) {
      const response = await post(`${TOKEN_PATH}/introspect`, { token: accessToken, token_type_hint: 'access_token' });
      const body: unknown = await response.json().catch(() => null);
      return z.object({ hub_domain: z.string() }).safeParse(body).data?.hub_domain ?? null;
    },
  };
}

/** Gone for good, our own fault, or a matter of time (reference: HubSpot's OAuth error statuses). */
function failure(status: number, { error, status: name, message }: z.infer<typeof Failure>): Error {
  const why = message ?? error ?? `HTTP ${status}`;
  if (GRANT_GONE.has(error ?? '') || GRANT_GONE.has(name ?? '')) return new GrantRevoked(why);
  if (status === 400 || status === 401 || status === 403) {
    return new ConfigError(
      `HubSpot refuses this app's credentials: ${why}.`,
      'Compare HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and OAUTH_REDIRECT_URL with the app in HubSpot.',
    );
  }
  return new RetryLater(`HubSpot's token service answered ${status}: ${why}`, RETRY_MS);
}
