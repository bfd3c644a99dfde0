import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Express } from 'express';
import type { AppRegistration } from './app-registration.ts';
import type { ClockOptions } from './api/control/clock.ts';
import { createHub } from './api/create-hub.ts';
import type { Hub } from './api/hub.ts';
import type { Seed } from './api/seed.ts';
import { SeedError } from './api/seed-definitions.ts';
import type { Settings } from './api/settings.ts';
import { SMALL_PORTAL } from './api/small-portal.ts';
import { application, type MakePage } from './application.ts';
import type { App } from './projects.ts';
import { readSeed } from './seed-file.ts';

/** An address that is too long is answered as HubSpot does, and not by Node, which ends at 16 KiB. */
const LONGEST_HEAD = 256 * 1024;

export interface EmulatorOptions {
  /** 0 = any free one. */
  readonly port: number;
  /** Folder of the durable state; null = memory only. */
  readonly dataDir: string | null;
  /** What an empty store is filled with: a file or the seed itself; without either, a small portal. */
  readonly seedFile?: string;
  readonly seed?: Seed;
  readonly apps: readonly AppRegistration[];
  readonly limits?: Partial<Settings>;
  readonly clock?: ClockOptions;
  readonly randomSeed?: number;
  readonly log?: (sentence: string) => void;
  readonly recordPage?: MakePage;
}

export interface Emulator {
  readonly url: string;
  readonly close: () => Promise<void>;
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const { url, close } = await startWithHub(options);
  return { url, close };
}

/** The same, with the inside: what a program that lives in this process need not ask for by HTTP. */
export async function startWithHub(options: EmulatorOptions): Promise<Emulator & { readonly hub: Hub }> {
  let opened: OpenEmulator | null = null;
  // The port comes first: a second emulator must fail on it before it touches the state of the one that runs.
  const opening = Promise.withResolvers<OpenEmulator>();
  opening.promise.catch(() => undefined);
  const server = createServer({ maxHeaderSize: LONGEST_HEAD }, (request, response) => {
    if (opened) opened.app(request, response);
    else void opening.promise.then(({ app }) => app(request, response)).catch(() => response.destroy());
  });
  await listen(server, options.port);
  const stop = (): Promise<unknown> => {
    const closed = new Promise((resolve) => void server.close(resolve));
    server.closeAllConnections();
    return closed;
  };
  try {
    opened = await open(options);
    opening.resolve(opened);
  } catch (error) {
    opening.reject(error);
    await stop();
    throw error;
  }
  const { close, hub } = opened;
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    hub,
    async close() {
      await stop();
      await close();
    },
  };
}

interface OpenEmulator {
  readonly app: Express;
  readonly hub: Hub;
  readonly close: () => Promise<void>;
}

async function open(options: EmulatorOptions): Promise<OpenEmulator> {
  const log = options.log ?? (() => undefined);
  const apps = await readApps(options.apps);
  const seed = options.seed ?? (options.seedFile === undefined ? SMALL_PORTAL : await readSeed(options.seedFile));
  const { hub, close } = await createHub({ ...options, seed, apps, log }).catch((error: unknown) => {
    if (!(error instanceof SeedError) || options.seedFile === undefined) throw error;
    throw new Error(`${options.seedFile}: ${error.message}`, { cause: error });
  });
  return { app: application(hub, options.dataDir, options.recordPage), hub, close };
}

/** HubSpot's project parser takes longer to load than the emulator to start; without apps nobody needs it. */
async function readApps(registrations: readonly AppRegistration[]): Promise<App[]> {
  if (registrations.length === 0) return [];
  const { readProject } = await import('./projects.ts');
  return Promise.all(registrations.map(readProject));
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause);
      const sentence = `Port ${port} is taken: stop the program that uses it, or set EMULATOR_PORT to a free port.`;
      reject(new Error(sentence, { cause }));
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}
