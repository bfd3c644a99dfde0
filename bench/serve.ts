import type { AddressInfo } from 'node:net';
import express, { type Router } from 'express';

/** One router behind a port of its own, as the server mounts it. */
export function serve(router: Router): Promise<{ url: string; close: () => void }> {
  return new Promise((resolve) => {
    const server = express()
      .use(router)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address() as AddressInfo;
        resolve({ url: `http://127.0.0.1:${port}`, close: () => server.close() });
      });
  });
}
