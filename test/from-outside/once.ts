import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { PORTAL_ID } from '../../demo/launch/edition.ts';
import type { Parts } from './asvs/parts.ts';
import { debtorId } from './company.ts';
import { FUNCTION_SECRET } from './small-system.ts';
import type { Wire } from './wire.ts';

/** HubSpot repeats its requests by itself. */
export function describeOnce(parts: () => Parts): void {
  let wire: Wire;
  let companyId = '';
  beforeAll(async () => {
    ({ wire } = parts());
    companyId = await debtorId(parts().system);
  });

  /** How often an action was carried out, whoever asked. */
  const done = async (action: string): Promise<number> => {
    const { text } = await wire.send('GET', '/metrics');
    return Number(
      new RegExp(`^ledgerline_actions_total.action="${action}",outcome="done". (\\d+)`, 'm').exec(text)?.[1] ?? 0,
    );
  };

  describe('every POST is done once for its key', () => {
    const who = `portalId=${PORTAL_ID}&userId=7&userEmail=ada@acorn.example`;
    const look = (key: string) => ({ key, objectTypeId: '0-2', objectId: companyId });
    const byFunction = (key: string) => {
      const body = JSON.stringify({ ...look(key), portalId: PORTAL_ID, userId: '7', userEmail: 'ada@acorn.example' });
      const [id, at] = [randomUUID(), new Date()];
      const signature = new Webhook(FUNCTION_SECRET).sign(id, at, body);
      const timestamp = String(Math.floor(at.getTime() / 1000));
      const headers = { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature };
      return wire.send('POST', '/functions/v1/actions/look', { body, headers });
    };
    const byCard = (key: string) => wire.signed('POST', `/cards/v1/actions/look?${who}`, JSON.stringify(look(key)));
    const byWorkflow = (key: string) =>
      wire.signed(
        'POST',
        '/workflows/v1/actions/look',
        JSON.stringify({
          callbackId: key,
          origin: { portalId: PORTAL_ID },
          object: { objectId: Number(companyId), objectType: 'COMPANY' },
        }),
      );

    test.each([
      ['cards', byCard],
      ['app functions', byFunction],
      ['workflows', byWorkflow],
    ])('of %s', async (_name, send) => {
      const before = await done('look');
      const key = randomUUID();
      const first = await send(key);
      const again = await send(key);
      expect([first.status, again.status, again.text]).toEqual([200, 200, first.text]);
      expect(await done('look')).toBe(before + 1);
      await send(randomUUID());
      expect(await done('look')).toBe(before + 2);
    });
  });
}
