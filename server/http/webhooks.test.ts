import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { inboundByPortal } from '../connectors/hubspot/notices.ts';
import type { Inbound } from '../engine/inbound.ts';
import { Secret } from '../secret.ts';
import { createMetrics } from './metrics.ts';
import { webhookRouter } from './webhooks.ts';

const PUBLIC = 'https://ledgerline.example.com';
const metrics = createMetrics();
const accepted: { portalId: number; inbound: Inbound }[] = [];
let broken = false;
let server: Server;
let port = 0;

beforeAll(async () => {
  const router = webhookRouter({
    publicBaseUrl: PUBLIC,
    secrets: [new Secret('s3cret'), new Secret('previous')],
    inbound: inboundByPortal,
    isActive: (portalId) => Promise.resolve(portalId === 7),
    accept: (portalId, inbound) => {
      if (broken) return Promise.reject(new Error('disk full'));
      accepted.push({ portalId, inbound });
      return Promise.resolve();
    },
    metrics,
    log: { info: () => {}, warn: () => {} },
    now: () => Date.now(),
  });
  server = express().use(router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  ({ port } = server.address() as AddressInfo);
});
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
  accepted.length = 0;
  broken = false;
});

const event = (portalId: number, objectId: number) => ({
  eventId: 1,
  portalId,
  subscriptionType: 'object.propertyChange',
  objectTypeId: '0-2',
  objectId,
  propertyName: 'phone',
  occurredAt: 1,
});

function headersFor(body: string, { secret = 's3cret', uri = `${PUBLIC}/webhooks/hubspot` } = {}) {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`POST${uri}${body}${timestamp}`).digest('base64');
  return { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
}
const send = (body: string, headers: Record<string, string>, query = '') =>
  fetch(`http://127.0.0.1:${port}/webhooks/hubspot${query}`, { method: 'POST', body, headers });
const post = (body: string, secret = 's3cret') => send(body, headersFor(body, { secret }));
const metric = async (line: string) => expect(await metrics.registry.metrics()).toContain(line);

describe('POST /webhooks/hubspot', () => {
  test('a signed batch is stored, coalesced, before the 204', async () => {
    const response = await post(JSON.stringify([event(7, 1), event(7, 1), event(7, 2)]));
    expect(response.status).toBe(204);
    const notices = ['1', '2'].map((id) => ({ side: 'left', object: 'companies', id }));
    expect(accepted).toEqual([{ portalId: 7, inbound: { notices, erased: [], uninstalled: false } }]);
  });

  test('both secrets are good while one replaces the other, and both forms of the address', async () => {
    const body = JSON.stringify([event(7, 1)]);
    expect((await post(body, 'previous')).status).toBe(204);
    for (const query of ['?who=a%40b', '?who=a@b']) {
      const uri = `${PUBLIC}/webhooks/hubspot${query}`;
      expect((await send(body, headersFor(body, { uri }), '?who=a%40b')).status).toBe(204);
    }
    expect(accepted).toHaveLength(3);
  });

  test('the same request again is answered and dropped', async () => {
    const body = JSON.stringify([event(7, 1)]);
    const headers = headersFor(body);
    expect((await send(body, headers)).status).toBe(204);
    expect((await send(body, headers)).status).toBe(204);
    expect(accepted).toHaveLength(1);
    await metric('ledgerline_webhooks_replayed_total 1');
  });

  test('one that was not stored may come again', async () => {
    const body = JSON.stringify([event(7, 1)]);
    const headers = headersFor(body);
    broken = true;
    const refused = await send(body, headers);
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '10']);
    broken = false;
    expect((await send(body, headers)).status).toBe(204);
    expect(accepted).toHaveLength(1);
  });

  test('a privacy deletion is handed on', async () => {
    await post(JSON.stringify([{ portalId: 7, subscriptionType: 'contact.privacyDeletion', objectId: 3 }]));
    expect(accepted[0]?.inbound.erased).toEqual([{ object: 'contacts', id: '3' }]);
  });

  test('unknown portals are answered and dropped', async () => {
    expect((await post(JSON.stringify([event(8, 1)]))).status).toBe(204);
    expect(accepted).toEqual([]);
  });

  test('a bad signature is 401 and leaves a count in the metrics', async () => {
    expect((await post(JSON.stringify([event(7, 1)]), 'wrong')).status).toBe(401);
    await metric('ledgerline_webhooks_rejected_total{reason="signature_wrong"} 1');
    expect(accepted).toEqual([]);
  });

  test('no signature at all is 401', async () => {
    expect((await send('[]', {})).status).toBe(401);
  });

  test('what is not JSON is 400', async () => {
    expect((await post('{oops')).status).toBe(400);
  });

  test('a body over 1 MB is refused while it streams in, without a length to warn of it', async () => {
    let sent = 0;
    const status = await new Promise<number>((resolve, reject) => {
      const call = httpRequest({ port, method: 'POST', path: '/webhooks/hubspot' }, (answer) => {
        answer.resume();
        resolve(answer.statusCode ?? 0);
        call.destroy();
      });
      call.on('error', (error) => reject(error));
      const chunk = Buffer.alloc(64 * 1024);
      const push = () => {
        if (sent > 20 << 20 || call.destroyed) return;
        sent += chunk.length;
        call.write(chunk, () => setImmediate(push));
      };
      push();
    });
    expect(status).toBe(413);
    expect(sent).toBeLessThan(20 << 20);
  });
});
