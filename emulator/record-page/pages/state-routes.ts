import { Router, type Request } from 'express';
import { recordView } from '../record-view.ts';
import { cardsFor, kindIn, placeOf, portalOf, type Portal, type RecordPageDeps } from '../scene.ts';
import { appsView } from './apps-view.ts';
import { askedRecords } from './asked-records.ts';
import { deliveriesOf } from './deliveries-view.ts';
import { formView } from './form-view.ts';
import { foundAnywhere, foundOf } from './found-view.ts';
import { historyView } from './history-view.ts';
import { recordsView } from './records-view.ts';
import { recycleBinView } from './recycle-bin-view.ts';
import { requestsOf } from './requests-view.ts';

/** undefined: it is gone. */
type Read = (portal: Portal, request: Request) => unknown;

/** What open pages ask again and again: the state of the portal, as they show it. */
export function stateRoutes(deps: RecordPageDeps): Router {
  const router = Router();
  const read = (path: string, make: Read) =>
    router.get(path, (request, response) => {
      const portal = portalOf(deps.crm, request.query['portalId']);
      const made = portal && make(portal, request);
      if (made === undefined) response.status(404).json({ message: 'The record is gone.' });
      else response.json(made);
    });
  const kindOf = (portal: Portal, { query }: Request) =>
    kindIn(deps.catalog, portal.portalId, text(query['objectTypeId']));
  const place = (portal: Portal, { query }: Request) =>
    placeOf(deps, portal.portalId, text(query['objectTypeId']), text(query['objectId']));

  read('/record', (portal, request) => {
    const found = place(portal, request);
    return found && recordView(deps, found, cardsFor(deps, portal.portalId, found.kind));
  });
  read('/history', (portal, request) => {
    const found = place(portal, request);
    return found && historyView(deps, found);
  });
  read('/records', (portal, request) => {
    const kind = kindOf(portal, request);
    return kind && recordsView(deps, portal, kind, askedRecords(request.query));
  });
  read('/form', (portal, request) => {
    const kind = kindOf(portal, request);
    return kind && formView(deps, portal, kind);
  });
  read('/found', (portal, request) => {
    const kind = kindOf(portal, request);
    const query = text(request.query['q']);
    return kind ? foundOf(deps, portal, kind, query, 20) : foundAnywhere(deps, portal, query);
  });
  read('/recycle-bin', (portal, { query }) => recycleBinView(deps, portal, text(query['type'])));
  read('/apps', (portal) => appsView(deps, portal));
  read('/deliveries', (portal) => deliveriesOf(deps, portal));
  read('/requests', () => requestsOf(deps));
  return router;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
