import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startEmulator } from '../emulator/start.ts';
import { writeProject } from '../emulator/testing/project.ts';

/**
 * The emulator alone in a process, so that its memory and its core are its own; limits off; its app hears of
 * companies only, because webhooks that nobody takes would pile up in the memory that is measured.
 */
const emulator = await startEmulator({
  port: 0,
  dataDir: null,
  limits: { staticPer10Seconds: 1e9, staticPerDay: 1e12, searchesPerSecond: 1e9, searchLagMs: 0 },
  apps: [await writeProject({ auth: 'static' })],
});

let bytes = Buffer.alloc(0);
/** Answers the bytes of the last emulator answer it was shown: what Node's HTTP server alone can do with them. */
const bare = createServer((request, response) => {
  request.resume();
  request.on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(bytes);
  });
}).listen(0, '127.0.0.1', () => {
  const bareUrl = `http://127.0.0.1:${(bare.address() as AddressInfo).port}`;
  process.send?.({ emulatorUrl: emulator.url, bareUrl });
});

process.on('message', (message: { bytes?: string; memory?: true }) => {
  if (message.bytes !== undefined) bytes = Buffer.from(message.bytes);
  if (message.memory) {
    globalThis.gc?.();
    process.send?.({ rss: process.memoryUsage().rss });
  }
});
