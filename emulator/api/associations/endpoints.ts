import { z } from 'zod';
import { AssociationSpec, parseBody } from '../http/body.ts';
import { batchAnswer } from '../http/batch.ts';
import {
  type Answer,
  type Call,
  created,
  crmPaths,
  type Endpoint,
  limitOf,
  NO_CONTENT,
  ok,
  typeOf,
} from '../http/endpoint.ts';
import { labelEndpoints } from './label-endpoints.ts';
import { limitEndpoints } from './limit-endpoints.ts';
import { type End, requireRecord } from './link.ts';
import { reading, writing } from './paths.ts';
import { usageReportEndpoints } from './usage-report-endpoints.ts';
import { v3AssociationEndpoints } from './v3-endpoints.ts';
import { linksPage } from './views.ts';
import { linkByDefault, linkByLabels, unlinkAll } from './write-links.ts';

const fromEnd = (call: Call): End => ({ type: typeOf(call, call.params['type']), id: call.params['id'] ?? '' });
const toEnd = (call: Call): End => ({ type: typeOf(call, call.params['toType']), id: call.params['toId'] ?? '' });

function list(call: Call): Answer {
  const from = fromEnd(call);
  const toType = typeOf(call, call.params['toType']);
  requireRecord(call.hub, call.portalId, from);
  const limit = limitOf(call.query, 500, 500);
  const { views: results, after } = linksPage(call, from, toType, call.query.get('after'), limit);
  if (after === null) return ok({ results });
  const link = `https://api.hubapi.com${call.path}?limit=${limit}&after=${after}`;
  return ok({ results, paging: { next: { after, link } } });
}

function putLabels(call: Call): Answer {
  const specs = parseBody(z.array(AssociationSpec), call.body);
  return created(linkByLabels(call, fromEnd(call), toEnd(call), specs));
}

function remove(call: Call): Answer {
  unlinkAll(call, fromEnd(call), toEnd(call));
  return NO_CONTENT;
}

/** These are paths of the objects API, and count against the usual limits. */
const at = (rest: string): string[] => crmPaths('objects', `/:type/:id/associations${rest}`, ['v4']);

export const associationEndpoints: readonly Endpoint[] = [
  {
    method: 'put',
    paths: at('/default/:toType/:toId'),
    scopes: writing,
    run: (call) => batchAnswer(call.hub, 200, linkByDefault(call, fromEnd(call), toEnd(call))),
  },
  { method: 'put', paths: at('/:toType/:toId'), scopes: writing, run: putLabels },
  { method: 'delete', paths: at('/:toType/:toId'), scopes: writing, run: remove },
  { method: 'get', paths: at('/:toType'), scopes: reading, run: list },
  ...labelEndpoints,
  ...limitEndpoints,
  ...usageReportEndpoints,
  ...v3AssociationEndpoints,
];
