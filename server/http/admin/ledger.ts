import { Router } from 'express';
import { z } from 'zod';
import type { SyncService } from '../../jobs/sync-service.ts';
import { asked, portalOf } from './bad-request.ts';

export type LedgerSync = Pick<SyncService, 'explain' | 'origins' | 'runs' | 'ledger' | 'undo' | 'leftAlone'>;

const MOST = 1000;
const text = z.string().min(1);
const limit = z.coerce.number().int().min(1).max(MOST);
const Explained = z.object({ object: text, id: text, field: text.optional() });
const Runs = z.object({
  kind: z.union([text.transform((kind) => [kind]), z.array(text).min(1)]).optional(),
  limit: limit.default(50),
});
const Page = z.object({ run: text, before: z.coerce.number().int().optional(), limit: limit.default(200) });
const Undone = z.strictObject({
  runId: text.optional(),
  object: text.optional(),
  recordId: text.optional(),
  field: text.optional(),
  plan: z.boolean(),
});

/** What was changed and why, by record and by run; and taking it back. */
export function ledgerRouter(sync: LedgerSync): Router {
  const router = Router();
  router.get('/portals/:portalId/explain', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = 'Say which record: ?object=companies&id=123, and &field=phone for one field.';
    const { object, id, field } = asked(Explained, request.query, example);
    const entries = await sync.explain(portalId, object, id, field);
    response.json({ pairs: await sync.origins(portalId, { object, id, field }), entries });
  });
  router.get('/portals/:portalId/runs', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const { kind, limit: most } = asked(
      Runs,
      request.query,
      `Say ?kind=sync&limit=50, both optional; ${MOST} at most.`,
    );
    response.json({ runs: await sync.runs(portalId, { ...(kind && { kinds: kind }), limit: most }) });
  });
  router.get('/portals/:portalId/ledger', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example = `Say which run: ?run=<id>&limit=200, ${MOST} at most, and &before=<id of an entry> for the next page.`;
    const { run, before, limit: most } = asked(Page, request.query, example);
    response.json({ entries: await sync.ledger(portalId, run, { before: before ?? null, limit: most }) });
  });
  router.post('/portals/:portalId/undo', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const example =
      'Say what to undo: {"plan": true, "runId": "..."}, or {"plan": true, "object": "companies", "recordId": "123"}, ' +
      'which may have a "field"; "plan": false does it.';
    const { plan, ...what } = asked(Undone, request.body, example);
    response.status(202).json({ runId: await sync.undo(portalId, what, { plan }) });
  });
  router.get('/portals/:portalId/runs/:id/left-alone', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    response.json({ leftAlone: await sync.leftAlone(portalId, request.params.id) });
  });
  return router;
}
