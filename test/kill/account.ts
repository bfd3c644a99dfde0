import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { PORTAL } from '../../emulator/testing/project.ts';
import type { KillSystem } from './system.ts';

const Status = z.object({
  portals: z.array(
    z.object({
      portalId: z.number(),
      notices: z.object({ waiting: z.number() }),
      inbox: z.record(z.string(), z.number()),
    }),
  ),
});

/** When nothing waits for a look any more, over some rounds of polling. Resolves to what the inbox holds. */
export async function atRest(
  { admin }: Pick<KillSystem, 'admin'>,
  withinMs: number,
): Promise<Readonly<Record<string, number>>> {
  const end = Date.now() + withinMs;
  for (let quiet = 0; ;) {
    const { portals } = Status.parse(await admin('GET', '/status'));
    const [portal] = portals.filter(({ portalId }) => portalId === PORTAL);
    quiet = portal?.notices.waiting === 0 ? quiet + 1 : 0;
    if (portal && quiet === 4) return portal.inbox;
    if (Date.now() > end) throw new Error(`${portal?.notices.waiting} notices still wait after ${withinMs} ms.`);
    await wait(500);
  }
}

const Page = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) })),
  paging: z.object({ next: z.object({ after: z.string() }) }).optional(),
});
type HubSpotRecord = z.infer<typeof Page>['results'][number];

export async function allOf({ hubspot }: KillSystem, object: string): Promise<HubSpotRecord[]> {
  const records: HubSpotRecord[] = [];
  for (let after = ''; ;) {
    const path = `/crm/objects/2026-09/${object}?limit=100&properties=ledgerline_erp_id,phone,name${after}`;
    const page = Page.parse((await hubspot.send('GET', path)).body);
    records.push(...page.results);
    if (!page.paging) return records;
    after = `&after=${page.paging.next.after}`;
  }
}

/** What does not add up, a sentence a record: every change on the other side, every record there once, none besides. */
export async function account(system: KillSystem, phones: ReadonlyMap<string, string>): Promise<string[]> {
  const findings: string[] = [];
  const companies = new Map((await allOf(system, 'companies')).map((company) => [company.id, company]));
  const customers = Map.groupBy(
    await system.erp.query('select id::text, crm_id, phone from customer'),
    ({ crm_id: id }) => id,
  );
  for (const [id, phone] of phones) {
    const [customer, second] = customers.get(id) ?? [];
    if (!customer) findings.push(`Company ${id} is not in the ERP.`);
    else if (second) findings.push(`Company ${id} is in the ERP twice.`);
    else if (customer['phone'] !== phone)
      findings.push(`Company ${id} has ${phone}; the ERP has ${String(customer['phone'])}.`);
    if (companies.get(id)?.properties['ledgerline_erp_id'] !== customer?.['id'])
      findings.push(`Company ${id} does not carry its id.`);
  }
  // What a sync made in HubSpot is told to the ERP by the next look, so some of the customers may not name a company yet.
  for (const [id, { length }] of customers)
    if (id !== null && length > 1) findings.push(`The ERP has ${length} customers of ${JSON.stringify(id)}.`);
  const count = [...customers.values()].flat().length;
  if (count !== companies.size) findings.push(`${companies.size} companies, ${count} customers.`);
  const items = (await system.erp.query('select id::text from item')).map(({ id }) => String(id)).toSorted();
  const products = (await allOf(system, 'products'))
    .map(({ properties }) => String(properties['ledgerline_erp_id']))
    .toSorted();
  if (items.join() !== products.join()) findings.push(`${items.length} items, ${products.length} products, or others.`);
  return findings;
}
