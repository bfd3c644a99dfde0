import { createServer, type AddressInfo } from 'node:net';

/** Ports nobody uses now. They are held open together, so that they differ from each other. */
export async function freePorts<Name extends string>(...names: Name[]): Promise<Record<Name, number>> {
  const probes = await Promise.all(
    names.map(
      (name) =>
        new Promise<{ name: Name; port: number; close: () => Promise<void> }>((resolve) => {
          const probe = createServer().listen(0, '127.0.0.1', () => {
            const { port } = probe.address() as AddressInfo;
            resolve({ name, port, close: () => new Promise((closed) => probe.close(() => closed())) });
          });
        }),
    ),
  );
  await Promise.all(probes.map((probe) => probe.close()));
  return Object.fromEntries(probes.map(({ name, port }) => [name, port])) as Record<Name, number>;
}
