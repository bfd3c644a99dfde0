import { createHmac } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { Webhook } from 'standardwebhooks';
import type { Connector } from '../engine/connector.ts';
import type { Document } from '../engine/document.ts';
import { Secret } from '../secret.ts';
import { upsertAccounts } from '../store/accounts.ts';
import { connectionDown, connectionUp } from '../store/connection-state.ts';
import { openDb, type Db } from '../store/db.ts';
import { upsertDocuments } from '../store/documents.ts';
import { saveLinkRoles } from '../store/link-roles.ts';
import { saveLinks } from '../store/links.ts';
import { migrate } from '../store/migrate.ts';
import { cardRouter } from './cards.ts';
import { createMetrics } from './metrics.ts';

const PUBLIC = 'https://ledgerline.example.com';
const FUNCTION_SECRET = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;
const PORTAL = 7;

const invoice: Document = {
  kind: 'invoice',
  id: 'i1',
  accountId: 'ALFKI',
  number: 'INV-1',
  state: 'open',
  issuedOn: '2026-01-01',
  dueOn: '2026-01-31',
  total: { minor: '12345', currency: 'USD' },
  balance: { minor: '12345', currency: 'USD' },
  lines: [],
  applications: [],
};

let db: Db;
let server: Server;
let base = '';

beforeAll(async () => {
  db = await openDb('memory:');
  await migrate(db);
  await upsertAccounts(db, PORTAL, 'erp', [{ id: 'ALFKI', number: 'ALFKI', name: 'Alfreds', creditLimit: null }]);
  await upsertDocuments(db, PORTAL, 'erp', [invoice]);
  await saveLinks(db, PORTAL, [{ pair: 'customer', leftId: '100', rightId: 'ALFKI', base: {}, matchedBy: 'create' }]);
  await connectionUp(db, PORTAL, 'erp', { mirrored: true });
  const router = cardRouter({
    db,
    connection: 'erp',
    connectionTitle: 'Northwind ERP',
    accountPair: 'customer',
    // Contact 5 belongs to the linked company; nothing else of HubSpot is asked.
    left: () =>
      Promise.resolve({
        associated: ({ id }: { id: string }) => Promise.resolve(id === '5' ? ['100'] : []),
      } as unknown as Connector),
    objectName: (typeId) => ({ '0-1': 'contacts', '0-2': 'companies' })[typeId] ?? null,
    today: () => '2026-02-10',
    publicBaseUrl: PUBLIC,
    secrets: [new Secret('s3cret')],
    functionSecret: new Secret(FUNCTION_SECRET),
    isActive: (portalId) => Promise.resolve(portalId === PORTAL),
    metrics: createMetrics(),
    log: { error: () => {} },
    now: () => Date.now(),
  });
  server = express().use(router).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.close();
  await db.close();
});

