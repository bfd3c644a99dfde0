import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { startDemo, type Demo } from '../../demo/launch/demo.ts';
import { PORTAL_ID, type Edition, type Ports } from '../../demo/launch/edition.ts';
import { silentReport, type Report } from '../../demo/launch/report.ts';
import { freePorts } from './free-ports.ts';
import { syncedFolder } from './synced-folder.ts';

const Stats = z.object({ requests: z.number(), writes: z.number(), byStatus: z.record(z.string(), z.number()) });
export type Stats = z.infer<typeof Stats>;
const Company = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });
export type Company = z.infer<typeof Company>;

/** The whole of Ledgerline as `npm start` runs it, in a folder and on ports of its own, in the words of the stories. */
export interface System {
  readonly demo: Demo;
  readonly dataDir: string;
  readonly ports: Ports;
  erp<Row extends pg.QueryResultRow>(sql: string, params?: unknown[]): Promise<Row[]>;
  hubspot(method: string, path: string, body?: unknown): Promise<unknown>;
  /** GET below the portal of the server's admin API. */
  adminGet(path: string): Promise<unknown>;
  companyOf(customerId: string): Promise<Company>;
  stats(): Promise<Stats>;
  restart(report?: Report): Promise<void>;
  stop(): Promise<void>;
}

async function ask(url: string, init?: RequestInit): Promise<unknown> {
  const response = await fetch(url, init);
  const text = await response.text();
  if (!response.ok) throw new Error(`${init?.method ?? 'GET'} ${url} answered ${response.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

/** Right after its first sync, of which each edition does one in a test run. */
export async function startSystem(edition: Edition): Promise<System> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-story-'));
  const ports = await freePorts('server', 'emulator', 'erp');
  await cp(await syncedFolder(edition), dataDir, { recursive: true });
  let demo = await startDemo({ edition, ports, dataDir, isSynced: true }, silentReport);
  const hubspot = async (method: string, path: string, body?: unknown) => {
    const portals = z
      .array(z.object({ accessToken: z.string() }))
      .parse(await ask(`${demo.emulatorUrl}/_emulator/portals`));
    return ask(`${demo.emulatorUrl}${path}`, {
      method,
      headers: { authorization: `Bearer ${portals[0]?.accessToken}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  };
  return {
    get demo() {
      return demo;
    },
    dataDir,
    ports,
    hubspot,
    async erp<Row extends pg.QueryResultRow>(sql: string, params: unknown[] = []) {
      const client = new pg.Client({ connectionString: demo.erpUrl });
      await client.connect();
      try {
        return (await client.query<Row>(sql, params)).rows;
      } finally {
        await client.end();
      }
    },
    async adminGet(path) {
      const token = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
      const url = `${demo.serverUrl}/admin/portals/${PORTAL_ID}${path}`;
      return ask(url, { headers: { authorization: `Bearer ${token}` } });
    },
    async companyOf(customerId) {
      const properties = 'name,phone,ledgerline_erp_id,ledgerline_balance,ledgerline_overdue';
      const path = `/crm/objects/2026-09/companies/${customerId}?idProperty=ledgerline_erp_id&properties=${properties}`;
      return Company.parse(await hubspot('GET', path));
    },
    stats: async () => Stats.parse(await ask(`${demo.emulatorUrl}/_emulator/stats`)),
    async restart(report = silentReport) {
      await demo.stop();
      demo = await startDemo({ edition, ports, dataDir }, report);
    },
    async stop() {
      await demo.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Asks again until the answer is right; fails with the last answer when time is up. Returns how long it took. */
export async function eventually<T>(
  question: () => Promise<T>,
  right: (answer: T) => boolean,
  withinMs: number,
): Promise<number> {
  const startedAt = performance.now();
  for (;;) {
    const answer = await question();
    const elapsed = performance.now() - startedAt;
    if (right(answer)) return elapsed;
    if (elapsed > withinMs) throw new Error(`still not after ${withinMs} ms: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
