import type { AppRegistration } from '../app-registration.ts';
import type { ClockOptions } from '../api/control/clock.ts';
import type { StatsView } from '../api/control/stats.ts';
import { portalToken } from '../api/oauth/installs.ts';
import type { Seed } from '../api/seed.ts';
import type { Settings } from '../api/settings.ts';
import { startEmulator } from '../start.ts';
import { PORTAL, REDIRECT, SCOPES } from './project.ts';

interface Options {
  readonly apps?: readonly AppRegistration[];
  readonly limits?: Partial<Settings>;
  readonly dataDir?: string | null;
  readonly clock?: ClockOptions;
  readonly randomSeed?: number;
  readonly seed?: Seed;
}

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  // Tests look into answers of every shape; the assertions are what checks them.
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export type TestEmulator = Awaited<ReturnType<typeof startTestEmulator>>;

/** An emulator on a free port, with the calls that tests make of it. */
export async function startTestEmulator({ apps = [], limits = {}, dataDir = null, ...more }: Options = {}) {
  const emulator = await startEmulator({
    ...more,
    port: 0,
    dataDir,
    apps,
    // The tests of OAuth v1 must pass on any day, so its end is switched on by those that are about it.
    limits: { searchLagMs: 0, propertyLagMs: 0, oauthV1Ends: false, ...limits },
  });
  const send = async (method: string, path: string, body?: unknown, token = portalToken(PORTAL)): Promise<Reply> => {
    const answer = await fetch(`${emulator.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
  };
  const form = async (path: string, fields: Record<string, string>): Promise<Reply> => {
    const answer = await fetch(`${emulator.url}${path}`, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await answer.text();
    return { status: answer.status, headers: answer.headers, body: text === 'OK' ? null : JSON.parse(text) };
  };
  const advance = (advanceMs: number): Promise<Reply> => send('POST', '/_emulator/clock', { advanceMs });
  const stats = async (): Promise<StatsView> => (await send('GET', '/_emulator/stats')).body;
  return { ...emulator, send, form, advance, stats };
}

export function authorizeUrl(base: string, app: AppRegistration, more: Record<string, string> = {}): string {
  const query = { client_id: app.clientId, redirect_uri: REDIRECT, scope: SCOPES.join(' '), state: 'xyz', ...more };
  return `${base}/oauth/authorize?${new URLSearchParams(query)}`;
}

/** Presses a button on the consent page and answers where the browser would go. */
export async function decide(url: string, decision: 'connect' | 'cancel'): Promise<URL> {
  const body = new URLSearchParams({ portalId: String(PORTAL), decision });
  const answer = await fetch(url, { method: 'POST', body, redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

/** Installs an OAuth app into the built-in portal and answers its tokens. */
export async function connectApp(
  emulator: TestEmulator,
  app: AppRegistration,
  more: Record<string, string> = {},
): Promise<{ access_token: string; refresh_token: string }> {
  const back = await decide(authorizeUrl(emulator.url, app, more), 'connect');
  const { body } = await emulator.form('/oauth/2026-09/token', {
    grant_type: 'authorization_code',
    client_id: app.clientId,
    client_secret: app.clientSecret,
    redirect_uri: REDIRECT,
    code: back.searchParams.get('code') ?? '',
  });
  return body;
}
