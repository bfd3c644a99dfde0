import pg from 'pg';
import { z } from 'zod';
import type { Ports } from './edition.ts';

const Company = z.object({ id: z.string(), properties: z.object({ name: z.string() }) });

export interface Showcase {
  readonly url: string;
  readonly name: string;
}

/** A customer worth looking at: something is overdue, and there are many invoices to page through. */
async function busiestOverdueCustomer(erpUrl: string): Promise<string> {
  const erp = new pg.Client({ connectionString: erpUrl });
  await erp.connect();
  try {
    const { rows } = await erp.query<{ customer_id: string }>(
      `select b.customer_id from customer_balance b join invoice i using (customer_id)
       where b.overdue > 0 group by b.customer_id order by count(*) desc, b.customer_id limit 1`,
    );
    if (rows[0] === undefined) throw new Error('the demo ERP has no customer with an overdue invoice');
    return rows[0].customer_id;
  } finally {
    await erp.end();
  }
}

export async function findShowcase(erpUrl: string, emulatorUrl: string, ports: Ports): Promise<Showcase> {
  const customerId = await busiestOverdueCustomer(erpUrl);
  const portals = z
    .array(z.object({ accessToken: z.string() }))
    .parse(await (await fetch(`${emulatorUrl}/_emulator/portals`)).json());
  const response = await fetch(
    `${emulatorUrl}/crm/objects/2026-09/companies/${encodeURIComponent(customerId)}?idProperty=ledgerline_erp_id&properties=name`,
    { headers: { authorization: `Bearer ${portals[0]?.accessToken}` } },
  );
  const company = Company.parse(await response.json());
  return { url: `http://localhost:${ports.emulator}/records/companies/${company.id}`, name: company.properties.name };
}
