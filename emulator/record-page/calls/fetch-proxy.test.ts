import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { InstalledApp } from '../../app-registration.ts';
import { createFetchProxy } from './fetch-proxy.ts';
import { FetchRequest } from './fetch-request.ts';

const seen: IncomingMessage[] = [];
const answers: ((response: ServerResponse) => void)[] = [];
const server = createServer((request, response) => {
  seen.push(request);
  (answers.shift() ?? ((each) => each.end('fine')))(response);
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const local = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
beforeEach(() => {
  seen.length = 0;
  answers.length = 0;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const app = {
  registration: { appId: 7, clientSecret: 'secret', proxy: { 'https://api.example.com': local } },
  permittedFetchUrls: ['https://api.example.com/v1'],
} as unknown as InstalledApp;

const proxy = createFetchProxy(() => 1_700_000_000_000);
const ask = (request: object) => proxy(app, 5, FetchRequest.parse({ url: 'https://api.example.com/v1/x', ...request }));

describe('what HubSpot refuses before the app is asked', () => {
  test.each([
    ['another origin', { url: 'https://api.example.com.evil.org/v1/x' }, 'not in the app'],
    ['another path', { url: 'https://api.example.com/v2' }, 'not in the app'],
    ['plain http', { url: 'http://api.example.com/v1' }, 'https URLs only'],
    ['no absolute address', { url: '/v1/x' }, 'absolute URL'],
    ['localhost', { url: 'https://localhost/v1' }, 'localhost'],
    ['a custom header', { headers: { 'x-mine': '1' } }, "Only 'Authorization' header"],
    ['a large body', { method: 'POST', body: { text: 'x'.repeat(1_000_001) } }, 'over 1 MB'],
  ])('%s', async (_name, request, words) => {
    await expect(ask(request)).rejects.toThrow(words);
    expect(seen).toHaveLength(0);
  });

  test('the twenty-first call at once', async () => {
    const waiting: ServerResponse[] = [];
    for (let call = 0; call < 20; call += 1) answers.push((response) => waiting.push(response));
    const calls = Array.from({ length: 20 }, () => ask({}));
    await expect(ask({})).rejects.toThrow('concurrent');
    while (waiting.length < 20) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const response of waiting) response.end();
    await Promise.all(calls);
    await expect(ask({})).resolves.toMatchObject({ status: 200 });
  });
});

describe('calls', () => {
  test('carry who asks, even when the card claims to be somebody else', async () => {
    await ask({ url: 'https://api.example.com/v1/x?portalId=999&q=1' });
    expect(seen[0]?.url).toBe('/v1/x?q=1&userId=1&portalId=5&userEmail=robin.reyes%40example.com&appId=7');
  });

  test('are repeated once after a 5xx, and a second one is an answer', async () => {
    const busy = (response: ServerResponse) => response.writeHead(503).end('busy');
    answers.push(busy);
    await expect(ask({ method: 'POST', body: {} })).resolves.toMatchObject({ status: 200, body: 'fine' });
    answers.push(busy, busy);
    await expect(ask({})).resolves.toMatchObject({ status: 503, body: 'busy' });
    expect(seen).toHaveLength(4);
  });

  test('reject when nobody answers', async () => {
    answers.push(
      (response) => response.destroy(),
      (response) => response.destroy(),
    );
    await expect(ask({})).rejects.toThrow('could not be reached');
    answers.push(() => {});
    await expect(ask({ timeout: 50 })).rejects.toThrow('within 50 ms');
  });

  test('do not follow redirects and resolve with a 404', async () => {
    answers.push((response) => response.writeHead(302, { location: 'https://elsewhere.example.com' }).end());
    await expect(ask({})).resolves.toMatchObject({ status: 302 });
    answers.push((response) => response.writeHead(404).end('{}'));
    await expect(ask({})).resolves.toMatchObject({ status: 404, body: '{}' });
  });
});
