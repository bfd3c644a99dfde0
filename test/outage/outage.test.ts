import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { PORTAL } from '../../emulator/testing/project.ts';
import { signature } from '../from-outside/wire.ts';
import { account, allOf, atRest } from '../kill/account.ts';
import { startFlood } from '../kill/flood.ts';
import { CLIENT_SECRET, PUBLIC_ORIGIN, runToEnd, startKillSystem, type KillSystem } from '../kill/system.ts';
import { eventually } from '../stories/system.ts';
import { startTcpProxy } from './tcp-proxy.ts';

const target = process.env['TEST_DATABASE_URL'];
if (!target) process.stderr.write('TEST_DATABASE_URL is not set: a PostgreSQL that goes down is not tested.\n');

/** What HubSpot waits for an answer. */
const PATIENCE_MS = 5000;
const WAIT_MS = 60_000;
const PATH = '/webhooks/hubspot';

/** As HubSpot sends it, once. */
async function knock(system: KillSystem, told: object): Promise<{ status: number; retryAfter: string | null }> {
  const body = JSON.stringify([told]);
  const answer = await fetch(system.door() + PATH, {
    method: 'POST',
    headers: { ...signature('POST', PUBLIC_ORIGIN + PATH, body, CLIENT_SECRET), 'content-type': 'application/json' },
    body,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return { status: answer.status, retryAfter: answer.headers.get('retry-after') };
}

const readiness = ({ processes }: KillSystem): Promise<number[]> =>
  Promise.all(processes.map(async ({ url }) => (await fetch(`${url}/ready`)).status));

(target ? test : test.skip)(
  'a PostgreSQL that ends, or hangs, costs time: webhooks are put off, and nothing accepted is lost',
  async () => {
    const { hostname, port } = new URL(target ?? '');
    const proxy = await startTcpProxy({ host: hostname, port: Number(port || 5432) });
    const through = (url: URL): URL => Object.assign(url, { hostname: '127.0.0.1', port: String(proxy.port) });
    const system = await startKillSystem(target ?? '', { roles: ['web', 'worker'], through });
    try {
      await system.erp.query(
        "insert into customer (name, phone) select 'Old ' || n, 'none' from generate_series(1, 30) n",
      );
      await runToEnd(system, 'sync');
      await atRest(system, WAIT_MS);
      const [company] = await allOf(system, 'companies');
      const told = { portalId: PORTAL, subscriptionType: 'company.propertyChange', objectId: Number(company?.id) };
      const flood = startFlood(
        system,
        (await allOf(system, 'companies')).map(({ id }) => id),
      );
      for (const trouble of ['cut', 'freeze'] as const) {
        proxy[trouble]();
        expect(await knock(system, told)).toEqual({ status: 503, retryAfter: '10' });
        await eventually(
          () => readiness(system),
          (all) => all.every((status) => status === 503),
          WAIT_MS,
        );
        // Long enough for everything that looks for work by itself to find that there is nobody.
        await wait(2000);
        proxy.restore();
        await eventually(
          () => readiness(system),
          (all) => all.every((status) => status === 200),
          WAIT_MS,
        );
        const before = flood.figures.accepted;
        await eventually(
          async () => flood.figures.accepted,
          (accepted) => accepted > before,
          WAIT_MS,
        );
      }
      await flood.stop();
      await atRest(system, WAIT_MS);
      expect(await account(system, flood.phones)).toEqual([]);
    } finally {
      proxy.restore();
      await system.close();
      await proxy.close();
    }
  },
  200_000,
);
