import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type LedgerSync = Pick<SyncService, 'explain'>;

const Explained = z.object({ object: z.string().min(1), id: z.string().min(1), field: z.string().min(1).optional() });

/** What was changed, and why. */
export function ledgerRouter(sync: LedgerSync): Router {
  const router = Router();
  router.get('/portals/:portalId/explain', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = 'Say which record: ?object=companies&id=123, and &field=phone for one field.';
    const { object, id, field } = asked(Explained, request.query, example);
    response.json({ entries: await sync.explain(portalId, object, id, field) });
  });
  return router;
}
