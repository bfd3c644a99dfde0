import { Router } from 'express';
import type { InstallService } from '../install-service.ts';

export type InstallsAdmin = InstallService;

/** The accounts the app is installed in, and the keys their tokens are sealed with. */
export function installsRouter(installs: InstallsAdmin): Router {
  const router = Router();
  router.post('/keys/rotate', async (_request, response) => {
    response.json(await installs.rotateKeys());
  });
  return router;
}
