import { connect, createServer, type AddressInfo } from 'node:net';

export interface LosingProxy {
  readonly port: number;
  close(): Promise<void>;
}

/** How PostgreSQL ends an answer: ReadyForQuery, outside of a transaction. */
const READY = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** Stands before a PostgreSQL server; the answer to the first insert is kept back once it is whole, and the line is cut. */
export async function startLosingProxy(target: URL): Promise<LosingProxy> {
  let isLost = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let isLosing = false;
    let tail = Buffer.alloc(0);
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    client.on('error', cut).on('close', cut);
    upstream.on('error', cut).on('close', cut);
    client.on('data', (chunk) => {
      isLosing ||= !isLost && chunk.includes('insert into');
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      tail = Buffer.concat([tail, chunk]).subarray(-READY.length);
      if (!isLosing) client.write(chunk);
      else if (tail.equals(READY)) {
        isLost = true;
        cut();
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
