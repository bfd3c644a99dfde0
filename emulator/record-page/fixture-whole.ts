import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { AppRegistration } from '../app-registration.ts';
import { PORTAL } from '../testing/project.ts';
import { startTestEmulator, type TestEmulator } from '../testing/emulator.ts';

export const WHOLE = {
  appId: 8,
  clientSecret: 'the whole client secret',
  origin: 'https://whole.example.com',
} as const;

const registration = (upstream: string) =>
  AppRegistration.parse({
    appId: WHOLE.appId,
    clientId: 'whole',
    clientSecret: WHOLE.clientSecret,
    projectDir: join(import.meta.dirname, 'fixture-whole-app'),
    profile: 'test',
    proxy: { [WHOLE.origin]: upstream },
    installedIn: [PORTAL],
  });

export interface SeenRequest {
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

function verdictOn(body: string): string {
  const { inputFields } = JSON.parse(body) as { inputFields: { amount: string } };
  return JSON.stringify({
    outputFields: { verdict: `${inputFields.amount} is fine`, hs_execution_state: 'SUCCESS' },
  });
}

/** The app's own server: receives webhooks, answers the workflow action and its page's `hubspot.fetch`. */
function upstreamServer(seen: SeenRequest[]): Server {
  return createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const url = request.url ?? '';
      seen.push({ url, headers: request.headers, body });
      if (url.startsWith('/api/hello')) response.end('Hello from the app');
      else if (url.startsWith('/actions')) response.setHeader('content-type', 'application/json').end(verdictOn(body));
      else response.writeHead(204).end();
    });
  });
}

export interface WholeEmulator extends TestEmulator {
  readonly seen: readonly SeenRequest[];
  /** Makes a record by the API and answers its id. */
  create(objectType: string, properties: Record<string, string>): Promise<string>;
}

/** The whole emulator with its CRM pages, and an app that has one of each component. */
export async function openWhole(): Promise<WholeEmulator> {
  const seen: SeenRequest[] = [];
  const upstream = upstreamServer(seen);
  await new Promise<void>((resolve) => void upstream.listen(0, '127.0.0.1', resolve));
  const { port } = upstream.address() as AddressInfo;
  const emulator = await startTestEmulator({ apps: [registration(`http://localhost:${port}`)] });
  return {
    ...emulator,
    seen,
    async create(objectType, properties) {
      const { body } = await emulator.send('POST', `/crm/v3/objects/${objectType}`, { properties });
      return String(body.id);
    },
    async close() {
      await emulator.close();
      upstream.closeAllConnections();
      await new Promise((resolve) => upstream.close(resolve));
    },
  };
}
