import { parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, ok, typeOf } from '../http/endpoint.ts';
import { knownNames, recordViews } from '../objects/view.ts';
import { requireWithinCaps, SearchBody } from './request.ts';
import { searchRows } from './run.ts';

function search(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const body = parseBody(SearchBody, call.body ?? {});
  requireWithinCaps(body, call.hub.settings.searchFilterGroups);
  const found = searchRows(call.hub, call.portalId, type, body);
  const start = body.after ?? 0;
  const end = start + body.limit;
  const names = knownNames(call.hub, call.portalId, type, body.properties);
  const results = found.slice(start, end).map(recordViews(call.hub, call.portalId, type, names));
  const paging = end < found.length ? { paging: { next: { after: String(end) } } } : {};
  return ok({ total: found.length, results, ...paging });
}

export const searchEndpoints: readonly Endpoint[] = [
  {
    method: 'post',
    paths: crmPaths('objects', '/:type/search'),
    budget: 'search',
    scopes: (call) => [typeOf(call, call.params['type']).readScopes],
    run: search,
  },
];
