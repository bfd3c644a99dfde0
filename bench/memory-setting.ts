import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adminOf, type Admin } from '../demo/launch/admin.ts';
import { startProgram } from '../demo/launch/program.ts';
import { serverFlags } from '../demo/launch/server-flags.ts';
import { ownDatabase } from './own-database.ts';
import { fillPeople } from './people-erp.ts';
import { PEOPLE_CONNECTION, PEOPLE_MAPPING } from './people-mapping.ts';
import { startHubSpot } from './unlimited-hubspot.ts';

/** Requests in 10 seconds: the most that the setting takes. At HubSpot's 110 a million records take two and a half hours. */
export const RAISED_LIMIT = 1000;

/** A server with an emulator and an ERP, each a process of its own. */
export interface Setting {
  readonly admin: Admin;
  readonly portalId: number;
  readonly serverUrl: string;
  stop(): Promise<void>;
}

/** `store`: the server's own, on PostgreSQL or embedded; the ERP is on PostgreSQL in either case. */
export async function startSetting(postgres: string, store: 'postgres' | 'embedded', people: number): Promise<Setting> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = async (): Promise<void> => {
    for (const one of stops.splice(0).toReversed()) await one();
  };
  try {
    const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-memory-'));
    stops.push(() => rm(dataDir, { recursive: true, force: true }));
    const erp = await ownDatabase(postgres);
    stops.push(erp.drop);
    await fillPeople(erp.url, people);
    const hubspot = await startHubSpot();
    stops.push(hubspot.stop);
    const own = store === 'postgres' ? await ownDatabase(postgres) : null;
    if (own) stops.push(own.drop);
    const [mapping, connection] = [join(dataDir, 'mapping.yaml'), join(dataDir, 'connection.yaml')];
    await writeFile(mapping, JSON.stringify(PEOPLE_MAPPING));
    await writeFile(connection, JSON.stringify(PEOPLE_CONNECTION));
    const server = await startProgram({
      name: 'server',
      file: join(import.meta.dirname, '../server/main.ts'),
      flags: serverFlags(),
      env: {
        PORT: '0',
        LEDGERLINE_DATA: dataDir,
        HUBSPOT_API_URL: hubspot.url,
        HUBSPOT_ACCESS_TOKEN: hubspot.token,
        HUBSPOT_PORTAL_ID: String(hubspot.portalId),
        HUBSPOT_LIMIT: String(RAISED_LIMIT),
        LEDGERLINE_MAPPING: mapping,
        LEDGERLINE_CONNECTION: connection,
        ERP_URL: erp.url,
        DATABASE_URL: own?.url ?? '',
        LOG_LEVEL: 'warn',
      },
      logFile: join(dataDir, 'server.log'),
    });
    stops.push(() => server.stop());
    const admin = adminOf(server.url, join(dataDir, 'admin-token'));
    return { admin, portalId: hubspot.portalId, serverUrl: server.url, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
