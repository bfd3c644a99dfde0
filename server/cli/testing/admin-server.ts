import type { AddressInfo } from 'node:net';
import express from 'express';
import type { InboxEntry, LedgerEntry, RunView } from '../../jobs/sync-service.ts';
import type { PortalStatus } from '../../jobs/sync-status.ts';
import { type AdminDeps, adminRouter } from '../../http/admin/router.ts';
import { Secret } from '../../secret.ts';

export interface AdminServer {
  readonly url: string;
  /** What the next answers are made of; a test changes it. */
  readonly world: World;
  close(): Promise<void>;
}

/** In the service's own types, so that the command line's reading of them cannot drift from it unseen. */
export interface World {
  ready: boolean;
  portals: PortalStatus[];
  /** The views of a run, one a call; the last one stays. */
  runs: [RunView, ...RunView[]];
  inbox: InboxEntry[];
  entries: LedgerEntry[];
  calls: unknown[];
}

export const doneRun: RunView = {
  id: 'r1',
  kind: 'plan',
  state: 'done',
  counts: { create: 412, update: 1930, link: 80, unsure: 17, associate: 0, conflict: 2, setAside: 1, unchanged: 0 },
  provision: [],
  done: 2442,
  total: 2442,
  error: null,
  startedAt: '2026-11-23T14:00:00.000Z',
  endedAt: '2026-11-23T14:02:00.000Z',
};

export const erp: PortalStatus['connections'][number] = {
  portalId: 7,
  connection: 'northwind',
  up: true,
  error: null,
  checkedAt: '2026-11-23T14:03:00.000Z',
  mirroredAt: null,
};

export const portal: PortalStatus = {
  portalId: 7,
  linked: 80,
  notices: { waiting: 1, oldestAt: null },
  inbox: { unsure: 17, conflict: 2, 'set-aside': 1 },
  connections: [erp],
  lastRun: doneRun,
};

export const freshWorld = (): World => ({
  ready: true,
  portals: [portal],
  runs: [{ ...doneRun, state: 'running', counts: {}, done: 100, total: null }, doneRun],
  inbox: [],
  entries: [],
  calls: [],
});

/** The real router in front of a sync service that says what the test wants. */
export async function startAdminServer(token: string): Promise<AdminServer> {
  const world = freshWorld();
  const note = <T>(what: unknown, answer: T): Promise<T> => {
    world.calls.push(what);
    return Promise.resolve(answer);
  };
  const sync: AdminDeps['sync'] = {
    status: () => Promise.resolve({ store: 'pglite', portals: world.portals }),
    begin: (portalId: number, kind: string) => note([kind, portalId], 'r1'),
    runView: () => Promise.resolve((world.runs.length > 1 ? world.runs.shift() : world.runs[0]) ?? null),
    retry: (...asked: unknown[]) => note(['retry', ...asked], 3),
    ignore: (...asked: unknown[]) => note(['ignore', ...asked], undefined),
    edit: (...asked: unknown[]) => note(['edit', ...asked], undefined),
    link: (...asked: unknown[]) => note(['link', ...asked], undefined),
    choose: (...asked: unknown[]) => note(['choose', ...asked], undefined),
    inbox: () => Promise.resolve(world.inbox),
    explain: (...asked: unknown[]) => note(['explain', ...asked], world.entries),
  };
  const log = { warn: () => {}, error: () => {} };
  const app = express();
  app.get('/health', (_request, response) => void response.json({ ok: true }));
  app.get('/ready', (_request, response) => {
    if (world.ready) response.json({ ok: true });
    else response.status(503).json({ ok: false, message: 'The store does not answer.' });
  });
  const server = app.use('/admin', adminRouter({ sync, token: new Secret(token), log })).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