async function signedGet(path: string, secret = 's3cret') {
  const timestamp = String(Date.now());
  const signature = createHmac('sha256', secret).update(`GET${PUBLIC}${path}${timestamp}`).digest('base64');
  const headers = { 'x-hubspot-signature-v3': signature, 'x-hubspot-request-timestamp': timestamp };
  const response = await fetch(base + path, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}
const account = (type: string, id: string, portal = PORTAL) =>
  `/cards/v1/account?objectTypeId=${type}&objectId=${id}&portalId=${portal}&userId=1&appId=1`;

describe('a card that HubSpot signed', () => {
  test('gets the figures of the linked customer', async () => {
    const { status, body } = await signedGet(account('0-2', '100'));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      view: 'account',
      freshness: { source: 'Northwind ERP', up: true },
      accounts: [
        { id: 'ALFKI', figures: [{ balance: { minor: '12345', currency: 'USD' }, overdueDays: 10 }], lastOrder: null },
      ],
    });
  });

  test('a contact shows the customers of its companies', async () => {
    expect((await signedGet(account('0-1', '5'))).body['accounts']).toHaveLength(1);
    expect((await signedGet(account('0-1', '6'))).body['accounts']).toEqual([]);
  });

  test('a company shows its customers in all their roles, each with its own sums', async () => {
    await upsertAccounts(db, PORTAL, 'erp', [{ id: 'BRANCH', number: '2', name: 'Alfreds Lyon', creditLimit: null }]);
    const euros = { minor: '500', currency: 'EUR' };
    await upsertDocuments(db, PORTAL, 'erp', [
      { ...invoice, id: 'i2', number: 'INV-2', accountId: 'BRANCH', total: euros, balance: euros },
    ]);
    await saveLinks(db, PORTAL, [{ pair: 'customer', leftId: '200', rightId: 'ALFKI2', base: {}, matchedBy: null }]);
    const role = { pair: 'customer', leftId: '200', role: 'branch', matchedBy: 'hand' };
    await saveLinkRoles(db, PORTAL, [
      { ...role, rightId: 'BRANCH' },
      { ...role, rightId: 'ALFKI', role: 'bill-to' },
    ]);
    const { body } = await signedGet(account('0-2', '200'));
    expect(body['accounts']).toMatchObject([
      { id: 'ALFKI', role: 'bill-to', figures: [{ balance: { minor: '12345', currency: 'USD' } }] },
      { id: 'BRANCH', role: 'branch', figures: [{ balance: euros }] },
    ]);
    const path = `/cards/v1/documents?objectTypeId=0-2&objectId=200&kind=invoice&page=1&pageSize=10&portalId=${PORTAL}`;
    expect((await signedGet(path)).body).toMatchObject({
      rowCount: 2,
      totals: [{ total: euros }, { total: { minor: '12345', currency: 'USD' } }],
    });
  });

  test('a record that is not linked has no accounts, which is not an error', async () => {
    expect(await signedGet(account('0-2', '999'))).toMatchObject({ status: 200, body: { accounts: [] } });
  });

  test('documents come in pages, overdue ones marked', async () => {
    const path = `/cards/v1/documents?objectTypeId=0-2&objectId=100&kind=invoice&page=1&pageSize=10&portalId=${PORTAL}`;
    expect((await signedGet(path)).body).toMatchObject({
      rows: [{ number: 'INV-1', state: 'overdue' }],
      pageCount: 1,
      totals: [{ total: { minor: '12345', currency: 'USD' } }],
    });
  });

  test('while the ERP is down the figures stay, with their age', async () => {
    await connectionDown(db, PORTAL, 'erp', 'connection refused');
    const { body } = await signedGet(account('0-2', '100'));
    expect(body).toMatchObject({
      freshness: { up: false, asOf: expect.any(String) },
      accounts: [{ id: 'ALFKI' }],
    });
    await connectionUp(db, PORTAL, 'erp', { mirrored: true });
  });

  test('unsigned, foreign and malformed questions are refused with a sentence', async () => {
    expect(await signedGet(account('0-2', '100'), 'wrong')).toMatchObject({
      status: 401,
      body: { error: { code: 'not_signed' } },
    });
    expect(await signedGet(account('0-2', '100', 8))).toMatchObject({
      status: 403,
      body: { error: { code: 'not_installed' } },
    });
    expect(await signedGet(account('0-2', '1-or-1'))).toMatchObject({
      status: 400,
      body: { error: { code: 'bad_request' } },
    });
  });
});

describe('a card of the private edition', () => {
  const question = JSON.stringify({ portalId: PORTAL, view: 'account', objectTypeId: '0-2', objectId: '100' });
  const ask = async (secret: string, at = new Date()) => {
    const headers = {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', at, question),
    };
    const response = await fetch(`${base}/functions/v1/card`, { method: 'POST', body: question, headers });
    return { status: response.status, body: (await response.json()) as unknown };
  };

  test('is answered when the function signed the call', async () => {
    expect(await ask(FUNCTION_SECRET)).toMatchObject({ status: 200, body: { accounts: [{ id: 'ALFKI' }] } });
  });

  test('is refused with another secret, or six minutes late', async () => {
    const other = `whsec_${Buffer.alloc(24, 2).toString('base64')}`;
    expect(await ask(other)).toMatchObject({ status: 401, body: { error: { code: 'not_signed' } } });
    expect((await ask(FUNCTION_SECRET, new Date(Date.now() - 360_000))).status).toBe(401);
  });
});
