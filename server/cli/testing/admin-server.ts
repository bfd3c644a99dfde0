import type { AddressInfo } from 'node:net';
import express from 'express';
import type { InboxEntry, LedgerEntry, ReconcileReport, RunView } from '../../jobs/sync-service.ts';
import type { PortalStatus } from '../../jobs/sync-status.ts';
import type { Linted } from '../../engine/lint.ts';
import { Mapping } from '../../engine/mapping.ts';
import type { ShownRecord } from '../../jobs/show-record.ts';
import { type AdminDeps, adminRouter } from '../../http/admin/router.ts';
import type { Explained } from '../../jobs/explain.ts';
import type { LeftAlone } from '../../store/undo.ts';
import { Secret } from '../../secret.ts';

const DEED = {
  portalId: 7,
  id: 3,
  at: '2026-11-26T12:00:00.000Z',
  actor: 'ada@desk',
  address: '127.0.0.1',
  action: 'POST /portals/7/undo',
  detail: { runId: 'r1', plan: false },
  status: 202,
  trace: null,
};

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
  mapping: Mapping;
  linted: Omit<Linted, 'mapping'>;
  record: ShownRecord;
  leftAlone: LeftAlone[];
  /** The reports that are made, in their order; the last one stays. */
  reports: ReconcileReport[];
  explained: Explained[];
  calls: unknown[];
  problems: { line: number; problem: string }[];
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
  budget: [
    {
      portalId: 7,
      bucket: 'general',
      most: 190,
      used: 43,
      pausedUntil: null,
      day: { limit: 625_000, left: 612_000, endsAt: '2026-11-23T23:00:00.000Z' },
      calls: { card: 1, live: 20, backfill: 300 },
      refusals: 0,
    },
  ],
  lastRun: { ...doneRun, secondsLeft: null },
};

const exampleMapping = Mapping.parse({
  version: 1,
  left: 'hubspot',
  right: 'sql',
  pairs: [
    {
      name: 'customer',
      left: 'companies',
      right: 'customer',
      reference: 'erp_id',
      match: [[{ left: 'name', right: 'name' }]],
      filter: [{ right: 'status', in: ['active'] }],
      fields: [
        { left: 'phone', right: 'fone', transform: { phone: { country: 'DE' } } },
        { left: 'name', right: 'name', direction: 'to-left' },
        { left: 'full', transform: { concat: ['first', 'last'] } },
        { left: 'source', value: 'ERP' },
      ],
      associations: [{ to: 'group', right: 'group_id' }],
    },
    { name: 'group', left: 'groups', right: 'grp', reference: 'erp_id', create: 'none', fields: [] },
  ],
});

const exampleRecord: ShownRecord = {
  pair: 'customer',
  leftId: '30140000001',
  rightId: 'ALFKI',
  link: 'linked',
  operations: ['associate'],
  filtered: false,
  held: [],
  fields: [
    { left: 'erp_id', right: '$id', leftValue: 'ALFKI', rightValue: 'ALFKI', writes: [], conflict: false },
    {
      left: 'phone',
      right: 'fone',
      leftValue: '+4930',
      rightValue: '030 1',
      base: '+4930',
      writes: [{ side: 'left', field: 'phone', after: '+49301', reason: 'only-right-changed' }],
      conflict: false,
    },
  ],
};

