import { join } from 'node:path';
import { Router } from 'express';
import { buildRoutes } from './build/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { actionRoutes } from './actions/routes.ts';
import { documentRoutes } from './pages/document-routes.ts';
import { stateRoutes } from './pages/state-routes.ts';
import type { RecordPageDeps } from './scene.ts';

/**
 * HubSpot's CRM pages: lists of records, record pages that run the real bundles of the installed apps' cards, the apps'
 * own pages, and what a developer wants to see. Served below `/`, `/records`, `/apps`, `/development`, `/recycle-bin`
 * and, for the pages' own scripts, `/_page`.
 */
export function recordPageRouter(deps: RecordPageDeps): Router {
  const router = Router();
  router.use(
    '/_page',
    callRoutes(deps),
    stateRoutes(deps),
    actionRoutes(deps),
    buildRoutes(deps, deps.dataDir === null ? null : join(deps.dataDir, 'record-page')),
  );
  return router.use(documentRoutes(deps));
}
