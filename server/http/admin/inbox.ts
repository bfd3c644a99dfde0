import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type InboxSync = Pick<SyncService, 'inbox' | 'retry' | 'choose'>;

const Chosen = z.object({ pair: z.string().min(1), right: z.string().min(1), winner: z.enum(['left', 'right']) });

/** What waits for a person, and what the person says. */
export function inboxRouter(sync: InboxSync): Router {
  const router = Router();
  router.get('/portals/:portalId/inbox', async (request, response) => {
    response.json({ inbox: await sync.inbox(portalOf(request.params.portalId)) });
  });
  router.post('/portals/:portalId/retry', async (request, response) => {
    response.json({ retried: await sync.retry(portalOf(request.params.portalId)) });
  });
  router.post('/portals/:portalId/choose', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = 'Say which side wins: ?pair=customer&right=ALFKI&winner=left (or right).';
    const { pair, right, winner } = asked(Chosen, request.query, example);
    await sync.choose(portalId, { pair, rightId: right, winner });
    response.json({ chosen: { pair, right, winner } });
  });
  return router;
}