export const freshWorld = (): World => ({
  ready: true,
  portals: [portal],
  runs: [{ ...doneRun, state: 'running', counts: {}, done: 100, total: null }, doneRun],
  inbox: [],
  entries: [],
  mapping: exampleMapping,
  linted: { problems: [], warnings: [] },
  record: exampleRecord,
  leftAlone: [],
  reports: [],
  explained: [],
  calls: [],
  problems: [],
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
    backfill: (...asked: unknown[]) => note(['backfill', ...asked], 'r1'),
    runView: () => Promise.resolve((world.runs.length > 1 ? world.runs.shift() : world.runs[0]) ?? null),
    retry: (...asked: unknown[]) => note(['retry', ...asked], 3),
    ignore: (...asked: unknown[]) => note(['ignore', ...asked], undefined),
    edit: (...asked: unknown[]) => note(['edit', ...asked], undefined),
    link: (...asked: unknown[]) => note(['link', ...asked], undefined),
    adopt: (...asked: unknown[]) => note(['adopt', ...asked], { made: 1, same: 0, problems: world.problems }),
    unlink: (...asked: unknown[]) => note(['unlink', ...asked], undefined),
    choose: (...asked: unknown[]) => note(['choose', ...asked], undefined),
    inbox: () => Promise.resolve(world.inbox),
    mapping: () => world.mapping,
    lint: (...asked: unknown[]) => note(['lint', ...asked], world.linted),
    showRecord: (...asked: unknown[]) => note(['record', ...asked], world.record),
    runs: (...asked: unknown[]) => note(['runs', ...asked], [doneRun]),
    ledger: (...asked: unknown[]) => note(['ledger', ...asked], world.entries),
    undo: (...asked: unknown[]) => note(['undo', ...asked], 'r1'),
    leftAlone: () => Promise.resolve(world.leftAlone),
    origins: () => Promise.resolve(world.explained),
    explain: (...asked: unknown[]) => note(['explain', ...asked], world.entries),
    ...reconcileSync(world, note),
  };
  const rotation = { key: 'k2', resealed: 1, unreadable: [], retired: ['k1'] };
  const audit: AdminDeps['audit'] = {
    begin: () => Promise.resolve(1),
    end: () => Promise.resolve(),
    list: () => Promise.resolve([DEED]),
  };
  const installs: AdminDeps['installs'] = {
    list: () =>
      Promise.resolve([
        {
          portalId: 7,
          edition: 'marketplace',
          state: 'revoked',
          hubDomain: 'acme.example',
          scopes: ['oauth'],
          installedAt: '2026-01-02T03:04:05.000Z',
          updatedAt: '2026-02-03T04:05:06.000Z',
          endedAt: '2026-02-03T04:05:06.000Z',
          endedReason: 'withdrawn',
        },
      ]),
    rotateKeys: () => note(['rotate'], rotation),
    connect: (...asked: unknown[]) => note(['connect', ...asked], { portalId: 12345678 }),
    uninstall: (portalId) => note(['uninstall', portalId], { portalId, inHubSpot: true, keptDays: 30 }),
    purge: (...asked: unknown[]) => note(['purge', ...asked], undefined),
    erase: (...asked: unknown[]) => note(['erase', ...asked], undefined),
  };
  const log = { warn: () => {}, error: () => {} };
  const app = express();
  app.get('/health', (_request, response) => void response.json({ ok: true }));
  app.get('/ready', (_request, response) => {
    if (world.ready) response.json({ ok: true });
    else response.status(503).json({ ok: false, message: 'The store does not answer.' });
  });
  const server = app
    .use('/admin', adminRouter({ sync, installs, audit, token: new Secret(token), log }))
    .listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    world,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The id of every reconcile and repair; a report is asked for by it. */
export const RECONCILE_ID = '00000000-0000-4000-8000-000000000001';

function reconcileSync(
  world: World,
  note: <T>(what: unknown, answer: T) => Promise<T>,
): Pick<
  AdminDeps['sync'],
  'reconcile' | 'repair' | 'reconcileReport' | 'reconcileReports' | 'reconcileDrift' | 'reconcileSums'
> {
  const begun = () => world.calls.filter((call) => Array.isArray(call) && call[0] === 'reconcile').length;
  const current = () => world.reports[Math.min(Math.max(begun() - 1, 0), world.reports.length - 1)];
  return {
    reconcile: (portalId, pairs) => note(['reconcile', portalId, pairs], RECONCILE_ID),
    repair: (portalId) => note(['repair', portalId], RECONCILE_ID),
    reconcileReport: () => Promise.resolve(current() ?? null),
    reconcileReports: (portalId) =>
      Promise.resolve(
        world.reports.map(({ run, pairs }) => ({
          portalId,
          runId: run.id,
          startedAt: run.startedAt,
          endedAt: run.endedAt,
          state: run.state,
          drifted: pairs.reduce((sum, { counts }) => sum + counts.drifted, 0),
          explained: 0,
        })),
      ),
    reconcileDrift: (_portalId, _runId, { afterId, limit }) =>
      Promise.resolve((current()?.drift ?? []).filter(({ id }) => id > afterId).slice(0, limit)),
    reconcileSums: (_portalId, _runId, { afterId, limit }) =>
      Promise.resolve((current()?.differing ?? []).filter(({ id }) => id > afterId).slice(0, limit)),
  };
}
