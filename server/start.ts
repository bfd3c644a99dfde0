import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { createTransport } from './connectors/hubspot/transport.ts';
import { createApp } from './http/app.ts';
import type { Readiness } from './http/readiness.ts';
import { createRateLimits } from './http/refusals.ts';
import { createFarewell } from './jobs/farewell.ts';
import { createSyncService } from './jobs/sync-service.ts';
import { createLog } from './log.ts';
import type { Db } from './store/db.ts';
import { activePortals } from './store/installs.ts';
import { checkLive } from './wiring/check-live.ts';
import { makeDataFolder } from './wiring/data-folder.ts';
import { createInbound } from './wiring/inbound.ts';
import { openLeftFeed } from './wiring/left-feed.ts';
import { erpFence } from './wiring/fenced-fetch.ts';
import { listen } from './wiring/listen.ts';
import { observedTransport } from './wiring/observer.ts';
import { openStore } from './wiring/open-store.ts';
import { createPortals } from './wiring/portals.ts';
import { readPlan, type Plan } from './wiring/read-files.ts';
import { buildRouters } from './wiring/routers.ts';
import { openReadiness, openSight } from './wiring/sight.ts';
import { openAccess } from './wiring/tokens.ts';
import { openWorkflow } from './wiring/workflow.ts';

export interface StartedServer {
  readonly url: string;
  /** Takes no more calls, ends the running ones, and lets go of the store. */
  close(): Promise<void>;
}

/** The server in this process, or the half of it that its role names. Throws ConfigError for what the operator has to change. */
export async function startServer(config: Config): Promise<StartedServer> {
  const log = createLog(config.logLevel);
  const plan = readPlan(config);
  makeDataFolder(config.dataDir);
  const db = await openStore(config);
  const closers: (() => Promise<void>)[] = [() => db.close()];
  try {
    const url = await assemble(config, plan, db, log, closers);
    return { url, close: () => closeAll(closers) };
  } catch (error) {
    await closeAll(closers);
    throw error;
  }
}

/** `closers` is filled as parts come to life, so that a start that fails half-way leaves nothing behind. */
async function assemble(
  config: Config,
  plan: Plan,
  db: Db,
  log: Logger,
  closers: (() => Promise<void>)[],
): Promise<string> {
  if (db.kind === 'postgres' && (await db.passesFence())) {
    log.warn('The user of DATABASE_URL passes the row-level security that keeps portals apart: use a plain one.');
  }
  const sight = await openSight(config, log);
  const { metrics, observer, tracing } = sight;
  closers.push(() => tracing.close());
  const access = await openAccess(config, db, log, sight.workMetrics);
  const { apiUrl, limitPer10Seconds, leftToOthers } = config.hubspot;
  const transport = observedTransport(createTransport(apiUrl), { metrics: sight.workMetrics, tracing });
  const { mapping, mappingFile } = plan;
  const portals = createPortals({
    db,
    transport,
    limitPer10Seconds,
    leftToOthers,
    waited: (priority, seconds) => sight.workMetrics.budgetSeconds.observe({ priority }, seconds),
    token: (portalId, rejected) => access.tokens.accessToken(portalId, rejected),
    objects: [...new Set(mapping.pairs.map((pair) => pair.left))],
  });
  closers.push(() => portals.close());
  const right = plan.connection.open({ log, fence: erpFence(config), now: () => new Date() });
  closers.push(() => right.close());

  const installed = await activePortals(db);
  // A process that is started amid a flood of looks must not wait until they are done.
  const left = installed[0] === undefined ? null : await portals.connector(installed[0], 'live');
  await checkLive({ mapping, mappingFile, left, right, warn: (sentence) => log.warn(sentence) });

  const sync = createSyncService({
    db,
    mapping,
    left: (portalId, priority) => portals.connector(portalId, priority),
    right,
    rightName: mapping.right,
    log,
    observer,
    pollSeconds: config.pollSeconds,
    reconcileAt: config.reconcileAt,
    ledgerDays: config.ledgerDays,
    portals: () => activePortals(db),
  });
  const farewell = createFarewell({ db, mapping, goneDays: config.goneDays, log });
  const told = {
    mapping,
    db,
    access,
    portals,
    log,
    erase: (...records: Parameters<typeof farewell.erase>) => farewell.erase(...records),
  };
  const inbound = createInbound({ ...told, accept: (...notices) => sync.accept(...notices) });
  const leftFeed = openLeftFeed({ ...told, config, sync, transport, observer });
  const isWorker = config.role !== 'web';
  const readiness = openReadiness(db, isWorker ? sync : null);
  const limits = createRateLimits();
  const workflow = openWorkflow({ config, plan, db, portals, sync, metrics, log });
  const parts = {
    config,
    workflow,
    plan,
    db,
    access,
    portals,
    sync,
    farewell,
    inbound,
    metrics,
    readiness,
    limits,
    log,
  };
  const { trustedProxies } = config;
  const app = createApp({ routers: buildRouters(parts), log, tracing, limits, trustedProxies });
  const listening = await listen(app, config.port);
  closers.push(() => sync.stop());
  closers.push(() => farewell.stop());
  closers.push(() => leftFeed.stop());
  closers.push(() => workflow.callbacks.stop());
  closers.push(() => listening.close());
  closers.push(() => drained(readiness, config.drainSeconds));
  if (isWorker) {
    await sync.start();
    farewell.start();
    leftFeed.start();
    workflow.callbacks.start();
  } else await sync.open();
  const url = `http://localhost:${listening.port}`;
  log.info({ url, role: config.role, store: db.kind, portals: installed.length }, 'listening');
  return url;
}

/** Long enough for a load balancer to notice; the server goes on answering meanwhile. */
async function drained(readiness: Readiness, seconds: number): Promise<void> {
  readiness.drain();
  await wait(seconds * 1000);
}

/** Last opened, first closed. One that fails must not keep the others open. */
async function closeAll(closers: (() => Promise<void>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const close of closers.splice(0).toReversed()) await close().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Not everything could be closed.');
}
