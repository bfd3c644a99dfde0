import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What lies between a server and its database, and can break. */
export interface TcpProxy {
  readonly port: number;
  /** As when the other end dies: what is open ends, what is opened ends at once. */
  cut(): void;
  /** As when a cable is pulled: nothing ends, nothing comes through. */
  freeze(): void;
  /** What was frozen comes through then; what was cut stays so. */
  restore(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(to: { readonly host: string; readonly port: number }): Promise<TcpProxy> {
  const open = new Set<Socket>();
  let state: 'well' | 'cut' | 'frozen' = 'well';
  const server = createServer((near) => {
    if (state === 'cut') near.destroy();
    else join(near, connect(to));
  });
  const join = (near: Socket, far: Socket): void => {
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(socket);
      socket.on('data', (data) => void other.write(data));
      if (state === 'frozen') socket.pause();
      // Either end takes the other with it.
      socket.on('error', () => {});
      socket.on('close', () => {
        open.delete(socket);
        other.destroy();
      });
    }
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    cut() {
      state = 'cut';
      for (const socket of open) socket.destroy();
    },
    freeze() {
      state = 'frozen';
      for (const socket of open) socket.pause();
    },
    restore() {
      state = 'well';
      for (const socket of open) socket.resume();
    },
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
