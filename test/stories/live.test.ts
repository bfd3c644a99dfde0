import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import { eventually, startSystem, type System } from './system.ts';

const POLL_MS = 5_000;
// A person must not have to wait, and the machine of CI must not have to hurry: the bound is asserted, not a benchmark.
const PUSH_BOUND_MS = 2_000;

const Results = z.object({ results: z.array(z.object({ id: z.string() })) });
const Associated = z.object({ associations: z.object({ companies: Results }).optional() });

let system: System;
beforeAll(async () => {
  system = await startSystem('marketplace');
}, 180_000);
afterAll(() => system?.stop());

const phoneInErp = async () =>
  (await system.erp<{ phone: string }>("select phone from customer where id = 'SAVEA'"))[0]?.phone;
const phoneInHubSpot = async () => (await system.companyOf('SAVEA')).properties['phone'];
/** Long enough for a poll, a webhook and the writes they would cause. */
const settle = () => new Promise((resolve) => setTimeout(resolve, POLL_MS + 2_000));

describe('after the first sync', () => {
  test('an edit in HubSpot reaches the ERP within 2 s and causes no echo', async () => {
    const { id } = await system.companyOf('SAVEA');
    const { writes } = await system.stats();
    const patched = system.hubspot('PATCH', `/crm/objects/2026-09/companies/${id}`, {
      properties: { phone: '(208) 555-0142' },
    });
    await patched;
    await eventually(phoneInErp, (phone) => phone === '(208) 555-0142', PUSH_BOUND_MS);
    const before = await system.erp<{ updated_at: Date }>("select updated_at from customer where id = 'SAVEA'");
    await settle();
    const after = await system.erp<{ updated_at: Date }>("select updated_at from customer where id = 'SAVEA'");
    expect((await system.stats()).writes).toBe(writes + 1);
    expect(after).toEqual(before);
    expect(await phoneInHubSpot()).toBe('(208) 555-0142');
  });

  test('an edit in the ERP reaches HubSpot within the poll interval and 2 s, with exactly one write', async () => {
    const { writes } = await system.stats();
    await system.erp("update customer set phone = '(208) 555-0177' where id = 'SAVEA'");
    await eventually(phoneInHubSpot, (phone) => phone === '(208) 555-0177', POLL_MS + PUSH_BOUND_MS);
    await settle();
    expect((await system.stats()).writes).toBe(writes + 1);
    expect(await phoneInErp()).toBe('(208) 555-0177');
  });

  test('a cleared value is a value', async () => {
    await system.erp("update customer set phone = null where id = 'SAVEA'");
    await eventually(phoneInHubSpot, (phone) => phone === null || phone === '', POLL_MS + PUSH_BOUND_MS);
    expect(await phoneInErp()).toBeNull();
  });

  test('an association that a person ends is made again, and one that a person makes stays', async () => {
    const [order] = await system.erp<{ id: number }>("select id from sales_order where customer_id = 'ERNSH' limit 1");
    const path = `/crm/objects/2026-09/orders/${order?.id}?idProperty=ledgerline_erp_id&associations=companies`;
    const Order = Associated.extend({ id: z.string() });
    const read = async () => Order.parse(await system.hubspot('GET', path));
    const companies = async (): Promise<string[]> =>
      [...new Set((await read()).associations?.companies.results.map(({ id }) => id))].toSorted();
    const [{ id: ours }, { id: theirs }] = [await system.companyOf('ERNSH'), await system.companyOf('QUICK')];
    const { id } = await read();
    await system.hubspot('PUT', `/crm/objects/2026-09/orders/${id}/associations/default/companies/${theirs}`);
    await system.hubspot('DELETE', `/crm/objects/2026-09/orders/${id}/associations/companies/${ours}`);
    expect(await companies()).toEqual([theirs]);
    await eventually(companies, (ids) => ids.length === 2, PUSH_BOUND_MS);
    expect(await companies()).toEqual([ours, theirs].toSorted());
    await system.hubspot('DELETE', `/crm/objects/2026-09/orders/${id}/associations/companies/${theirs}`);
    expect(await companies()).toEqual([ours]);
  });

  test('an order that moves to another customer is associated with that one only', async () => {
    // Not the last one: the ERP does not tell of the customer that loses an order, whose last order would be another one.
    const oldest = "select id from sales_order where customer_id = 'SAVEA' order by ordered_on limit 1";
    const [order] = await system.erp<{ id: number }>(oldest);
    const path = `/crm/objects/2026-09/orders/${order?.id}?idProperty=ledgerline_erp_id&associations=companies`;
    const companies = async (): Promise<string[]> => {
      const { associations } = Associated.parse(await system.hubspot('GET', path));
      return [...new Set(associations?.companies.results.map(({ id }) => id))];
    };
    expect(await companies()).toEqual([(await system.companyOf('SAVEA')).id]);
    await system.erp("update sales_order set customer_id = 'QUICK' where id = $1", [order?.id]);
    const { id: other } = await system.companyOf('QUICK');
    await eventually(companies, (ids) => ids.length === 1 && ids[0] === other, POLL_MS + PUSH_BOUND_MS);
  });

  test('a second start finds everything in place and writes nothing', async () => {
    await settle();
    const said: string[] = [];
    await system.restart({
      step: (_title, work) => work(),
      bar: (_title, work) => work(() => {}),
      say: (text) => said.push(text),
    });
    expect(said.join('\n')).toContain('nothing to write');
    expect((await system.stats()).writes).toBe(0);
  });
});
