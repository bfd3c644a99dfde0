import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { eventually, startSystem, type System } from './system.ts';

const WAIT_MS = 30_000;
const Merged = z.object({ id: z.string() });
const Inbox = z.object({ inbox: z.array(z.object({ recordId: z.string(), reason: z.string(), fix: z.string() })) });

let system: System;
beforeAll(async () => {
  system = await startSystem('marketplace');
}, 180_000);
afterAll(() => system?.stop());

test('companies that are merged in HubSpot keep both customers, and edits go on to the one they carry', async () => {
  const [one, other] = [await system.companyOf('SAVEA'), await system.companyOf('QUICK')];
  const merge = { primaryObjectId: one.id, objectIdToMerge: other.id };
  const { id } = Merged.parse(await system.hubspot('POST', '/crm/objects/2026-09/companies/merge', merge));
  expect(id).not.toBe(one.id);
  const held = async () =>
    Inbox.parse(await system.adminGet('/inbox')).inbox.filter(({ recordId }) => recordId === 'QUICK');
  await eventually(held, (found) => found.length === 1, WAIT_MS);
  expect((await held())[0]).toMatchObject({
    reason: expect.stringContaining(`customer QUICK belongs to companies ${id} as \`additional\``),
    fix: expect.stringContaining(`ledgerline unlink customer ${id} QUICK`),
  });
  await system.erp("update customer set phone = '(208) 555-0188' where id = 'SAVEA'");
  const phone = async () => (await system.companyOf('SAVEA')).properties['phone'];
  await eventually(phone, (found) => found === '(208) 555-0188', WAIT_MS);
  expect((await system.companyOf('SAVEA')).id).toBe(id);
});
