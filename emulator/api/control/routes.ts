import express, { type Request, type Response, type Router } from 'express';
import { z } from 'zod';
import { advanceClock, resetHub } from '../create-hub.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { parseBody } from '../http/body.ts';
import { installOf, installsIn, portalToken, staticToken } from '../oauth/installs.ts';
import type { Settings } from '../settings.ts';
import { Fault } from './faults.ts';

const Advance = z.strictObject({ advanceMs: z.number().int().nonnegative() });
const NewSettings = z.record(z.string(), z.number().nonnegative());

/** `/_emulator/...`: for tests and demos. HubSpot has nothing like it; nothing here is counted or limited. */
export function controlRouter(hub: Hub): Router {
  const router = express.Router();
  router.use(express.json({ limit: '1mb' }));
  const clock = () => ({ now: new Date(hub.clock.now()).toISOString(), offsetMs: hub.clock.offset() });

  router.get('/portals', (_request, response) => void response.json(portals(hub)));
  router.get('/stats', (_request, response) => void response.json(hub.stats.view()));
  router.get('/requests', (_request, response) => void response.json(hub.requests.all()));
  router.post('/reset', (_request, response) => {
    resetHub(hub);
    response.sendStatus(204);
  });
  router.get('/faults', (_request, response) => void response.json(hub.faults.all()));
  router.post('/faults', (request, response) => {
    const body = parseBody(z.union([Fault, z.array(Fault)]), request.body);
    for (const fault of [body].flat()) hub.faults.add(fault);
    response.status(201).json(hub.faults.all());
  });
  router.delete('/faults', (_request, response) => {
    hub.faults.clear();
    response.sendStatus(204);
  });
  router.get('/clock', (_request, response) => void response.json(clock()));
  router.post('/clock', (request, response) => {
    advanceClock(hub, parseBody(Advance, request.body).advanceMs);
    response.json(clock());
  });
  router.get('/limits', (_request, response) => void response.json(hub.settings));
  router.post('/limits', (request, response) => setLimits(hub, request, response));
  return router;
}

function setLimits(hub: Hub, request: Request, response: Response): void {
  const wanted = parseBody(NewSettings, request.body);
  const unknown = Object.keys(wanted).find((name) => !(name in hub.settings));
  if (unknown !== undefined) {
    const names = Object.keys(hub.settings).join(', ');
    response.status(400).json({ message: `There is no setting "${unknown}". The settings are: ${names}.` });
    return;
  }
  Object.assign(hub.settings, wanted as Partial<Settings>);
  response.json(hub.settings);
}

/** The portals with their tokens; static apps with theirs, as HubSpot's app page would show them. */
const portals = (hub: Hub): object[] =>
  [...hub.tables.rows<PortalRow>('portals').values()].map(({ portalId, name }) => ({
    portalId,
    name,
    accessToken: portalToken(portalId),
    apps: installsIn(hub, portalId).map((app) => ({
      appId: app.registration.appId,
      name: app.name,
      auth: app.auth,
      scopes: installOf(hub, app.registration.appId, portalId)?.scopes,
      ...(app.auth === 'static' ? { accessToken: staticToken(app, portalId) } : {}),
    })),
  }));
