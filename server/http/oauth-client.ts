import { z } from 'zod';
import { ConfigError, RetryLater } from '../engine/error.ts';
import type { Secret } from '../secret.ts';

/** OAuth v1 stops in February 2027 and HubSpot's client knows no other, so the token endpoint is called by its dated path. */
const TOKEN_PATH = '/oauth/2026-09/token';
const INSTALL_PATH = '/appinstalls/2026-09/external-install';
const RETRY_MS = 5_000;

const Tokens = z.object({
  access_token: z.string(),
  refresh_token: z.string(),
  expires_in: z.number(),
  hub_id: z.number().optional(),
  scopes: z.array(z.string()).optional(),
});
export type Tokens = z.infer<typeof Tokens>;

const AppToken = z.object({ access_token: z.string(), expires_in: z.number() });

const Failure = z.object({
  error: z.string().optional(),
  status: z.string().optional(),
  message: z.string().optional(),
});

/** Why HubSpot does not take a code or a refresh token. */
export type GrantFault = 'withdrawn' | 'account-gone' | 'code-used';

/** The grant is gone: the app was removed, the account deleted, or the code used or expired. Asking again cannot help. */
export class GrantRevoked extends Error {
  readonly reason: GrantFault;
  constructor(message: string, reason: GrantFault) {
    super(message);
    this.name = 'GrantRevoked';
    this.reason = reason;
  }
}

export interface OAuthClient {
  exchange(code: string, verifier: string): Promise<Tokens>;
  refresh(refreshToken: string): Promise<Tokens>;
  /** A token of the app itself, of no account (client credentials). */
  appToken(scopes: readonly string[]): Promise<z.infer<typeof AppToken>>;
  /** Name of the account for people (its domain), or null when HubSpot does not say. */
  hubDomain(accessToken: string): Promise<string | null>;
  /** Removes the app from the account that the token is for. Throws RetryLater; one that is gone already is no error. */
  uninstall(accessToken: string): Promise<void>;
}

export interface OAuthClientOptions {
  readonly apiUrl: string;
  readonly clientId: string;
  readonly clientSecret: Secret;
  readonly redirectUrl: string;
}

export function createOAuthClient(options: OAuthClientOptions): OAuthClient {
  const { apiUrl, clientId, clientSecret, redirectUrl } = options;
  const post = (path: string, form: Record<string, string>) =>
    reach(apiUrl + path, {
      method: 'POST',
      body: new URLSearchParams({ client_id: clientId, client_secret: clientSecret.reveal(), ...form }),
    });
  const granted = async (form: Record<string, string>): Promise<unknown> => {
    const response = await post(TOKEN_PATH, form);
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body;
    throw failure(response, Failure.safeParse(body).data ?? null);
  };
  const tokens = async (form: Record<string, string>): Promise<Tokens> => Tokens.parse(await granted(form));
  return {
    exchange: (code, verifier) =>
      tokens({ grant_type: 'authorization_code', code, redirect_uri: redirectUrl, code_verifier: verifier }),
    refresh: (refreshToken) => tokens({ grant_type: 'refresh_token', refresh_token: refreshToken }),
    appToken: async (scopes) =>
      AppToken.parse(await granted({ grant_type: 'client_credentials', scope: scopes.join(' ') })),
    async hubDomain(accessToken) {
      const asked = post(`${TOKEN_PATH}/introspect`, { token: accessToken, token_type_hint: 'access_token' });
      // An install does not fail for want of a name.
      const body: unknown = await asked.then((response) => response.json()).catch(() => null);
      return z.object({ hub_domain: z.string() }).safeParse(body).data?.hub_domain ?? null;
    },
    async uninstall(accessToken) {
      const response = await reach(apiUrl + INSTALL_PATH, {
        method: 'DELETE',
        headers: { authorization: `Bearer ${accessToken}` },
      });
      if (response.ok || [401, 404].includes(response.status)) return;
      throw new RetryLater(`HubSpot answered ${response.status} to the uninstall. Try again in a minute.`, RETRY_MS);
    },
  };
}

const reach = (url: string, init: RequestInit): Promise<Response> =>
  fetch(url, { ...init, signal: AbortSignal.timeout(15_000) }).catch((cause: unknown) => {
    throw new RetryLater('HubSpot does not answer. Try again in a minute.', RETRY_MS, { cause });
  });

/** What is wrong with the grant itself, by HubSpot's own status and, where that says nothing, by RFC 6749's error. */
const GRANT_FAULTS: Readonly<Record<string, GrantFault>> = {
  BAD_REFRESH_TOKEN: 'withdrawn',
  BAD_AUTH_CODE: 'code-used',
  // A verifier belongs to one attempt, as a code does.
  BAD_CODE_VERIFIER: 'code-used',
  BAD_HUB: 'account-gone',
};
/** BAD_REDIRECT_URI comes with `invalid_grant` too, and is a setting: so the status is asked first. */
function grantFault({ status = '', error }: z.infer<typeof Failure>): GrantFault | null {
  const byStatus = GRANT_FAULTS[status];
  if (byStatus !== undefined || status.startsWith('BAD_')) return byStatus ?? null;
  return error === 'invalid_grant' || error === 'access_denied' ? 'withdrawn' : null;
}

/** Gone for good, our own fault, or a matter of time (HubSpot's OAuth error statuses). An answer of no form is a proxy's. */
function failure({ status, headers }: Response, body: z.infer<typeof Failure> | null): Error {
  const why = body?.message ?? body?.error ?? `HTTP ${status}`;
  const fault = body === null ? null : grantFault(body);
  if (fault !== null && status < 500) return new GrantRevoked(why, fault);
  if (body !== null && (status === 400 || status === 401 || status === 403)) {
    return new ConfigError(
      `HubSpot refuses this app's credentials: ${why}.`,
      'Compare HUBSPOT_CLIENT_ID, HUBSPOT_CLIENT_SECRET and OAUTH_REDIRECT_URL with the app in HubSpot.',
    );
  }
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return new RetryLater(`HubSpot's token service answered ${status}: ${why}`, seconds > 0 ? seconds * 1000 : RETRY_MS);
}
