import express, { type Express, type RequestHandler } from 'express';
import { controlRouter } from './api/control/routes.ts';
import { disturbing } from './api/control/disturbing.ts';
import { createCrm } from './api/crm.ts';
import { createDevelopment } from './api/development.ts';
import { exportFilesRouter } from './api/exports/files-router.ts';
import { apiRouter } from './api/http/api.ts';
import { answeringErrors, recording, unknownPath } from './api/http/middleware.ts';
import type { Hub } from './api/hub.ts';
import { journalFilesRouter } from './api/journal/files-router.ts';
import { installOf } from './api/oauth/installs.ts';
import { oauthRouter } from './api/oauth/routes.ts';
import { createPortalCatalog } from './api/portal-catalog.ts';
import { signingTime } from './api/webhooks/sign.ts';
import { checkingConformance } from './conformance/middleware.ts';
import type { RecordPageDeps } from './record-page/scene.ts';

/** What is HubSpot's API, and is therefore counted, remembered and disturbed; the rest is the page. */
export const API_AREAS = [
  '/account-info',
  '/app-webhooks',
  '/appinstalls',
  '/automation',
  '/cms/hubdb',
  '/cms/v3/hubdb',
  '/crm',
  '/crm-object-schemas',
  '/integrators',
  '/oauth',
  '/settings/currencies',
  '/settings/v3/currencies',
  '/tax-rates',
  '/webhooks',
  '/webhooks-journal',
];

export type MakePage = (deps: RecordPageDeps) => RequestHandler;

/** Everything behind one port: the control plane, HubSpot's API and the CRM page. */
export function application(hub: Hub, dataDir: string | null, page: MakePage = pageOnDemand): Express {
  const app = express();
  app.disable('x-powered-by').set('etag', false).set('query parser', 'simple');
  app.use('/_emulator', controlRouter(hub), answeringErrors(hub));
  app.use(API_AREAS, checkingConformance());
  app.use(API_AREAS, recording(hub), disturbing(hub));
  app.use(oauthRouter(hub));
  app.use(apiRouter(hub));
  app.use(journalFilesRouter(hub));
  app.use(exportFilesRouter(hub));
  app.use(API_AREAS, unknownPath(hub));
  app.use(page(pageDeps(hub, dataDir)));
  app.use(unknownPath(hub), answeringErrors(hub));
  return app;
}

/** A test that only calls the API never loads the page with its builders. */
function pageOnDemand(deps: RecordPageDeps): RequestHandler {
  let page: Promise<RequestHandler> | null = null;
  const load = async (): Promise<RequestHandler> => {
    const { recordPageRouter } = await import('./record-page/router.ts');
    return recordPageRouter(deps);
  };
  return async (request, response, next) => {
    page ??= load();
    const handle = await page;
    await handle(request, response, next);
  };
}

const pageDeps = (hub: Hub, dataDir: string | null): RecordPageDeps => ({
  crm: createCrm(hub),
  catalog: createPortalCatalog(hub),
  development: createDevelopment(hub, hub.webhooks.deliveries),
  apps: () => hub.apps,
  installedIn: (appId) =>
    [...hub.tables.rows('portals').keys()].map(Number).filter((portalId) => installOf(hub, appId, portalId)),
  dataDir,
  now: () => hub.clock.now(),
  signingTime: () => signingTime(hub),
});
