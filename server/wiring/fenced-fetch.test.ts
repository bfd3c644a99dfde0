import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { readConfig } from '../config.ts';
import { Fence, FENCED } from '../fence.ts';
import { erpFence, fencedDispatcher, hubspotFence } from './fenced-fetch.ts';

let server: Server;
let url = '';
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    if (request.url === '/away') response.writeHead(302, { location: '/here' });
    response.end('{}');
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  url = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

/** With Node's own fetch, as HubSpot's client uses it. */
const get = (path: string, fence: Fence) => fetch(url + path, { dispatcher: fencedDispatcher(fence) } as RequestInit);
const codesOf = (error: unknown): unknown[] => {
  const { cause } = error as { cause?: { code?: string; errors?: { code?: string }[] } };
  return [cause?.code, ...(cause?.errors ?? []).map(({ code }) => code)];
};

test('v5.0.0-1.3.6 what is fetched goes through the fence', async () => {
  asked.length = 0;
  const error: unknown = await get('/', new Fence(['public'])).catch((refused: unknown) => refused);
  expect(codesOf(error)).toContain(FENCED);
  expect(asked).toEqual([]);
  expect((await get('/', new Fence(['public', 'loopback']))).status).toBe(200);
});

test('v5.0.0-15.3.2 a redirect is not followed', async () => {
  asked.length = 0;
  await expect(get('/away', new Fence(['loopback']))).rejects.toThrow('fetch failed');
  expect(asked).toEqual(['/away']);
});

test('v5.0.0-13.2.4 HubSpot is reached on the internet, or on this machine when its address says so; an ERP also in a private net', () => {
  const fence = (HUBSPOT_API_URL: string, more = {}) => hubspotFence(readConfig({ HUBSPOT_API_URL, ...more }));
  const at = (one: Fence) =>
    ['203.0.114.7', '127.0.0.1', '10.0.0.1', '169.254.169.254'].map((address) => !one.check(address));
  expect(at(fence('https://api.hubapi.com'))).toEqual([true, false, false, false]);
  expect(at(fence('http://localhost:4000'))).toEqual([true, true, false, false]);
  const opened = { LEDGERLINE_ALLOWED_ADDRESSES: '10.0.0.0/8, fd12::/16' };
  expect(at(fence('https://hubspot.internal', opened))).toEqual([true, false, true, false]);
  expect(at(erpFence(readConfig({})))).toEqual([true, true, true, false]);
  expect(() => readConfig({ LEDGERLINE_ALLOWED_ADDRESSES: 'erp.internal' })).toThrow('cannot be used');
});
