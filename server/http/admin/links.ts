import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type LinksSync = Pick<SyncService, 'link'>;

const Linked = z.object({ pair: z.string().min(1), left: z.string().min(1), right: z.string().min(1) });

/** Which records are the same thing. */
export function linksRouter(sync: LinksSync): Router {
  const router = Router();
  router.post('/portals/:portalId/link', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const wanted = asked(Linked, request.query, 'Say which records: ?pair=customer&left=123&right=ALFKI.');
    await sync.link(portalId, { pair: wanted.pair, leftId: wanted.left, rightId: wanted.right });
    response.json({ linked: wanted });
  });
  return router;
}
