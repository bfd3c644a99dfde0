import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type Router } from 'express';
import { z } from 'zod';
import type { AppRegistration } from './app-registration.ts';
import { controlRouter } from './api/control/routes.ts';
import { createHub } from './api/create-hub.ts';
import { createCrm } from './api/crm.ts';
import { apiRouter } from './api/http/api.ts';
import { answeringErrors, disturbing, recording, unknownPath } from './api/http/middleware.ts';
import type { Hub } from './api/hub.ts';
import { installOf } from './api/oauth/installs.ts';
import { oauthRouter } from './api/oauth/routes.ts';
import { Seed } from './api/seed.ts';
import type { Settings } from './api/settings.ts';
import { SMALL_PORTAL } from './api/small-portal.ts';
import { readProject } from './projects.ts';
import { recordPageRouter } from './record-page/router.ts';
import type { RecordPageDeps } from './record-page/scene.ts';

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
  readonly log?: (sentence: string) => void;
  readonly recordPage?: (deps: RecordPageDeps) => Router;
}

export interface Emulator {
  readonly url: string;
  close(): Promise<void>;
}

export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  let opened: OpenEmulator | null = null;
  // The port comes first: a second emulator must fail on it before it touches the state of the one that runs.
  const opening = Promise.withResolvers<OpenEmulator>();
  opening.promise.catch(() => undefined);
  const server = createServer((request, response) => {
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
  const { close } = opened;
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async close() {
      await stop();
      await close();
    },
  };
}

interface OpenEmulator {
  readonly app: Express;
  readonly close: () => Promise<void>;
}

async function open(options: EmulatorOptions): Promise<OpenEmulator> {
  const log = options.log ?? (() => undefined);
  const apps = await Promise.all(options.apps.map(readProject));
  const seed = options.seed ?? (options.seedFile === undefined ? SMALL_PORTAL : await readSeed(options.seedFile));
  const opened = await createHub({ ...options, seed, apps, log });
  const page = (options.recordPage ?? recordPageRouter)(recordPageDeps(opened.hub, options.dataDir));
  return { app: application(opened.hub, page), close: () => opened.close() };
}

/** What is HubSpot's API, and is therefore counted, remembered and disturbed; the rest is the page. */
const API_AREAS = ['/crm', '/oauth', '/account-info', '/appinstalls'];

function application(hub: Hub, page: Router): Express {
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple');
  app.use('/_emulator', controlRouter(hub));
  app.use(API_AREAS, recording(hub), disturbing(hub));
  app.use(oauthRouter(hub));
  app.use(apiRouter(hub));
  app.use(page);
  app.use(unknownPath(hub), answeringErrors(hub));
  return app;
}

const recordPageDeps = (hub: Hub, dataDir: string | null): RecordPageDeps => ({
  crm: createCrm(hub),
  apps: () => hub.apps,
  installedIn: (appId) =>
    [...hub.tables.rows('portals').keys()].map(Number).filter((portalId) => installOf(hub, appId, portalId)),
  dataDir,
  now: () => hub.clock.now(),
});

async function readSeed(file: string): Promise<Seed> {
  const text = await readFile(file, 'utf8').catch((cause: unknown) => {
    throw new Error(`The seed ${file} cannot be read: ${(cause as Error).message}`, { cause });
  });
  const parsed = Seed.safeParse(asJson(file, text));
  if (parsed.success) return parsed.data;
  throw new Error(`The seed ${file} is not a valid seed:\n${z.prettifyError(parsed.error)}`);
}

/** A file of JSON, with a sentence that names the file when it is none. */
export function asJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not JSON: ${(cause as Error).message}`, { cause });
  }
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
