import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { inboundByPortal } from '../../server/connectors/hubspot/notices.ts';
import { createApp } from '../../server/http/app.ts';
import { createMetrics } from '../../server/http/metrics.ts';
import { GrantRevoked } from '../../server/http/oauth-client.ts';
import { oauthRouter, type OAuthDeps } from '../../server/http/oauth.ts';
import { webhookRouter } from '../../server/http/webhooks.ts';
import { Secret } from '../../server/secret.ts';
import type { Inbound } from '../../server/engine/inbound.ts';
import { NOW_MS, PORTAL, PUBLIC, SECRET } from './fuzz-case.ts';

const ID = /^[1-9]\d{0,18}$/;
const OBJECT = /^([a-z_]{4,20}|2-\d{1,19})$/;

/** The public doors of the server with a store behind them that only looks at what it is given. */
export async function startTarget() {
  const metrics = createMetrics();
  const findings: string[] = [];
  let taken = 0;
  const router = webhookRouter({
    publicBaseUrl: PUBLIC,
    secrets: [new Secret(SECRET)],
    inbound: inboundByPortal,
    isActive: (portalId) => Promise.resolve(portalId === PORTAL),
    accept: (_portalId, inbound) => {
      taken += 1;
      findings.push(...malformed(inbound));
      return Promise.resolve();
    },
    metrics,
    log: { info: () => {}, warn: () => {} },
    now: () => NOW_MS,
  });
  const app = createApp({
    routers: [router, oauthRouter(oauthDeps(findings))],
    log: { error: ({ err }: { err?: unknown }) => void findings.push(`the server failed: ${String(err)}`) },
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    /** What should not have happened, in words. */
    findings,
    /** How many requests came through to the store. */
    taken: () => taken,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

const malformed = ({ notices, erased }: Inbound): string[] =>
  [...notices, ...erased]
    .filter(({ object, id }) => !ID.test(id) || !OBJECT.test(object))
    .map((record) => `a record that cannot be: ${JSON.stringify(record)}`);

/** No install was begun here, so nothing of what leads to tokens may be called. */
function oauthDeps(findings: string[]): OAuthDeps {
  const never = (what: string) => (): never => {
    findings.push(`${what} was called`);
    throw new GrantRevoked('no such grant', 'code-used');
  };
  const refusing = new Proxy({}, { get: (_target, name) => never(String(name)) });
  const key = Uint8Array.from(randomBytes(32));
  return {
    authorizeUrl: 'https://app.hubspot.com/oauth/authorize',
    clientId: 'fuzz',
    redirectUrl: `${PUBLIC}/oauth/callback`,
    scopes: ['oauth'],
    accounts: null,
    db: refusing as OAuthDeps['db'],
    client: refusing as OAuthDeps['client'],
    tokens: refusing as OAuthDeps['tokens'],
    keyring: { signingKeys: [key] },
    log: { info: () => {}, warn: () => {} },
  };
}
