import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { APP_ID, PORTAL_ID, PUBLIC_ORIGIN } from '../../demo/launch/edition.ts';
import { signatureV2 } from '../../emulator/signature.ts';
import type { Parts } from './asvs/parts.ts';
import { debtorId } from './company.ts';
import { CLIENT_SECRET, type SmallSystem } from './small-system.ts';
import type { Heard, Wire } from './wire.ts';

/** What workflows of HubSpot ask the server to do. */
export function describeWorkflows(parts: () => Parts): void {
  let wire: Wire;
  let system: SmallSystem;
  let companyId = '';
  beforeAll(async () => {
    ({ wire, system } = parts());
    companyId = await debtorId(system);
  });

  /** The emulator as a workflow that reaches the action with the company. */
  const workflow = async (uid: string, more: object = {}) => {
    const run = { portalId: PORTAL_ID, appId: APP_ID, uid, objectType: 'companies', objectId: companyId, ...more };
    return (await system.hubspot.send('POST', '/_emulator/workflow-actions', run)).body;
  };
  describe('a workflow', () => {
    test('checks the credit of a customer, to branch on it', async () => {
      const { state, outputFields } = await workflow('check_credit_action');
      expect(state).toBe('SUCCESS');
      // 1,250.50 owed of 1,000, and due since February.
      expect(outputFields).toMatchObject({
        credit: 'over_limit',
        balance: '1250.5',
        overdue: '1250.5',
        available: '-250.5',
      });
      expect(outputFields).toMatchObject({ currency: 'EUR', customer: 'ACORN', hs_execution_state: 'SUCCESS' });
      const more = await workflow('check_credit_action', { inputFields: { amount: '10', currency: 'eur' } });
      expect(more.outputFields).toMatchObject({ available: '-260.5' });
      expect(await workflow('check_credit_action', { inputFields: { amount: 'ten' } })).toMatchObject({
        state: 'FAILED',
      });
    });

    test('has the record looked at', async () => {
      expect(await workflow('refresh_action')).toMatchObject({
        state: 'SUCCESS',
        outputFields: { looked_at: expect.any(String) },
      });
    });

    test('signs by version 2 or 3; another signature, account or action is refused', async () => {
      const uri = `${PUBLIC_ORIGIN}/workflows/v1/actions/credit`;
      const bodyOf = (portalId: number) =>
        JSON.stringify({
          callbackId: `ap-${randomUUID()}`,
          origin: { portalId },
          object: { objectId: Number(companyId), objectType: 'COMPANY' },
        });
      const v2 = (body: string, secret = CLIENT_SECRET) => ({
        'x-hubspot-signature': signatureV2({ secret, method: 'POST', uri, body }),
        'x-hubspot-signature-version': 'v2',
      });
      const path = '/workflows/v1/actions/credit';
      const body = bodyOf(PORTAL_ID);
      const statuses = async (...answers: Promise<Heard>[]) => (await Promise.all(answers)).map(({ status }) => status);
      expect(
        await statuses(
          wire.send('POST', path, { body, headers: v2(body) }),
          wire.signed('POST', path, bodyOf(PORTAL_ID)),
          wire.send('POST', path, { body: bodyOf(PORTAL_ID), headers: v2(body) }),
          wire.send('POST', path, { body, headers: v2(body, 'another secret') }),
          // A version 3 that is wrong is not made up for by a version 2.
          wire.send('POST', path, {
            body,
            headers: { ...v2(body), 'x-hubspot-signature-v3': 'x', 'x-hubspot-request-timestamp': '1' },
          }),
          wire.signed('POST', path, bodyOf(4711)),
          wire.signed('POST', '/workflows/v1/actions/constructor', body),
          wire.signed('POST', path, '{}'),
        ),
      ).toEqual([200, 200, 401, 401, 401, 403, 404, 400]);
    });
  });
}
