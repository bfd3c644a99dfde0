import type { App } from '../../projects.ts';
import type { Hub } from '../hub.ts';
import type { CodeRow } from './tokens.ts';

/** What the installing person is asked; made from the query of `/oauth/authorize`. */
export interface Consent {
  readonly app: App;
  readonly redirectUri: string;
  /** Required ones first. */
  readonly scopes: readonly string[];
  readonly optional: readonly string[];
  readonly state: string | null;
  readonly challenge: CodeRow['challenge'];
}

export type Asked = { readonly consent: Consent } | { readonly problem: string };

const words = (text: string | null): string[] => (text ?? '').split(/[ ,]+/).filter(Boolean);

/** Checks the query as HubSpot does before it shows the page; a problem is shown, never sent to the redirect address. */
export function askedFor(hub: Hub, query: URLSearchParams): Asked {
  const app = hub.apps.find((one) => one.auth === 'oauth' && one.registration.clientId === query.get('client_id'));
  if (!app) return { problem: 'The client ID is missing or does not belong to an app with OAuth.' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!app.redirectUrls.includes(redirectUri)) {
    const list = app.redirectUrls.join(', ') || 'none';
    return {
      problem: `The redirect URL ${redirectUri || '(missing)'} is not one of the app's redirect URLs: ${list}.`,
    };
  }
  const required = words(query.get('scope'));
  const problem = scopeProblem(app, required) ?? challengeProblem(hub, query);
  if (problem !== null) return { problem };
  const optional = words(query.get('optional_scope')).filter(
    (scope) => !required.includes(scope) && [...app.scopes, ...app.optionalScopes].includes(scope),
  );
  const scopes = [...new Set(['oauth', ...required, ...optional])];
  return {
    consent: {
      app,
      redirectUri,
      scopes,
      optional,
      state: query.get('state'),
      challenge: hub.settings.pkceEnforced ? challengeOf(query) : null,
    },
  };
}

function scopeProblem(app: App, required: readonly string[]): string | null {
  const known = new Set([...app.scopes, ...app.optionalScopes, 'oauth']);
  const missing = app.scopes.filter((scope) => !required.includes(scope));
  const unknown = required.filter((scope) => !known.has(scope));
  if (missing.length === 0 && unknown.length === 0) return null;
  const parts = [
    missing.length > 0 ? `missing from the install URL: ${missing.join(', ')}` : '',
    unknown.length > 0 ? `not in the app's configuration: ${unknown.join(', ')}` : '',
  ];
  return `The scopes of the install URL do not match the app's; ${parts.filter(Boolean).join('; ')}.`;
}

function challengeProblem(hub: Hub, query: URLSearchParams): string | null {
  const method = query.get('code_challenge_method');
  if (method !== null && method !== 'S256' && method !== 'plain') {
    return `The code_challenge_method ${method} is not supported: send S256.`;
  }
  if (!hub.settings.pkceRequired || query.get('code_challenge')) return null;
  return 'The app must send a code_challenge: the emulator was told to require PKCE (setting pkceRequired).';
}

function challengeOf(query: URLSearchParams): CodeRow['challenge'] {
  const value = query.get('code_challenge');
  if (!value) return null;
  return { value, method: query.get('code_challenge_method') === 'S256' ? 'S256' : 'plain' };
}

/** Where the browser goes after Connect app: the redirect address with a code that works once and briefly. */
export function connect(hub: Hub, consent: Consent, portalId: number): string {
  const code = `na1-${hub.random.uuid()}`;
  const row: CodeRow = {
    appId: consent.app.registration.appId,
    portalId,
    scopes: consent.scopes,
    redirectUri: consent.redirectUri,
    challenge: consent.challenge,
    expiresAt: hub.clock.now() + hub.settings.codeSeconds * 1000,
  };
  hub.tables.put('codes', code, row);
  return back(consent, { code });
}

const DENIAL = { error: 'access_denied', error_description: 'The user cancelled the authorization' };

export const cancel = (hub: Hub, consent: Consent): string =>
  back(consent, hub.settings.denialTellsError ? DENIAL : {});

function back(consent: Consent, fields: Readonly<Record<string, string>>): string {
  const url = new URL(consent.redirectUri);
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value);
  if (consent.state !== null) url.searchParams.set('state', consent.state);
  return url.href;
}
