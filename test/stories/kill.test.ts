import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { portalToken } from '../../emulator/api/oauth/installs.ts';
import { PORTAL } from '../../emulator/testing/project.ts';
import { startTestEmulator, type TestEmulator } from '../../emulator/testing/emulator.ts';
import { startTestErp, type TestErp } from '../../server/connectors/sql/testing/erp.ts';
import { openTestStore, storeTargets } from '../../server/store/test-store.ts';

const ROOT = join(import.meta.dirname, '../..');
const KILLS = 3;
/** Rows that the ERP connector reads at once; at most so many are looked at again after each end. */
const PAGE = 500;

const Run = z.object({
  state: z.string(),
  done: z.number(),
  total: z.number().nullable(),
  error: z.string().nullable(),
});
const Begun = z.object({ runId: z.string() });

let emulator: TestEmulator;
let erp: TestErp;
beforeAll(async () => {
  emulator = await startTestEmulator({
    limits: { staticPer10Seconds: 1e9, staticPerDay: 1e9, searchesPerSecond: 1e9 },
  });
  erp = await startTestErp();
}, 60_000);
afterAll(async () => {
  await erp?.close();
  await emulator?.close();
});

/** The server as operators run it, in a process of its own. */
async function startServer(dataDir: string, databaseUrl: string | null): Promise<{ child: ChildProcess; url: string }> {
  const child = fork(join(ROOT, 'server/main.ts'), {
    env: {
      ...process.env,
      PORT: '0',
      LEDGERLINE_DATA: dataDir,
      ...(databaseUrl !== null && { DATABASE_URL: databaseUrl }),
      HUBSPOT_API_URL: emulator.url,
      HUBSPOT_ACCESS_TOKEN: portalToken(PORTAL),
      HUBSPOT_PORTAL_ID: String(PORTAL),
      LEDGERLINE_MAPPING: join(ROOT, 'demo/northwind.mapping.yaml'),
      LEDGERLINE_CONNECTION: join(ROOT, 'demo/northwind.connection.yaml'),
      ERP_URL: erp.url,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const [message] = (await once(child, 'message')) as [{ url: string }];
  return { child, url: message.url };
}

async function kill(child: ChildProcess): Promise<void> {
  const exit = once(child, 'exit');
  child.kill('SIGKILL');
  await exit;
}

/** How many records of the object carry each id of the ERP. */
async function carried(object: string): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (let after = ''; ;) {
    const path = `/crm/objects/2026-09/${object}?limit=100&properties=ledgerline_erp_id${after}`;
    const { body } = await emulator.send('GET', path);
    const page = z
      .object({
        results: z.array(z.object({ properties: z.record(z.string(), z.string().nullable()) })),
        paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
      })
      .parse(body);
    for (const { properties } of page.results) {
      const id = properties['ledgerline_erp_id'];
      if (id) counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    if (!page.paging) return counts;
    after = `&after=${page.paging.next.after}`;
  }
}

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('killed again and again on %s', (target) => {
  test('a first sync goes on where it was, and makes every record once', async () => {
    await emulator.send('POST', '/_emulator/reset');
    const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-kill-'));
    const store = target === 'memory:' ? null : await openTestStore(target);
    const [database] = store ? await store.db.query<{ name: string }>('select current_database() as name') : [];
    const databaseUrl = database ? Object.assign(new URL(target), { pathname: `/${database.name}` }).href : null;
    let server = await startServer(dataDir, databaseUrl);
    const admin = async (method: string, path: string): Promise<unknown> => {
      const token = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${server.url}/admin/portals/${PORTAL}${path}`, { method, headers })).json();
    };
    try {
      const { runId } = Begun.parse(await admin('POST', '/sync'));
      const until = async (is: (run: z.infer<typeof Run>) => boolean): Promise<z.infer<typeof Run>> => {
        for (;;) {
          const run = Run.parse(await admin('GET', `/runs/${runId}`));
          if (is(run) || run.state !== 'running') return run;
          await new Promise((resolve) => setTimeout(resolve, 20));
        }
      };
      let reached = 0;
      for (let kills = 0; kills < KILLS; kills += 1) {
        const { done, state } = await until((run) => run.done > reached);
        expect(state).toBe('running');
        await kill(server.child);
        reached = done;
        server = await startServer(dataDir, databaseUrl);
      }
      const run = await until(() => false);
      expect(run).toMatchObject({ state: 'done', error: null });
      // Each time it went on after the last page that it had finished.
      expect(run.done).toBeLessThanOrEqual((run.total ?? 0) + KILLS * PAGE);
      for (const [object, table] of Object.entries({
        products: 'product',
        orders: 'sales_order',
        invoices: 'invoice',
      })) {
        const ids = (await erp.clerk.query(`select id::text from ${table}`)).map((row) => String(row[0]));
        const records = await carried(object);
        expect([...records.values()].every((count) => count === 1)).toBe(true);
        expect([...records.keys()].toSorted()).toEqual(ids.toSorted());
      }
    } finally {
      await kill(server.child);
      await store?.close();
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 400_000);
});
