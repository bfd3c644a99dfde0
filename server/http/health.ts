import { Router } from 'express';
import type { Db } from '../store/db.ts';
import type { Metrics } from './metrics.ts';

/** Liveness says that the process runs, readiness that it can take work: a full disk must not make a restart loop. */
export function healthRouter({ db, metrics }: { db: Db; metrics: Metrics }): Router {
  const router = Router();
  router.get('/health', (_request, response) => {
    response.json({ ok: true });
  });
  router.get('/ready', async (_request, response) => {
    try {
      await db.query('select 1');
      response.json({ ok: true, store: db.kind });
    } catch {
      response.status(503).json({ ok: false, store: db.kind, message: 'The store does not answer; see the log.' });
    }
  });
  router.get('/metrics', async (_request, response) => {
    response.type(metrics.registry.contentType).send(await metrics.registry.metrics());
  });
  return router;
}
