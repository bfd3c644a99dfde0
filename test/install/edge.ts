import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express } from 'express';
import { PORTAL, REDIRECT, SCOPES, writeProject } from '../../emulator/testing/project.ts';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { parseKeys, type Keyring } from '../../server/http/keyring.ts';
import { createOAuthClient, type OAuthClient } from '../../server/http/oauth-client.ts';
import { oauthRouter } from '../../server/http/oauth.ts';
import { createTokenholder, type Tokenholder } from '../../server/http/tokens.ts';
import { Secret } from '../../server/secret.ts';
import type { Db } from '../../server/store/db.ts';
import { openTestStore } from '../../server/store/test-store.ts';

export const keyOfBytes = (name: string, byte: number): string =>
  `${name}:${Buffer.alloc(32, byte).toString('base64')}`;

/** The edge of the server over a real store, with the emulator for HubSpot, and the clocks of both in one hand. */
export interface Edge {
  readonly hubspot: TestEmulator;
  readonly db: Db;
  readonly keyring: Keyring;
  readonly client: OAuthClient;
  readonly tokens: Tokenholder;
  readonly clientSecret: string;
  readonly url: string;
  readonly browser: Browser;
  readonly warnings: string[];
  /** What /oauth/install asks for; a test may add to it. */
  readonly scopes: string[];
  now(): number;
  later(ms: number): Promise<void>;
  /** The status of every call of the token service since the last time this was asked. */
  tokenCalls(): Promise<number[]>;
  close(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly url: string;
  readonly title: string;
  readonly text: string;
}

export interface EdgeOptions {
  readonly target: string;
  readonly scopes?: readonly string[];
  readonly optionalScopes?: readonly string[];
  readonly clientSecret?: string;
  readonly accounts?: readonly number[];
}

export async function startEdge(options: EdgeOptions): Promise<Edge> {
  const { target, scopes = ['oauth', ...SCOPES], optionalScopes = [], accounts = null } = options;
  const app = await writeProject({ optionalScopes });
  const hubspot = await startTestEmulator({ apps: [app] });
  const { db, close } = await openTestStore(target);
  const keyring = parseKeys(new Secret(keyOfBytes('k', 7)));
  const clientSecret = options.clientSecret ?? app.clientSecret;
  const { clientId } = app;
  const client = createOAuthClient({
    apiUrl: hubspot.url,
    clientId,
    clientSecret: new Secret(clientSecret),
    redirectUrl: REDIRECT,
  });
  let aheadMs = 0;
  const now = (): number => Date.now() + aheadMs;
  const warnings: string[] = [];
  const log = { info: () => {}, warn: (_: object, message: string) => void warnings.push(message) };
  const tokens = createTokenholder({ db, keyring, oauth: client, now, log });
  // Changed in place by a test: what a new version of the app asks for.
  const installScopes = [...scopes];
  const authorizeUrl = `${hubspot.url}/oauth/authorize`;
  const router = oauthRouter({
    db,
    authorizeUrl,
    clientId,
    redirectUrl: REDIRECT,
    scopes: installScopes,
    accounts,
    client,
    tokens,
    keyring,
    log,
  });
  const server = await listen(express().use(router));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  let asked = 0;
  return {
    hubspot,
    db,
    keyring,
    client,
    tokens,
    clientSecret,
    url,
    browser: browserAt(url),
    warnings,
    scopes: installScopes,
    now,
    async later(ms) {
      aheadMs += ms;
      await hubspot.advance(ms);
    },
    async tokenCalls() {
      const { body } = await hubspot.send('GET', '/_emulator/requests');
      const all = (body as { path: string; status: number }[])
        .filter(({ path }) => path === '/oauth/2026-09/token')
        .map(({ status }) => status);
      const fresh = all.slice(asked);
      asked = all.length;
      return fresh;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await hubspot.close();
      await close();
    },
  };
}

export async function listen(app: Express): Promise<Server> {
  const server = app.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return server;
}

/** A browser as far as an install needs one: cookies of our server, redirects, and the buttons of the consent page. */
export interface Browser {
  get(path: string): Promise<Page>;
  /** From /oauth/install to the page at the end. */
  install(how?: { decision?: 'connect' | 'cancel'; path?: string; portalId?: number }): Promise<Page>;
  /** Only as far as HubSpot's answer: where it would send the browser. */
  consent(how?: { decision?: 'connect' | 'cancel'; path?: string; portalId?: number }): Promise<URL>;
  readonly cookies: Map<string, string>;
}

export function browserAt(url: string): Browser {
  const cookies = new Map<string, string>();
  const visit = async (path: string): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url + path, { redirect: 'manual', headers: { cookie } });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const [name = '', value = ''] = pair.split('=');
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  const get = async (path: string): Promise<Page> => {
    const response = await visit(path);
    const location = response.headers.get('location');
    if (location !== null) return get(location);
    const html = await response.text();
    const text = html
      .replace(/<style>.*?<\/style>/s, '')
      .replaceAll(/<[^>]+>/g, ' ')
      .replaceAll('&#39;', "'");
    return { status: response.status, url: path, title: /<h1>(.*?)<\/h1>/.exec(html)?.[1] ?? '', text };
  };
  const consent: Browser['consent'] = async ({
    decision = 'connect',
    path = '/oauth/install',
    portalId = PORTAL,
  } = {}) => {
    const location = (await visit(path)).headers.get('location') ?? '';
    const body = new URLSearchParams({ portalId: String(portalId), decision });
    const answer = await fetch(location, { method: 'POST', body, redirect: 'manual' });
    const back = answer.headers.get('location');
    if (back === null) throw new Error(`HubSpot shows: ${await answer.text()}`);
    return new URL(back);
  };
  return {
    cookies,
    get,
    consent,
    async install(how) {
      const back = await consent(how);
      return get(back.pathname + back.search);
    },
  };
}
