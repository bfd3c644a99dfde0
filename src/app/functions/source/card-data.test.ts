import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execFile } from 'node:child_process';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';

const BUNDLE = path.resolve(import.meta.dirname, '..', 'card-data.js');
const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes ....').toString('base64')}`;
const parameters = { portalId: 42, view: 'account', objectTypeId: '0-2', objectId: '7' };

/** As HubSpot runs it: a process of its own that loads the one file, with the secrets in its environment. */
async function runFunction(env: Record<string, string>): Promise<unknown> {
  const program = `require(${JSON.stringify(BUNDLE)}).main(${JSON.stringify({ parameters })}).then((reply) => console.log(JSON.stringify(reply)))`;
  const { stdout } = await promisify(execFile)(process.execPath, ['-e', program], { env });
  return JSON.parse(stdout);
}

/** Verifies as the server does, and answers what the test wants. */
let reply: { status: number; body: string };
let seen: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string };
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    seen = { method: request.method, url: request.url, headers: request.headers, body };
    response.statusCode = reply.status;
    response.end(reply.body);
  });
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describe('the bundle that HubSpot runs', () => {
  test("signs the card's question and hands back the answer", async () => {
    reply = { status: 200, body: JSON.stringify({ view: 'account', accounts: [] }) };
    const result = await runFunction({ LEDGERLINE_URL: url, LEDGERLINE_FUNCTION_SECRET: SECRET });
    expect(result).toEqual({ ok: true, answer: { view: 'account', accounts: [] } });
    expect([seen.method, seen.url]).toEqual(['POST', '/functions/v1/card']);
    const headers = seen.headers as Record<string, string>;
    expect(new Webhook(SECRET).verify(seen.body, headers)).toEqual(parameters);
    expect(() => new Webhook('whsec_b3RoZXI=').verify(seen.body, headers)).toThrow('No matching signature');
  });

  test.each([
    [
      'the server refuses',
      401,
      '{"error":{"code":"bad_signature","message":"Set the secret again."}}',
      'bad_signature',
    ],
    ['a proxy answers in its place', 502, '<html>', 'unreachable'],
    ['the error has no words', 500, '{}', 'unreachable'],
  ])('%s: a code and what to do', async (_name, status, body, code) => {
    reply = { status, body };
    const result = await runFunction({ LEDGERLINE_URL: url, LEDGERLINE_FUNCTION_SECRET: SECRET });
    expect(result).toEqual({ ok: false, code, message: expect.stringMatching(/again/) });
  });

  test.each([
    ['no secrets', {}, 'misconfigured'],
    [
      'a secret in another form',
      { LEDGERLINE_URL: 'http://127.0.0.1:1', LEDGERLINE_FUNCTION_SECRET: '?' },
      'misconfigured',
    ],
    ['no server', { LEDGERLINE_URL: 'http://127.0.0.1:1', LEDGERLINE_FUNCTION_SECRET: SECRET }, 'unreachable'],
  ])('%s: a reply, not an exception that HubSpot would hide', async (_name, env, code) => {
    expect(await runFunction(env)).toEqual({ ok: false, code, message: expect.not.stringContaining(SECRET) });
  });
});
