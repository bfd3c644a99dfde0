import { createHmac, randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import { RetryLater } from '../engine/error.ts';
import { Refused } from '../jobs/refused.ts';
import { Secret } from '../secret.ts';
import type { Db } from '../store/db.ts';
import { emptyStore, openTestStore, storeTargets } from '../store/test-store.ts';
import { actionRouter } from './actions.ts';
import { parsePermissions } from './permissions.ts';
import { createMetrics } from './metrics.ts';

const PUBLIC = 'https://ledgerline.example.com';
const PORTAL = 42;
const FUNCTION_SECRET = `whsec_${Buffer.alloc(24, 3).toString('base64')}`;

describe.each(storeTargets(process.env['TEST_DATABASE_URL']))('actions, with the store on %s', (target) => {
  let db: Db;
  let close: () => Promise<void>;
  let server: Server;
  let base = '';
  const ran: unknown[] = [];
  let work: () => Promise<object> = () => Promise.resolve({ ok: true });
  const log = { info: () => {}, error: () => {} };

  beforeAll(async () => {
    ({ db, close } = await openTestStore(target));
    const router = actionRouter({
      db,
      publicBaseUrl: PUBLIC,
      secrets: [new Secret('s3cret')],
      functionSecret: new Secret(FUNCTION_SECRET),
      isActive: (portalId) => Promise.resolve(portalId === PORTAL),
      permissions: parsePermissions('7, ada@acme.example'),
      answerWithinMs: 50,
      metrics: createMetrics(),
      actions: {
        pay: {
          parse: (input) => ('amount' in (input as object) ? { amount: (input as { amount: unknown }).amount } : null),
          run: (portalId, input, actor) => {
            ran.push([portalId, input, actor]);
            return work();
          },
        },
      },
      log,
      now: () => Date.now(),
    });
    server = express().use(router).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);
  afterAll(async () => {
    server.close();
    await close();
  });
  beforeEach(async () => {
    await emptyStore(db);
    ran.length = 0;
    work = () => Promise.resolve({ ok: true });
  });

  const ADA = 'userId=7&userEmail=ada%40acme.example';
  async function post(input: object, query = `portalId=${PORTAL}&${ADA}`, { action = 'pay', secret = 's3cret' } = {}) {
    const path = `/cards/v1/actions/${action}?${query}`;
    const body = JSON.stringify(input);
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', secret).update(`POST${PUBLIC}${path}${body}${timestamp}`).digest('base64');
    const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
    const response = await fetch(base + path, { method: 'POST', headers, body });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  }

  test('one is done in the name of the user, and once however often it is sent', async () => {
    const key = randomUUID();
    const answers = await Promise.all([post({ key, amount: 1 }), post({ key, amount: 1 })]);
    answers.push(await post({ key, amount: 1 }));
    expect(answers.at(-1)).toEqual({ status: 200, body: { state: 'done', key, answer: { ok: true } } });
    expect(answers.every(({ status }) => status === 200 || status === 202)).toBe(true);
    expect(ran).toEqual([[PORTAL, { amount: 1 }, 'ada@acme.example']]);
  });

  test('one that takes long is "running" until the same call finds it done', async () => {
    const finish = Promise.withResolvers<object>();
    work = () => finish.promise;
    const key = randomUUID();
    expect(await post({ key, amount: 1 })).toMatchObject({ status: 202, body: { state: 'running', key } });
    expect(await post({ key, amount: 1 })).toMatchObject({ status: 202 });
    finish.resolve({ slow: true });
    let answer = await post({ key, amount: 1 });
    while (answer.status === 202) answer = await post({ key, amount: 1 });
    expect(answer.body).toEqual({ state: 'done', key, answer: { slow: true } });
    expect(ran).toHaveLength(1);
  });

  test('one whose process ended is taken up again, once', async () => {
    work = () => new Promise(() => {});
    const key = randomUUID();
    await post({ key, amount: 1 });
    await db.query("update request set taken_at = now() - interval '1 hour'");
    work = () => Promise.resolve({ ok: true });
    await Promise.all([post({ key, amount: 1 }), post({ key, amount: 1 })]);
    expect((await post({ key, amount: 1 })).status).toBe(200);
    expect(ran).toHaveLength(2);
  });

  test('what was refused stays refused, what failed may be tried again with its key', async () => {
    const key = randomUUID();
    work = () => Promise.reject(new RetryLater('later', 1));
    expect((await post({ key, amount: 1 })).status).toBe(503);
    work = () => Promise.reject(new Refused('The invoice is paid.'));
    const refusal = { status: 409, body: { error: { code: 'refused', message: 'The invoice is paid.' } } };
    expect(await post({ key, amount: 1 })).toEqual(refusal);
    expect(await post({ key, amount: 1 })).toEqual(refusal);
    expect(ran).toHaveLength(2);
  });

  test('a key is for one question, and an account has keys of its own', async () => {
    const key = randomUUID();
    await post({ key, amount: 1 });
    expect(await post({ key, amount: 2 })).toMatchObject({ status: 409, body: { error: { code: 'key_used' } } });
    expect(await db.query('select portal_id, key, actor from request')).toEqual([
      { portal_id: PORTAL, key, actor: 'ada@acme.example' },
    ]);
  });

  const good = { key: '12345678', amount: 1 };
  test.each([
    ['another secret', () => post(good, undefined, { secret: 'other' }), 401],
    ['an account that is named twice', () => post(good, `portalId=1&portalId=${PORTAL}&${ADA}`), 400],
    ['an account in the body only', () => post({ ...good, portalId: PORTAL, userId: 7 }, ADA), 400],
    ['no user', () => post(good, `portalId=${PORTAL}`), 400],
    ['no key', () => post({ amount: 1 }), 400],
    ['a body that is not understood', () => post({ key: '12345678' }), 400],
    ['an account without an install', () => post(good, `portalId=43&${ADA}`), 403],
    ['a user who may only look', () => post(good, `portalId=${PORTAL}&userId=8&userEmail=bo%40acme.example`), 403],
    ['an action there is not', () => post(good, undefined, { action: 'constructor' }), 404],
  ] as const)('%s does nothing', async (_what, ask, status) => {
    expect((await ask()).status).toBe(status);
    expect(ran).toEqual([]);
  });

  test('the function of the private edition acts by the same rules', async () => {
    const call = async (input: object, secret = FUNCTION_SECRET) => {
      const body = JSON.stringify(input);
      const id = randomUUID();
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(Date.now() / 1000)),
        'webhook-signature': new Webhook(secret).sign(id, new Date(), body),
      };
      return (await fetch(`${base}/functions/v1/actions/pay`, { method: 'POST', headers, body })).status;
    };
    const asked = { portalId: PORTAL, userId: 7, key: '12345678', amount: 1 };
    expect(await call(asked, `whsec_${Buffer.alloc(24, 4).toString('base64')}`)).toBe(401);
    expect(await call({ ...asked, userId: 8 })).toBe(403);
    expect([await call(asked), await call(asked)]).toEqual([200, 200]);
    expect(ran).toEqual([[PORTAL, { amount: 1 }, '7']]);
  });
});
