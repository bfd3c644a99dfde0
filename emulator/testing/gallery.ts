import { join } from 'node:path';
import { AppRegistration } from '../app-registration.ts';
import { Seed } from '../api/seed.ts';
import { startEmulator } from '../start.ts';

const PORTAL = 12_345_678;

const deal = (key: string, dealname: string, amount: string, dealstage: string, closedate: string) => ({
  key,
  properties: { dealname, amount, dealstage, closedate, pipeline: 'default' },
});

/** A company with what the CRM components need to have something to show. */
const SEED = Seed.parse({
  portals: [
    {
      portalId: PORTAL,
      name: 'Gallery',
      timezone: 'Europe/Berlin',
      currency: 'EUR',
      objects: {
        companies: [
          {
            key: 'acorn',
            properties: {
              name: 'Acorn Bakery',
              domain: 'acorn.example',
              phone: '030 1',
              city: 'Bergen',
              lifecyclestage: 'customer',
            },
          },
        ],
        contacts: [
          {
            key: 'ada',
            properties: { firstname: 'Ada', lastname: 'Olsen', email: 'ada@acorn.example', jobtitle: 'Baker' },
          },
        ],
        deals: [
          deal('oven', 'New oven', '12000', 'qualifiedtobuy', '2026-06-30T00:00:00Z'),
          deal('flour', 'Flour for a year', '4500.50', 'closedwon', '2026-05-02T00:00:00Z'),
          deal('shop', 'Second shop', '30000', 'appointmentscheduled', '2026-12-01T00:00:00Z'),
        ],
      },
      associations: [
        { from: ['companies', 'acorn'], to: ['contacts', 'ada'] },
        ...['oven', 'flour', 'shop'].map((key) => ({ from: ['companies', 'acorn'], to: ['deals', key] })),
      ],
    },
  ],
});

/** The emulator with the fixture app, whose `Gallery: ...` cards draw every component on the page of one company. */
export async function openGallery(port = 0) {
  const emulator = await startEmulator({
    port,
    dataDir: null,
    seed: SEED,
    apps: [
      AppRegistration.parse({
        appId: 7,
        clientId: 'probe',
        clientSecret: 'the probe client secret',
        projectDir: join(import.meta.dirname, '..', 'record-page', 'fixture-app'),
        profile: 'test',
        installedIn: [PORTAL],
      }),
    ],
  });
  const list = await fetch(`${emulator.url}/crm/v3/objects/companies`, { headers: await ownToken(emulator.url) });
  const { results } = (await list.json()) as { results: { id: string }[] };
  return { ...emulator, recordUrl: `${emulator.url}/records/companies/${results[0]?.id}` };
}

/** The token of the control plane: every scope, no limits. */
async function ownToken(url: string): Promise<Record<string, string>> {
  const portals = await fetch(`${url}/_emulator/portals`);
  const [first] = (await portals.json()) as { accessToken: string }[];
  return { authorization: `Bearer ${first?.accessToken}` };
}
