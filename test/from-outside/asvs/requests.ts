import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { PORTAL_ID } from '../../../demo/launch/edition.ts';
import type { SmallSystem } from '../small-system.ts';
import { signature, type Wire } from '../wire.ts';
import { cardAddress, WEBHOOK, WHO } from './addresses.ts';
import type { Parts } from './parts.ts';

/** What a request may hold. */
export function describeRequestRules(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  beforeAll(() => {
    ({ wire, system } = parts());
  });

  describe('requests', () => {
    test('v5.0.0-3.5.1 v5.0.0-3.5.3 an action needs a signature, and is not a GET', async () => {
      const body = JSON.stringify({
        key: randomUUID(),
        objectTypeId: '0-2',
        objectId: '1',
      });
      const path = `/cards/v1/actions/look?${WHO}`;
      expect(
        (
          await wire.send('POST', path, {
            body,
            headers: { 'content-type': 'text/plain' },
          })
        ).status,
      ).toBe(401);
      expect((await wire.signed('GET', path)).status).toBe(404);
    });
    test('v5.0.0-4.1.3 what a client says of the address is not believed', async () => {
      const forged = {
        'x-forwarded-host': 'evil.example',
        'x-forwarded-proto': 'http',
        host: 'evil.example',
      };
      expect((await wire.signed('POST', WEBHOOK, '[]', forged)).status).toBe(204);
      const headers = {
        ...signature('POST', `https://evil.example${WEBHOOK}`, '[]'),
        ...forged,
      };
      expect((await wire.send('POST', WEBHOOK, { body: '[]', headers })).status).toBe(401);
    });
    test('v5.0.0-1.2.4 an id is a value in a query, whatever it says', async () => {
      const id = encodeURIComponent("x' or '1'='1'; drop table ledger; --");
      const { status, body } = await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=customer&id=${id}`);
      expect([status, body.entries]).toEqual([200, []]);
      expect((await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=customer&id=ACORN`)).status).toBe(200);
    });
    test.each(['__proto__', 'constructor', 'toString'])('v5.0.0-15.3.6 there is no action %s', async (action) => {
      const body = JSON.stringify({ key: randomUUID() });
      expect((await wire.signed('POST', `/cards/v1/actions/${action}?${WHO}`, body)).status).toBe(404);
    });
    test('v5.0.0-15.3.7 a parameter that comes twice is not understood', async () => {
      expect((await wire.signed('GET', `${cardAddress(PORTAL_ID, '1')}&portalId=4711`)).status).toBe(400);
      expect((await system.admin('GET', `/portals/${PORTAL_ID}/explain?object=a&object=b&id=1`)).status).toBe(400);
    });
    test('v5.0.0-15.3.3 v5.0.0-2.2.1 a field that is not asked for is refused', async () => {
      const body = {
        plan: true,
        object: 'companies',
        recordId: '1',
        actor: 'someone',
      };
      expect((await system.admin('POST', `/portals/${PORTAL_ID}/undo`, body)).status).toBe(400);
    });
  });
}
