import express, { type Router } from 'express';
import { z } from 'zod';
import { resetHub } from '../create-hub.ts';
import type { Hub } from '../hub.ts';
import { parseBody } from '../http/body.ts';
import { invalid, notFound } from '../http/errors.ts';
import { SeedPortal } from '../seed.ts';
import { fillPortal } from '../seeding.ts';
import { webhookControl } from '../webhooks/control.ts';
import { allExecutions, Run, runExecution } from '../workflows/executions.ts';
import { changeClock, ClockChange, clockView } from './clock.ts';
import { Fault } from './fault.ts';
import { appViews, changePortal, deletePortal, PortalChange, portalViews, uninstallApp } from './portals.ts';
import { postSettings } from './settings.ts';
import { restoreSnapshot, type Snapshot, takeSnapshot } from './snapshots.ts';

const Named = z.strictObject({ name: z.string().min(1).default('default') });

/** `/_emulator/...`: for tests and demos. HubSpot has nothing like it; nothing here is counted or limited. */
export function controlRouter(hub: Hub): Router {
  const router = express.Router();
  router.use(express.json({ limit: '100mb' }));
  router.get('/stats', (_request, response) => void response.json(hub.stats.view()));
  router.get('/requests', (_request, response) => void response.json(hub.requests.all()));
  router.get(['/limits', '/settings'], (_request, response) => void response.json(hub.settings));
  router.post(['/limits', '/settings'], (request, response) => {
    postSettings(hub, parseBody(z.record(z.string(), z.unknown()), request.body));
    response.json(hub.settings);
  });
  portalRoutes(hub, router);
  faultRoutes(hub, router);
  clockRoutes(hub, router);
  stateRoutes(hub, router);
  router.get('/workflow-actions', (_request, response) => void response.json(allExecutions(hub)));
  router.post('/workflow-actions', async (request, response) => {
    response.json(await runExecution(hub, parseBody(Run, request.body)));
  });
  router.use(webhookControl(hub));
  return router;
}

function portalRoutes(hub: Hub, router: Router): void {
  router.get('/portals', (_request, response) => void response.json(portalViews(hub)));
  router.get('/apps', (_request, response) => void response.json(appViews(hub)));
  router.post('/portals', (request, response) => {
    const portal = parseBody(SeedPortal, request.body);
    if (hub.tables.rows('portals').has(String(portal.portalId))) {
      throw invalid(`There is a portal ${portal.portalId} already.`);
    }
    fillPortal(hub, portal);
    response.status(201).json(portalViews(hub).find(({ portalId }) => portalId === portal.portalId));
  });
  router.patch('/portals/:portalId', (request, response) => {
    changePortal(hub, request.params.portalId, parseBody(PortalChange, request.body));
    response.json(portalViews(hub).find(({ portalId }) => String(portalId) === request.params.portalId));
  });
  router.delete('/portals/:portalId', (request, response) => {
    deletePortal(hub, request.params.portalId);
    response.sendStatus(204);
  });
  router.delete('/portals/:portalId/apps/:appId', (request, response) => {
    uninstallApp(hub, request.params.portalId, Number(request.params.appId));
    response.sendStatus(204);
  });
}

function faultRoutes(hub: Hub, router: Router): void {
  router.get('/faults', (_request, response) => void response.json(hub.faults.all()));
  router.post('/faults', (request, response) => {
    const body = parseBody(z.union([Fault, z.array(Fault)]), request.body);
    for (const fault of [body].flat()) hub.faults.add(fault);
    response.status(201).json(hub.faults.all());
  });
  router.delete(['/faults', '/faults/:id'], (request, response) => {
    hub.faults.clear((request.params as { id?: string }).id);
    response.sendStatus(204);
  });
}

function clockRoutes(hub: Hub, router: Router): void {
  router.get('/clock', (_request, response) => void response.json(clockView(hub)));
  router.post('/clock', async (request, response) => {
    await changeClock(hub, parseBody(ClockChange, request.body), request.query['settle'] === 'true');
    response.json(clockView(hub));
  });
}

function stateRoutes(hub: Hub, router: Router): void {
  const view = ({ name, takenAt }: Snapshot): object => ({ name, takenAt });
  router.post('/reset', (_request, response) => {
    resetHub(hub);
    response.sendStatus(204);
  });
  router.get(['/snapshot', '/snapshots'], (_request, response) => {
    response.json([...hub.snapshots.values()].map(view));
  });
  router.post(['/snapshot', '/snapshots'], (request, response) => {
    response.status(201).json(view(takeSnapshot(hub, parseBody(Named, request.body ?? {}).name)));
  });
  router.delete(['/snapshot/:name', '/snapshots/:name'], (request, response) => {
    hub.snapshots.delete((request.params as { name: string }).name);
    response.sendStatus(204);
  });
  router.post('/restore', (request, response) => {
    const { name } = parseBody(Named, request.body ?? {});
    const snapshot = hub.snapshots.get(name);
    if (!snapshot) throw notFound(`There is no snapshot "${name}"; GET /_emulator/snapshots lists them.`);
    restoreSnapshot(hub, snapshot);
    response.sendStatus(204);
  });
}
