import { createHmac } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import express from 'express';
import { AppRegistration } from '../app-registration.ts';
import { readProject } from '../projects.ts';
import { createFixtureCrm, FIXTURE_CATALOG, NO_DEVELOPMENT, type FixtureCrm } from './fixture-crm.ts';
import { recordPageRouter } from './router.ts';

const SECRET = 'the probe client secret';
const ORIGIN = 'https://probe.example.com';

/** What a developer's account would know of the fixture project. */
const registration = (upstream: string) =>
  AppRegistration.parse({
    appId: 7,
    clientId: 'probe',
    clientSecret: SECRET,
    projectDir: join(import.meta.dirname, 'fixture-app'),
    profile: 'test',
    proxy: { [ORIGIN]: upstream },
    functionSecrets: { PROBE_SECRET: 'a probe secret', UNDECLARED: 'no', PRIVATE_APP_ACCESS_TOKEN: 'a token' },
  });

export interface SeenCall {
  readonly url: string;
  readonly signed: boolean;
}

/** The app's own server: two pages of rows, and whether each call was signed for the https address. */
function upstreamServer(seen: SeenCall[]): Server {
  return createServer((request, response) => {
    const url = request.url ?? '';
    const timestamp = String(request.headers['x-hubspot-request-timestamp']);
    // Written out here on its own: the escapes of this address that HubSpot signs in decoded form.
    const uri = `${ORIGIN}${url}`.replaceAll('%2F', '/').replaceAll('%40', '@');
    const expected = createHmac('sha256', SECRET).update(`${request.method}${uri}${timestamp}`).digest('base64');
    seen.push({ url, signed: request.headers['x-hubspot-signature-v3'] === expected });
    const page = new URL(url, ORIGIN).searchParams.get('page');
    const rows = [1, 2, 3].map((row) => ({ number: `R-${page}-${row}`, state: row === 1 ? 'paid' : 'open' }));
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ rows, pageCount: 2 }));
  });
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

const stop = async (server: Server): Promise<void> => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
};

export interface Fixture {
  readonly url: string;
  readonly crm: FixtureCrm;
  readonly upstream: { readonly seen: readonly SeenCall[] };
  close(): Promise<void>;
}

/** The record page of a small portal in which the probe app is installed. */
export async function openFixture(): Promise<Fixture> {
  const seen: SeenCall[] = [];
  const upstream = upstreamServer(seen);
  const probe = await readProject(registration(await listen(upstream)));
  const crm = createFixtureCrm();
  crm.put('0-2', '1', { name: 'Acorn Bakery', phone: '030 1', domain: 'acorn.example' });
  crm.put('0-1', '2', { firstname: 'Ada', lastname: 'Olsen', email: 'ada@acorn.example' });
  const router = recordPageRouter({
    crm,
    catalog: FIXTURE_CATALOG,
    development: NO_DEVELOPMENT,
    apps: () => [probe],
    installedIn: () => [12_345_678],
    dataDir: null,
    now: () => Date.now(),
    signingTime: () => Date.now(),
  });
  const server = createServer(express().use(router));
  const url = await listen(server);
  return {
    url,
    crm,
    upstream: { seen },
    async close() {
      await Promise.all([stop(server), stop(upstream)]);
    },
  };
}
