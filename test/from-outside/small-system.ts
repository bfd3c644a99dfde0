import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminOf } from '../../demo/launch/admin.ts';
import { APP_ID, CLIENT_ID, PORTAL_ID, PUBLIC_ORIGIN } from '../../demo/launch/edition.ts';
import { installApp } from '../../demo/launch/install-app.ts';
import { startProgram } from '../../demo/launch/program.ts';
import { startTestEmulator, type Reply, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { stageEdition } from '../../scripts/stage.ts';
import { freePorts } from '../stories/free-ports.ts';
import { openOwnDatabase, type OwnDatabase } from '../../server/connectors/sql/testing/own-database.ts';
import { CONNECTION, MAPPING, TABLES } from './small-erp.ts';

export const CLIENT_SECRET = 'canary-client-secret-1f0c';
export const FUNCTION_SECRET = `whsec_${Buffer.from('canary-function-secret-9a27').toString('base64')}`;
export const METRICS_TOKEN = 'canary-metrics-token-77de';
export const ERP_PASSWORD = 'canary-erp-password-31c8';

/** A server in a process of its own, an emulator, and an ERP of two customers: whole, and up within seconds. */
export interface SmallSystem {
  readonly url: string;
  readonly hubspot: TestEmulator;
  readonly erp: OwnDatabase;
  readonly dataDir: string;
  readonly adminToken: string;
  /** All that the server wrote to its log. */
  log(): Promise<string>;
  admin(method: string, path: string, body?: object): Promise<Reply>;
  /** The ERP is gone, and does not come back. */
  stopErp(): Promise<void>;
  /** SIGTERM; resolves when the process has ended. */
  stopServer(): Promise<void>;
  close(): Promise<void>;
}

export async function startSmallSystem(env: Readonly<Record<string, string>> = {}): Promise<SmallSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-outside-'));
  const ports = await freePorts('server');
  const local = `http://localhost:${ports.server}`;
  const projectDir = join(dataDir, 'project');
  await stageEdition({ edition: 'marketplace', outDir: projectDir, localOrigin: local });
  const proxy = { [PUBLIC_ORIGIN]: local };
  const app = { appId: APP_ID, clientId: CLIENT_ID, clientSecret: CLIENT_SECRET, projectDir, profile: 'local', proxy };
  const hubspot = await startTestEmulator({ apps: [{ ...app, functionSecrets: {}, installedIn: [] }] });
  const erp = await openOwnDatabase('memory:');
  let erpStopped: Promise<void> | null = null;
  const stopErp = (): Promise<void> => (erpStopped ??= erp.close());
  await erp.query(TABLES);
  await writeFile(join(dataDir, 'mapping.yaml'), MAPPING);
  await writeFile(join(dataDir, 'connection.yaml'), CONNECTION);
  const logFile = join(dataDir, 'server.log');
  const program = await startProgram({
    name: 'server',
    file: join(import.meta.dirname, '../../server/main.ts'),
    env: {
      PORT: String(ports.server),
      LEDGERLINE_DATA: dataDir,
      PUBLIC_BASE_URL: PUBLIC_ORIGIN,
      OAUTH_REDIRECT_URL: `${local}/oauth/callback`,
      HUBSPOT_API_URL: hubspot.url,
      HUBSPOT_AUTHORIZE_URL: `${hubspot.url}/oauth/authorize`,
      HUBSPOT_CLIENT_ID: CLIENT_ID,
      HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
      HUBSPOT_LIMIT: '1000',
      LEDGERLINE_FUNCTION_SECRET: FUNCTION_SECRET,
      LEDGERLINE_METRICS_TOKEN: METRICS_TOKEN,
      LEDGERLINE_MAPPING: join(dataDir, 'mapping.yaml'),
      LEDGERLINE_CONNECTION: join(dataDir, 'connection.yaml'),
      ERP_URL: erp.url.replace('erp@', `erp:${ERP_PASSWORD}@`),
      POLL_SECONDS: '1',
      ...env,
    },
    logFile,
  });
  await installApp(local, PORTAL_ID);
  await adminOf(local, join(dataDir, 'admin-token')).run(PORTAL_ID, 'sync', () => {});
  const adminToken = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  return {
    url: local,
    hubspot,
    erp,
    dataDir,
    adminToken,
    log: () => readFile(logFile, 'utf8'),
    admin: (method, path, body) => ask(`${local}/admin${path}`, { method, token: adminToken, body }),
    stopErp,
    stopServer: () => program.stop(),
    async close() {
      await program.stop();
      await hubspot.close();
      await stopErp();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

interface Question {
  readonly method: string;
  readonly token: string;
  readonly body?: object | undefined;
}

async function ask(url: string, { method, token, body }: Question): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text === '' ? null : JSON.parse(text) };
}
