import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { portalToken } from '../../emulator/api/oauth/installs.ts';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import { openTestStore } from '../../server/store/test-store.ts';
import { openOwnDatabase, type OwnDatabase } from '../../server/connectors/sql/testing/own-database.ts';
import { CONNECTION, MAPPING, TABLES } from './mapping.ts';
import { serverProcess, type ServerProcess } from './processes.ts';

export const CLIENT_SECRET = 'kill-client-secret';
export const PUBLIC_ORIGIN = 'https://ledgerline.example.com';

export interface KillSystem {
  readonly hubspot: TestEmulator;
  readonly erp: OwnDatabase;
  readonly processes: readonly ServerProcess[];
  /** Asks whichever process is up and answers well; again and again, because they are killed. */
  admin(method: string, path: string, body?: object): Promise<unknown>;
  /** An address to send webhooks to. */
  door(): string | null;
  close(): Promise<void>;
}

type Role = ServerProcess['role'];

interface Options {
  readonly roles?: readonly Role[];
  /** Where the processes find the database of this address instead. */
  readonly through?: (databaseUrl: URL) => URL;
}

/** `target`: `memory:` for one process on the embedded store, or a PostgreSQL for two of each role. */
export async function startKillSystem(
  target: string,
  { roles, through = (url) => url }: Options = {},
): Promise<KillSystem> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-kill-'));
  const hubspot = await startTestEmulator({
    // Nobody but the webhooks tells what changed: the search index, by which a sweep would find it, stays behind.
    limits: { staticPer10Seconds: 1e9, staticPerDay: 1e9, searchesPerSecond: 1e9, searchLagMs: 1e9 },
  });
  const erp = await openOwnDatabase(target);
  await erp.query(TABLES);
  await writeFile(join(dataDir, 'mapping.yaml'), MAPPING);
  await writeFile(join(dataDir, 'connection.yaml'), CONNECTION);
  const store = target === 'memory:' ? null : await openTestStore(target);
  const [database] = store ? await store.db.query<{ name: string }>('select current_database() as name') : [];
  const env = {
    LEDGERLINE_DATA: dataDir,
    ...(database && { DATABASE_URL: through(Object.assign(new URL(target), { pathname: `/${database.name}` })).href }),
    PUBLIC_BASE_URL: PUBLIC_ORIGIN,
    HUBSPOT_API_URL: hubspot.url,
    HUBSPOT_CLIENT_ID: 'kill',
    HUBSPOT_CLIENT_SECRET: CLIENT_SECRET,
    HUBSPOT_ACCESS_TOKEN: portalToken(PORTAL),
    HUBSPOT_PORTAL_ID: String(PORTAL),
    HUBSPOT_LIMIT: '1000',
    LEDGERLINE_MAPPING: join(dataDir, 'mapping.yaml'),
    LEDGERLINE_CONNECTION: join(dataDir, 'connection.yaml'),
    ERP_URL: erp.url,
    POLL_SECONDS: '1',
    LOG_LEVEL: 'silent',
  };
  const all: readonly Role[] = store ? ['web', 'web', 'worker', 'worker'] : ['all'];
  const processes = (roles ?? all).map((role) => serverProcess(role, env));
  await Promise.all(processes.map((one) => one.start()));
  const door = (): string | null => {
    const urls = processes.flatMap(({ role, url }) => (role === 'worker' || url === null ? [] : [url]));
    return urls[Math.floor(Math.random() * urls.length)] ?? null;
  };
  return {
    hubspot,
    erp,
    processes,
    door,
    async admin(method, path, body) {
      const token = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
      for (;;) {
        const url = `${door()}/admin${path}`;
        const answer = await fetch(url, { method, headers, ...(body && { body: JSON.stringify(body) }) }).catch(
          () => null,
        );
        if (answer?.ok) return await answer.json().catch(() => null);
        if (answer && answer.status < 500)
          throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
        await wait(50);
      }
    },
    async close() {
      await Promise.all(processes.map((one) => one.kill()));
      await store?.close();
      await erp.close();
      await hubspot.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const Run = z.object({ state: z.string(), error: z.string().nullable() });

/** Begins a run and sees it through, whatever is killed meanwhile. */
export async function runToEnd(
  { admin }: Pick<KillSystem, 'admin'>,
  kind: 'sync' | 'backfill',
  scope?: object,
): Promise<void> {
  const { runId } = z.object({ runId: z.string() }).parse(await admin('POST', `/portals/${PORTAL}/${kind}`, scope));
  for (;;) {
    const { state, error } = Run.parse(await admin('GET', `/portals/${PORTAL}/runs/${runId}`));
    if (state === 'done') return;
    if (state !== 'running') throw new Error(`The ${kind} failed: ${error}`);
    await wait(50);
  }
}
