import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import { ConfigError } from '../engine/error.ts';

/** Longer than any answer takes; what is still open then is a client that has gone to sleep. */
const DRAIN_MS = 5_000;

export interface Listening {
  readonly port: number;
  /** Takes no new calls, lets those that are running end, then returns. */
  close(): Promise<void>;
}

export async function listen(app: Express, port: number): Promise<Listening> {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(explained(error, port)));
    server.listen(port, () => resolve());
  });
  return { port: (server.address() as AddressInfo).port, close: () => drain(server) };
}

function explained(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code === 'EADDRINUSE') {
    return new ConfigError(`Port ${port} is in use.`, 'Stop what uses it, or set PORT to a free one.', {
      cause: error,
    });
  }
  if (error.code === 'EACCES') {
    const fix = 'Set PORT to one above 1023 and put a proxy in front of it.';
    return new ConfigError(`The server may not listen on port ${port}.`, fix, { cause: error });
  }
  return error;
}

async function drain(server: Server): Promise<void> {
  const timer = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  await closed;
  clearTimeout(timer);
}
