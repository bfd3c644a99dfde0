import { Router } from 'express';
import { Scope } from '../../jobs/scope.ts';
import type { SyncService } from '../../jobs/sync-service.ts';
import { answerError } from '../error-answer.ts';
import { asked, portalOf } from './bad-request.ts';

export type RunsSync = Pick<SyncService, 'status' | 'begin' | 'backfill' | 'runView'>;

/** The state of all portals; runs are begun, and watched. */
export function runsRouter(sync: RunsSync): Router {
  const router = Router();
  router.get('/status', async (_request, response) => {
    response.json(await sync.status());
  });
  for (const kind of ['plan', 'sync'] as const) {
    router.post(`/portals/:portalId/${kind}`, async (request, response) => {
      const runId = await sync.begin(portalOf(request.params.portalId), kind);
      response.status(202).json({ runId });
    });
  }
  router.post('/portals/:portalId/backfill', async (request, response) => {
    const example = 'Say what: {"pairs": ["customer"], "since": "2026-01-01T00:00:00.000Z"}; both may be left out.';
    const scope = asked(Scope, request.body ?? {}, example);
    response.status(202).json({ runId: await sync.backfill(portalOf(request.params.portalId), scope) });
  });
  router.get('/portals/:portalId/runs/:id', async (request, response) => {
    const { portalId, id } = request.params;
    const run = await sync.runView(portalOf(portalId), id);
    if (run === null) return answerError(response, 404, 'no_such_run', `Portal ${portalId} has no run with this id.`);
    response.json(run);
  });
  return router;
}
