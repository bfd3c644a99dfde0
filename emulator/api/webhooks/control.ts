import express, { type Router } from 'express';
import { z } from 'zod';
import type { Hub } from '../hub.ts';
import { parseBody } from '../http/body.ts';
import { notFound } from '../http/errors.ts';
import { allKnobs, Knobs, setKnobs } from './knobs.ts';
import { sendSample } from './sample.ts';

/** `/_emulator/webhooks` and `/_emulator/deliveries`: knobs by app id (`*` = the others), tests, the log, and replays. */
export function webhookControl(hub: Hub): Router {
  const router = express.Router();
  router.get('/webhooks', (_request, response) => void response.json(allKnobs(hub)));
  router.put('/webhooks', (request, response) => {
    setKnobs(hub, parseBody(z.record(z.string().regex(/^(\d+|\*)$/, 'an app id or *'), Knobs), request.body));
    response.json(allKnobs(hub));
  });
  router.post('/webhooks/:appId/subscriptions/:id/test', async (request, response) => {
    response.json(await sendSample(hub, request.params.appId, request.params.id));
  });
  router.get('/deliveries', (_request, response) => void response.json(hub.webhooks.deliveries.list()));
  router.post('/deliveries/:id/replay', async (request, response) => {
    const attempt = await hub.webhooks.deliveries.replay(Number(request.params.id));
    if (!attempt) throw notFound(`No attempt ${request.params.id} is kept; GET /_emulator/deliveries lists them.`);
    response.json(attempt);
  });
  return router;
}
