import { beforeAll, describe, expect, test } from '@jest/globals';
import { PORTAL_ID, PUBLIC_ORIGIN } from '../../../demo/launch/edition.ts';
import type { SmallSystem } from '../small-system.ts';
import { signature, type Wire } from '../wire.ts';
import { cardAddress, WEBHOOK } from './addresses.ts';
import type { Parts } from './parts.ts';

/** Who may what. */
export function describeRights(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  beforeAll(() => {
    ({ wire, system } = parts());
  });

  describe('who may what', () => {
    test('v5.0.0-8.2.2 v5.0.0-8.3.1 v5.0.0-8.4.1 an account is the one that HubSpot signed for', async () => {
      expect((await wire.signed('GET', cardAddress(4711, '1'))).status).toBe(403);
      // The address that was signed is not the one that is asked.
      const headers = signature('GET', PUBLIC_ORIGIN + cardAddress(4711, '1'), '');
      expect((await wire.send('GET', cardAddress(PORTAL_ID, '1'), { headers })).status).toBe(401);
    });
    test('v5.0.0-8.2.1 the admin API is for the admin token', async () => {
      for (const path of ['/status', '/installs', `/portals/${PORTAL_ID}/inbox`, '/nothing']) {
        expect((await wire.send('GET', `/admin${path}`)).status).toBe(401);
      }
    });
    test('v5.0.0-15.3.1 a card is told what it shows, and no more', async () => {
      const { results } = (await system.hubspot.send('GET', '/crm/objects/2026-09/companies?limit=1')).body;
      const { accounts } = JSON.parse((await wire.signed('GET', cardAddress(PORTAL_ID, results[0].id))).text);
      expect(Object.keys(accounts[0]).toSorted()).toMatchInlineSnapshot(`
       [
         "creditLimit",
         "figures",
         "id",
         "lastOrder",
         "lastPayment",
         "name",
         "number",
         "role",
       ]
      `);
    });
    test('v5.0.0-6.3.2 v5.0.0-11.5.1 v5.0.0-13.2.3 the admin token is made for this server, of 256 random bits', async () => {
      expect(Buffer.from(system.adminToken, 'base64url')).toHaveLength(32);
      for (const guess of ['admin', 'changeme', '']) {
        const headers = { authorization: `Bearer ${guess}` };
        expect((await wire.send('GET', '/admin/status', { headers })).status).toBe(401);
      }
    });
    test('v5.0.0-2.4.1 v5.0.0-6.3.1 who is refused again and again is put off, and HubSpot is not', async () => {
      const guess = () =>
        wire.send('GET', '/admin/status', {
          headers: { authorization: 'Bearer guess' },
        });
      let answer = await guess();
      for (let tries = 0; answer.status === 401 && tries < 100; tries += 1) answer = await guess();
      expect([answer.status, Number(answer.headers.get('retry-after')) > 0]).toEqual([429, true]);
      // From the same address: what is signed, and the right token, are served all the same.
      expect((await wire.send('POST', WEBHOOK, { body: '[]' })).status).toBe(429);
      expect((await wire.signed('POST', WEBHOOK, '[ ]')).status).toBe(204);
      expect((await system.admin('GET', '/status')).status).toBe(200);
    });
  });
}
