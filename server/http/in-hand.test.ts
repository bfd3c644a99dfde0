import { createServer, request as httpRequest } from 'node:http';
import type { ClientRequest, IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { createInHand, type InHand } from './in-hand.ts';

const BODY = Buffer.alloc(40 << 10);
/** Room for one such body, and not for two. */
const MOST_BYTES = 100 << 10;

const open: Server[] = [];
afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that says how each read ended, and hands out what it read as `results` fill up. */
async function serve(inHand: InHand) {
  const results: string[] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const hold = inHand.hold();
    const read = await hold.read(request);
    hold.release();
    results.push(Buffer.isBuffer(read) ? `read ${read.length}` : read);
    response.setHeader('connection', 'close').end(results.at(-1));
  };
  const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  open.push(server);
  const { port } = server.address() as AddressInfo;
  const begin = (): { call: ClientRequest; answer: Promise<string> } => {
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const call = httpRequest({ port, host: '127.0.0.1', method: 'POST' }, (reply) => {
      let text = '';
      reply.on('data', (part: Buffer) => (text += part.toString()));
      reply.on('end', () => resolve(text));
    });
    call.on('error', (error) => reject(error));
    return { call, answer: promise };
  };
  return { begin, results };
}

test('of two that do not fit together one is put off, and the other goes on', async () => {
  const { begin } = await serve(createInHand({ mostBytes: MOST_BYTES }));
  const both = [begin(), begin()];
  for (const { call } of both) call.write(BODY);
  const first = await Promise.race(both.map(async ({ answer }, no) => ({ no, text: await answer })));
  expect(first.text).toBe('busy');
  const other = both[1 - first.no];
  other?.call.end();
  expect(await other?.answer).toBe(`read ${BODY.length}`);
});

test('what was held is free again, also after those who went away', async () => {
  const { begin, results } = await serve(createInHand({ mostBytes: MOST_BYTES }));
  for (let no = 1; no <= 3; no += 1) {
    const { call, answer } = begin();
    await new Promise<void>((resolve) => void call.write(BODY, () => resolve()));
    call.destroy();
    await expect(answer).rejects.toThrow(/socket hang up|ECONNRESET/);
    while (results.length < no) await new Promise((resolve) => setImmediate(resolve));
  }
  expect(results).toEqual(['cut', 'cut', 'cut']);
  const { call, answer } = begin();
  call.end(BODY);
  expect(await answer).toBe(`read ${BODY.length}`);
});

test('whoever sends too slowly is cut off', async () => {
  const { begin, results } = await serve(createInHand({ readMs: 20 }));
  const { call, answer } = begin();
  call.write('[');
  await expect(answer).rejects.toThrow(/socket hang up|ECONNRESET/);
  expect(results).toEqual(['cut']);
});

test('a length over the cap is refused before anything is read', async () => {
  const { begin } = await serve(createInHand());
  const { call, answer } = begin();
  call.setHeader('content-length', 2 << 20);
  call.write('[');
  expect(await answer).toBe('too_large');
});
