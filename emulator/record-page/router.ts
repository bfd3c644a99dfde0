import { join } from 'node:path';
import { Router, type Response } from 'express';
import { buildRoutes } from './build/routes.ts';
import { callRoutes } from './calls/routes.ts';
import { homePage, indexPage } from './index-page.ts';
import { findKind } from './kinds.ts';
import { missingDocument, recordDocument } from './record-document.ts';
import { recordView, type RecordView } from './record-view.ts';
import { cardsFor, placeOf, portalOf, type Place, type RecordPageDeps } from './scene.ts';

/**
 * HubSpot's CRM pages: lists of records, and the record page that runs the real bundles of the installed apps' cards.
 * Everything is served below `/`, `/records` and `/_page`.
 */
export function recordPageRouter(deps: RecordPageDeps): Router {
  const router = Router();
  router.use(
    '/_page',
    callRoutes(deps),
    stateRoutes(deps),
    buildRoutes(deps, deps.dataDir === null ? null : join(deps.dataDir, 'record-page')),
  );
  router.get('/', (_request, response) => void response.send(homePage(deps.crm)));
  router.get('/records/:objectType', (request, response) => {
    const portal = portalOf(deps.crm, request.query.portal);
    const kind = findKind(request.params.objectType);
    if (!portal || !kind) return missing(deps, response, `There are no ${request.params.objectType} here.`);
    const page = Math.max(1, Math.trunc(Number(request.query.page)) || 1);
    response.send(indexPage(deps.crm, portal, kind, { query: text(request.query.q), page }));
  });
  router.get('/records/:objectType/:id', (request, response) => {
    const { objectType, id } = request.params;
    const portal = portalOf(deps.crm, request.query.portal);
    const place = portal && placeOf(deps.crm, portal.portalId, objectType, id);
    if (!place) return missing(deps, response, `There is no record ${id} among the ${objectType}.`);
    response.send(recordDocument(deps.crm, place, viewOf(deps, place)));
  });
  return router;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function missing(deps: RecordPageDeps, response: Response, message: string): void {
  response.status(404).send(missingDocument(deps.crm, message));
}

const viewOf = (deps: RecordPageDeps, place: Place): RecordView =>
  recordView(deps.crm, place, cardsFor(deps, place.portal.portalId, place.kind));

/** The page asks for the record's state again every second. */
function stateRoutes(deps: RecordPageDeps): Router {
  return Router().get('/record', (request, response) => {
    const { portalId, objectTypeId, objectId } = request.query;
    const place = placeOf(deps.crm, Number(portalId), text(objectTypeId), text(objectId));
    if (place) response.json(viewOf(deps, place));
    else response.status(404).json({ message: 'The record is gone.' });
  });
}
