import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly path: string;
  readonly body: string;
  // oxlint-disable-next-line typescript/no-explicit-any
  readonly events: any[];
}

/** A server that receives webhooks, answers what it is told to, and can be waited for. */
export async function startReceiver(answer: (count: number) => number | Promise<number> = () => 204) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, path: request.url ?? '', body, events: JSON.parse(body) });
      const status = Promise.resolve(answer(received.length));
      void status.then((code) =>
        response.writeHead(code, code < 400 && code > 299 ? { location: '/elsewhere' } : {}).end(),
      );
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    async until(count: number): Promise<Received[]> {
      const end = Date.now() + 5000;
      while (received.length < count && Date.now() < end) await new Promise((resolve) => setTimeout(resolve, 10));
      return received;
    },
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}
