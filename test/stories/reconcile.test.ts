import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { Report } from '../../server/cli/reconcile/answers.ts';
import { runLedgerline } from '../../server/cli/testing/command-line.ts';
import { atRest } from './at-rest.ts';
import { startSystem, type System } from './system.ts';

/** As an operator runs it, against the demo: Northwind as the ERP, the emulator as HubSpot. */
let system: System;
beforeAll(async () => {
  system = await startSystem('marketplace');
}, 180_000);
afterAll(() => system?.stop());

/** Two or three comparisons of 11,000 records at HubSpot's own limit. */
const MINUTES = 5 * 60_000;
const HOUR_MS = 3_600_000;

const ledgerline = (...args: string[]) =>
  runLedgerline(args, { LEDGERLINE_SERVER: system.demo.serverUrl, LEDGERLINE_DATA: system.dataDir });

async function reconcile(...args: string[]): Promise<{ report: Report; code: number | null }> {
  const { code, out, err } = await ledgerline('reconcile', '--json', ...args);
  if (out === '') throw new Error(err);
  const answer = JSON.parse(out) as unknown;
  const { report } = args.includes('--repair')
    ? { report: z.object({ after: Report }).parse(answer).after }
    : { report: Report.parse(answer) };
  return { report, code };
}

const unexplained = ({ drift }: Report) => drift.filter(({ explanation }) => explanation === null);
const Found = z.object({ id: z.string(), properties: z.record(z.string(), z.string().nullable()) });
const inHubSpot = async (object: string, erpId: string | number, properties = 'ledgerline_erp_id') =>
  Found.parse(
    await system.hubspot(
      'GET',
      `/crm/objects/2026-09/${object}/${erpId}?idProperty=ledgerline_erp_id&properties=${properties}`,
    ),
  );
const edit = async (object: string, erpId: string | number, properties: Record<string, string>) =>
  system.hubspot('PATCH', `/crm/objects/2026-09/${object}/${(await inHubSpot(object, erpId)).id}`, { properties });
/** Otherwise HubSpot would tell of the changes before anybody compares. */
const newsIsLate = async (): Promise<void> => {
  const body = JSON.stringify({ journalPublishMs: HOUR_MS, webhookDelayMs: HOUR_MS });
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${system.demo.emulatorUrl}/_emulator/settings`, { method: 'POST', headers, body });
  expect(answer.status).toBe(200);
};
const total = async (table: string) =>
  (await system.erp<{ total: string }>(`select sum(total)::text total from ${table}`))[0]?.total;

describe('reconcile', () => {
  test(
    'after the first sync all sums are equal to the cent, but for what waits; nothing is written',
    async () => {
      const { writes } = await system.stats();
      const { report, code } = await reconcile();
      expect(unexplained(report)).toEqual([]);
      expect(code).toBe(0);
      expect((await system.stats()).writes).toBe(writes);
      const held = report.pairs.find(({ pair }) => pair === 'customer')?.counts.held;
      expect(held).toBeGreaterThan(0);
      const sums = Object.fromEntries(
        report.totals.map(({ pair, amount, currency, left, right }) => [
          `${pair} ${amount} ${currency}`,
          [left, right],
        ]),
      );
      const orders = await total('order_document');
      const invoices = await total('invoice');
      expect(sums).toMatchObject({
        'order hs_total_price USD': [orders, orders],
        'invoice hs_amount_billed USD': [invoices, invoices],
      });
      expect(report.differing.filter(({ difference, explained }) => difference !== explained)).toEqual([]);
    },
    MINUTES,
  );

  test(
    'what was changed behind its back is found, repaired, and gone',
    async () => {
      const [order, moved, quiet] = await system.erp<{ id: number }>(
        "select id from sales_order where customer_id = 'SAVEA' order by id limit 3",
      );
      // HubSpot lets nobody delete an invoice that is paid.
      const [lost] = await system.erp<{ id: string }>(
        "select id from invoice where status = 'open' order by id limit 1",
      );
      if (!order || !moved || !lost || !quiet) throw new Error('The ERP has too few orders and invoices.');
      await newsIsLate();
      await atRest(system.demo);
      await edit('orders', order.id, { hs_total_price: '0.01' });
      const [savea, quick] = [await system.companyOf('SAVEA'), await system.companyOf('QUICK')];
      const { id } = await inHubSpot('orders', moved.id);
      await system.hubspot('DELETE', `/crm/objects/2026-09/orders/${id}/associations/companies/${savea.id}`);
      await system.hubspot('PUT', `/crm/objects/2026-09/orders/${id}/associations/default/companies/${quick.id}`);
      await system.hubspot('DELETE', `/crm/objects/2026-09/invoices/${(await inHubSpot('invoices', lost.id)).id}`);
      // A change that the ERP's own time of change does not tell of.
      await system.erp(
        `set session_replication_role = replica; update sales_order set ship_city = 'Reconciled' where id = ${quiet.id};`,
      );

      const { report, code } = await reconcile();
      expect(code).toBe(3);
      const kinds = unexplained(report).map(({ pair, kind, rightId, field }) =>
        [pair, kind, rightId, field].filter((word) => word !== null).join(' '),
      );
      const lines = await system.erp<{ id: string }>('select id from invoice_line where invoice_id = $1', [lost.id]);
      expect(kinds.toSorted()).toEqual(
        [
          `order field ${order.id} hs_total_price`,
          `order association ${moved.id} @customer`,
          `order field ${quiet.id} hs_shipping_address_city`,
          `invoice missing-left ${lost.id}`,
          ...lines.map((line) => `invoice_line association ${line.id} @invoice`),
        ].toSorted(),
      );

      const refused = await ledgerline('reconcile', '--last', '--repair');
      expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('say --yes to do it') });
      const repaired = await reconcile('--last', '--repair', '--yes');
      expect(unexplained(repaired.report)).toEqual([]);
      expect(repaired.code).toBe(0);
      const last = await ledgerline('reconcile', '--list');
      expect(last.out.split('\n').length).toBeGreaterThan(3);
    },
    MINUTES,
  );
});
