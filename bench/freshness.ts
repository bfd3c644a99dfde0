import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { startDemo, type Demo } from '../demo/launch/demo.ts';
import { silentReport } from '../demo/launch/report.ts';
import type { Bench, Figure } from './figure.ts';
import { percentile } from './percentile.ts';

const EDITS = 40;
/** How often the server asks the ERP. */
const POLL_MS = 5000;
const LOOK_EVERY_MS = 20;
const GIVE_UP_MS = 60_000;
const CUSTOMER = 'SAVEA';

const Portals = z.array(z.object({ accessToken: z.string() }));
const Company = z.object({ id: z.string(), properties: z.object({ phone: z.string().nullable() }) });

/** Both ends of one customer's phone number. */
async function ends(demo: Demo) {
  const [portal] = Portals.parse(await (await fetch(`${demo.emulatorUrl}/_emulator/portals`)).json());
  const headers = { authorization: `Bearer ${portal?.accessToken}`, 'content-type': 'application/json' };
  const erp = new pg.Client({ connectionString: demo.erpUrl });
  await erp.connect();
  const companies = `${demo.emulatorUrl}/crm/objects/2026-09/companies`;
  const company = async () =>
    Company.parse(
      await (await fetch(`${companies}/${CUSTOMER}?idProperty=ledgerline_erp_id&properties=phone`, { headers })).json(),
    );
  const { id } = await company();
  return {
    hubspot: {
      phone: async () => (await company()).properties.phone,
      async edit(phone: string) {
        const body = JSON.stringify({ properties: { phone } });
        const answer = await fetch(`${companies}/${id}`, { method: 'PATCH', headers, body });
        if (!answer.ok) throw new Error(`HubSpot answered ${answer.status}: ${await answer.text()}`);
      },
    },
    erp: {
      phone: async () =>
        (await erp.query<{ phone: string | null }>('select phone from customer where id = $1', [CUSTOMER])).rows[0]
          ?.phone ?? null,
      edit: (phone: string) => erp.query('update customer set phone = $2 where id = $1', [CUSTOMER, phone]),
    },
    close: () => erp.end(),
  };
}

interface Watched {
  readonly edit: (phone: string) => Promise<unknown>;
  readonly seen: () => Promise<string | null>;
  readonly betweenMs: number;
}

/** Milliseconds from an edit on one side until the other one shows it, sorted. */
async function delays(series: string, { edit, seen, betweenMs }: Watched): Promise<number[]> {
  const samples: number[] = [];
  for (let no = 0; no < EDITS; no += 1) {
    // What arrived came with a poll; the next edit falls anywhere before the next one.
    await pause(Math.random() * betweenMs);
    const phone = `(208) ${series}-${String(no).padStart(4, '0')}`;
    await edit(phone);
    const editedAt = performance.now();
    while ((await seen()) !== phone) {
      if (performance.now() - editedAt > GIVE_UP_MS) throw new Error(`${phone} never arrived.`);
      await pause(LOOK_EVERY_MS);
    }
    samples.push(performance.now() - editedAt);
  }
  return samples.toSorted((a, b) => a - b);
}

async function run(): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ledgerline-bench-'));
  const ports = { server: 13_002, emulator: 14_002, erp: 15_435 };
  const demo = await startDemo({ edition: 'marketplace', ports, dataDir }, silentReport);
  const { hubspot, erp, close } = await ends(demo);
  try {
    const pushed = await delays('555', {
      edit: (phone) => hubspot.edit(phone),
      seen: () => erp.phone(),
      betweenMs: 1000,
    });
    const polled = await delays('556', {
      edit: (phone) => erp.edit(phone),
      seen: () => hubspot.phone(),
      betweenMs: POLL_MS,
    });
    const figure = (name: string, value: number, reference: number | null): Figure => ({
      bench: 'freshness',
      figure: name,
      value,
      unit: 'ms',
      reference,
    });
    return [
      figure('edit in HubSpot until the ERP shows it, median', percentile(pushed, 0.5), null),
      figure('edit in HubSpot until the ERP shows it, p95, beside the bar', percentile(pushed, 0.95), 2000),
      figure(
        'edit in the ERP until HubSpot shows it, median, beside half a poll',
        percentile(polled, 0.5),
        POLL_MS / 2,
      ),
      figure('edit in the ERP until HubSpot shows it, p95, beside the bar', percentile(polled, 0.95), POLL_MS + 2000),
    ];
  } finally {
    await close();
    await demo.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

export const freshness: Bench = {
  name: 'freshness',
  about: 'how long an edit on one side takes to show on the other, after the first sync of the demo',
  run,
};
