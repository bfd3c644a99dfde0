import { Client } from '@hubspot/api-client';
import { z } from 'zod';
import { startEmulator } from '../emulator/start.ts';
import { writeProject } from '../emulator/testing/project.ts';
import type { Bench, Figure } from './figure.ts';
import { LIMIT } from './hubspot-requests.ts';

const SECONDS = 30;
const BATCH = 100;

/** A script that somebody writes in an afternoon: HubSpot's own client with its own limiter and retries. */
type Peer = (client: Client, no: number) => Promise<number>;

const properties = (no: number): Record<string, string> => ({ name: `Customer ${no}`, phone: `(208) 555-${no}` });

const perRecord: Peer = async (client, no) => {
  await client.crm.companies.basicApi.create({ properties: properties(no), associations: [] });
  return 1;
};

const batched: Peer = async (client, no) => {
  const inputs = Array.from({ length: BATCH }, (_, place) => ({
    properties: properties(no * BATCH + place),
    associations: [],
    objectWriteTraceId: String(place),
  }));
  const { results } = await client.crm.companies.batchApi.create({ inputs });
  return results.length;
};

const Portals = z.array(z.object({ apps: z.array(z.object({ accessToken: z.string() })) }));

/** The app's own token: that of the portal is for whoever looks on, and has no limit. */
async function appToken(emulatorUrl: string): Promise<string> {
  const [portal] = Portals.parse(await (await fetch(`${emulatorUrl}/_emulator/portals`)).json());
  const [app] = portal?.apps ?? [];
  if (!app) throw new Error('The app is not installed.');
  return app.accessToken;
}

/** Records a second, one call after the other, at HubSpot's limit for an app that was installed by OAuth. */
async function rate(peer: Peer): Promise<number> {
  const emulator = await startEmulator({
    port: 0,
    dataDir: null,
    limits: { staticPer10Seconds: LIMIT },
    apps: [await writeProject({ auth: 'static' })],
  });
  const client = new Client({
    accessToken: await appToken(emulator.url),
    basePath: emulator.url,
    numberOfApiCallRetries: 3,
  });
  const startedAt = performance.now();
  let records = 0;
  for (let no = 0; performance.now() - startedAt < SECONDS * 1000; no += 1) records += await peer(client, no);
  const seconds = (performance.now() - startedAt) / 1000;
  await emulator.close();
  return records / seconds;
}

async function run(): Promise<Figure[]> {
  const figure = (name: string, value: number, ofEachCall: number): Figure => ({
    bench: 'peers',
    figure: `${name}, beside what the limit is good for`,
    value,
    unit: 'records/s',
    reference: (LIMIT / 10) * ofEachCall,
  });
  return [
    figure("companies created by a loop over HubSpot's client, a record a call", await rate(perRecord), 1),
    figure('the same, 100 records a call', await rate(batched), BATCH),
  ];
}

/**
 * What a first sync is compared with. Neither loop looks whether a record is there already, associates it, or can be run a
 * second time without making everything twice.
 */
export const peers: Bench = {
  name: 'peers',
  about: "plain loops over HubSpot's client at the limit, which match, associate and remember nothing",
  run,
};
