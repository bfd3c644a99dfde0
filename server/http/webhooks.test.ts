import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { noticesByPortal } from '../connectors/hubspot/notices.ts';
import type { Notice } from '../engine/record.ts';
import { Secret } from '../secret.ts';
import { createMetrics } from './metrics.ts';
import { webhookRouter } from './webhooks.ts';

const PUBLIC = 'https://ledgerline.example.com';
const metrics = createMetrics();
const accepted: { portalId: number; notices: readonly Notice[] }[] = [];
let broken = false;
let server: Server;
let port = 0;

beforeAll(async () => {
  const router = webhookRouter({
    publicBaseUrl: PUBLIC,
    secrets: [new Secret('s3cret')],
    notices: noticesByPortal,
    isActive: (portalId) => Promise.resolve(portalId === 7),
    accept: (portalId, notices) => {
      if (broken) return Promise.reject(new Error('disk full'));
      accepted.push({ portalId, notices });
      return Promise.resolve();
    },
    metrics,
    log: { warn: () => {} },
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

function post(body: string, secret = 's3cret') {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret)
    .update(`POST${PUBLIC}/webhooks/hubspot${body}${timestamp}`)
    .digest('base64');
  return fetch(`http://127.0.0.1:${port}/webhooks/hubspot`, {
    method: 'POST',
    body,
    headers: { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp },
  });
}

describe('POST /webhooks/hubspot', () => {
  test('a signed batch is stored, coalesced, before the 204', async () => {
    const response = await post(JSON.stringify([event(7, 1), event(7, 1), event(7, 2)]));
    expect(response.status).toBe(204);
    const notice = (id: string) => ({ side: 'left', object: 'companies', id });
    expect(accepted).toEqual([{ portalId: 7, notices: [notice('1'), notice('2')] }]);
  });

  test('unknown portals are answered and dropped', async () => {
    expect((await post(JSON.stringify([event(8, 1)]))).status).toBe(204);
    expect(accepted).toEqual([]);
  });

  test('a bad signature is 401 and leaves a count in the metrics', async () => {
    expect((await post(JSON.stringify([event(7, 1)]), 'wrong')).status).toBe(401);
    expect(await metrics.registry.metrics()).toContain(
      'ledgerline_webhooks_rejected_total{reason="signature_wrong"} 1',
    );
    expect(accepted).toEqual([]);
  });

  test('no signature at all is 401', async () => {
    const response = await fetch(`http://127.0.0.1:${port}/webhooks/hubspot`, { method: 'POST', body: '[]' });
    expect(response.status).toBe(401);
  });

  test('what is not JSON is 400', async () => {
    expect((await post('{oops')).status).toBe(400);
  });

  test('a store that fails is 503 with Retry-After, so that HubSpot sends it again', async () => {
    broken = true;
    const response = await post(JSON.stringify([event(7, 1)]));
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('10');
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
