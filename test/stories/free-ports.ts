import { createServer } from 'node:net';

// Below the range from which Linux takes the ports of outgoing connections (32768 up), so that none of the thousands
// that a story makes can sit on a port between its choice and its use.
const FIRST = 20_000;
const COUNT = 12_000;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });

/** Ports nobody uses now. Test processes that run side by side begin at places of their own, by their process id. */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const ports: number[] = [];
  const start = (process.pid * 101 + Math.floor(Math.random() * 50)) % COUNT;
  for (let step = 0; ports.length < names.length && step < COUNT; step += 1) {
    const port = FIRST + ((start + step) % COUNT);
    if (await isFree(port)) ports.push(port);
  }
  return Object.fromEntries(names.map((name, index) => [name, ports[index]])) as Record<Name, number>;
}
