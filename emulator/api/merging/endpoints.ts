import { z } from 'zod';
import { Id, parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { writing } from '../objects/endpoints.ts';
import { CONTACT } from '../objects/types.ts';
import { recordView } from '../objects/view.ts';
import { privacyDelete } from './gdpr.ts';
import { merge } from './merge.ts';

const MergeBody = z.object({ primaryObjectId: Id, objectIdToMerge: Id });
const GdprBody = z.object({ objectId: Id, idProperty: z.string().nullish() });

function mergeTwo(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { primaryObjectId, objectIdToMerge } = parseBody(MergeBody, call.body);
  const row = merge(call.hub, call.portalId, type, primaryObjectId, objectIdToMerge, call.actor);
  call.hub.stats.wrote(2);
  return ok(recordView(call.hub, call.portalId, type, row, Object.keys(row.properties)));
}

function deleteForPrivacy(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  if (type !== CONTACT) throw invalid(`${type.plural} cannot be deleted for privacy; HubSpot offers it for contacts.`);
  const { objectId, idProperty } = parseBody(GdprBody, call.body);
  if (privacyDelete(call.hub, call.portalId, objectId, idProperty ?? undefined, call.actor)) call.hub.stats.wrote(1);
  return NO_CONTENT;
}

export const mergeEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: crmPaths('objects', '/:type/merge'), scopes: writing, run: mergeTwo },
  { method: 'post', paths: crmPaths('objects', '/:type/gdpr-delete'), scopes: writing, run: deleteForPrivacy },
];
