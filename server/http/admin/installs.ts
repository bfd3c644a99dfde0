import { Router } from 'express';
import { z } from 'zod';
import type { RecordRef } from '../../engine/record.ts';
import type { InstallService } from '../install-service.ts';
import { asked, portalOf } from './bad-request.ts';

export interface InstallsAdmin extends InstallService {
  erase(portalId: number, records: readonly RecordRef[]): Promise<void>;
}

const Token = z.object({ accessToken: z.string().regex(/^[\w.~+/=-]{8,1024}$/) });
const Erased = z.object({ object: z.string().min(1), id: z.string().min(1) });

/** The accounts the app is installed in, what is kept of them, and the keys their tokens are sealed with. */
export function installsRouter(installs: InstallsAdmin): Router {
  const router = Router();
  router.get('/installs', async (_request, response) => {
    response.json({ installs: await installs.list() });
  });
  router.post('/keys/rotate', async (_request, response) => {
    response.json(await installs.rotateKeys());
  });
  router.post('/connect', async (request, response) => {
    const { accessToken } = asked(Token, request.body, 'Send the access token: {"accessToken": "pat-..."}.');
    response.json(await installs.connect(accessToken));
  });
  router.post('/portals/:portalId/uninstall', async (request, response) => {
    response.json(await installs.uninstall(portalOf(request.params.portalId)));
  });
  router.post('/portals/:portalId/purge', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    await installs.purge(portalId);
    response.json({ purged: portalId });
  });
  router.post('/portals/:portalId/erase', async (request, response) => {
    const record = asked(Erased, request.query, 'Say which record: ?object=contacts&id=151, as HubSpot names it.');
    await installs.erase(portalOf(request.params.portalId), [record]);
    response.status(202).json({ erasing: record });
  });
  return router;
}
