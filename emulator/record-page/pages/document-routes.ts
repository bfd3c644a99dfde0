import { Router, type Request, type Response } from 'express';
import { homePage } from '../home-page.ts';
import { capital, indexHref, portalHref } from '../hrefs.ts';
import { missingDocument, pageDocument, type Missing } from '../record-document.ts';
import { recordView } from '../record-view.ts';
import { cardsFor, kindIn, placeOf, portalOf, type Portal, type RecordPageDeps } from '../scene.ts';
import { appsView } from './apps-view.ts';
import { askedRecords } from './asked-records.ts';
import type { PageBoot } from './boot.ts';
import { deliveriesOf } from './deliveries-view.ts';
import { extensionView } from './extension-view.ts';
import { historyView } from './history-view.ts';
import { NO_ACCOUNT, noSuchRecord, noSuchType } from './missing.ts';
import { recordsView } from './records-view.ts';
import { recycleBinView } from './recycle-bin-view.ts';
import { requestsOf } from './requests-view.ts';

/** A page's title, its place in the navigation and its first state; or what is missing. */
type Page = { readonly title: string; readonly current: string; readonly boot: PageBoot } | Missing;
type Make = (portal: Portal, request: Request) => Page;

/** The addresses that a person opens. */
export function documentRoutes(deps: RecordPageDeps): Router {
  const router = Router();
  const missing = (response: Response, what: Missing, portal?: Portal) =>
    void response.status(404).send(missingDocument(deps, what, portal));
  const page = (path: string, make: Make) =>
    router.get(path, (request, response) => {
      const portal = portalOf(deps.crm, request.query['portal']);
      const made = portal ? make(portal, request) : NO_ACCOUNT;
      if ('missing' in made) missing(response, made, portal);
      else if (portal) response.send(pageDocument(deps, { portal, ...made }));
    });
  router.get('/', (request, response) => {
    const portal = portalOf(deps.crm, request.query['portal']);
    if (portal) response.send(homePage(deps, portal));
    else missing(response, NO_ACCOUNT);
  });
  page('/records/:objectType', (portal, request) => recordsPage(deps, portal, request));
  page('/records/:objectType/:id', (portal, request) => recordPage(deps, portal, request));
  page('/records/:objectType/:id/properties', (portal, request) => propertiesPage(deps, portal, request));
  const at = (portal: Portal, path: string) => portalHref(deps.crm, portal.portalId, path);
  page('/recycle-bin', (portal, request) => {
    const view = recycleBinView(deps, portal, text(request.query['type']));
    return { title: 'Recycle bin', current: at(portal, '/recycle-bin'), boot: { page: 'recycle-bin', view } };
  });
  page('/apps', (portal) => ({
    title: 'Installed apps',
    current: at(portal, '/apps'),
    boot: { page: 'apps', view: appsView(deps, portal) },
  }));
  for (const path of ['/apps/:appId', '/apps/:appId/{*path}']) {
    page(path, (portal, request) => appPage(deps, portal, request));
  }
  const deliveries = '/development/deliveries';
  page(deliveries, (portal) => ({
    title: 'Webhook deliveries',
    current: at(portal, deliveries),
    boot: { page: 'deliveries', view: deliveriesOf(deps, portal) },
  }));
  page(`${deliveries}/:id`, (portal, request) => {
    const view = deliveriesOf(deps, portal).find(({ id }) => String(id) === request.params['id']);
    const listHref = at(portal, deliveries);
    if (!view) {
      const links = [{ label: 'Webhook deliveries', href: listHref }];
      return { missing: 'This delivery is not kept any more.', links };
    }
    return { title: `Delivery ${view.id}`, current: listHref, boot: { page: 'delivery', view, listHref } };
  });
  page('/development/requests', (portal) => ({
    title: 'API requests',
    current: at(portal, '/development/requests'),
    boot: { page: 'requests', view: requestsOf(deps) },
  }));
  return router;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function recordsPage(deps: RecordPageDeps, portal: Portal, request: Request): Page {
  const objectType = text(request.params['objectType']);
  const kind = kindIn(deps.catalog, portal.portalId, objectType);
  if (!kind) return noSuchType(objectType);
  const view = recordsView(deps, portal, kind, askedRecords(request.query));
  return { title: capital(kind.many), current: view.href, boot: { page: 'records', view } };
}

function recordPage(deps: RecordPageDeps, portal: Portal, { params }: Request): Page {
  const [objectType, id] = [text(params['objectType']), text(params['id'])];
  const place = placeOf(deps, portal.portalId, objectType, id);
  if (!place) return noSuchRecord(deps, portal, objectType, id);
  const view = recordView(deps, place, cardsFor(deps, portal.portalId, place.kind));
  return { title: view.title, current: view.indexHref, boot: { page: 'record', view } };
}

function propertiesPage(deps: RecordPageDeps, portal: Portal, { params }: Request): Page {
  const [objectType, id] = [text(params['objectType']), text(params['id'])];
  const place = placeOf(deps, portal.portalId, objectType, id);
  if (!place) return noSuchRecord(deps, portal, objectType, id);
  const view = historyView(deps, place);
  const current = indexHref(deps.crm, portal.portalId, place.kind);
  return { title: `Properties of ${view.title}`, current, boot: { page: 'history', view } };
}

function appPage(deps: RecordPageDeps, portal: Portal, { params, path }: Request): Page {
  const view = extensionView(deps, portal, Number(params['appId']), path);
  if (typeof view === 'string') {
    return {
      missing: view,
      links: [{ label: 'Installed apps', href: portalHref(deps.crm, portal.portalId, '/apps') }],
    };
  }
  const current = view.location === 'settings' ? `${view.baseHref}/settings` : view.baseHref;
  const title = view.location === 'settings' ? `${view.appName} settings` : view.appName;
  return { title, current: portalHref(deps.crm, portal.portalId, current), boot: { page: 'extension', view } };
}
