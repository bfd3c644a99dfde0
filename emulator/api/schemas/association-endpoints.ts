import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, NO_CONTENT, typeOf } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { associationsOf, definePair, removePair, requireNoLabels } from './associations.ts';
import { AssociationCreate } from './input.ts';
import { schemaIn } from './named.ts';
import { schemaPaths } from './paths.ts';
import { writing } from './scopes.ts';
import { associationView } from './view.ts';

function create(call: Call): Answer {
  const row = schemaIn(call);
  const { fromObjectTypeId, toObjectTypeId, name } = parseBody(AssociationCreate, call.body);
  const from = typeOf(call, fromObjectTypeId);
  const to = typeOf(call, toObjectTypeId);
  if (from.id !== row.type.id && to.id !== row.type.id) {
    throw invalid(`One end of the association must be ${row.fullyQualifiedName}.`);
  }
  const made = definePair(call.hub, call.portalId, from, to, name ?? undefined);
  return created(associationView(made, row));
}

function remove(call: Call): Answer {
  const row = schemaIn(call);
  const wanted = call.params['association'] ?? '';
  const found = associationsOf(call.hub, call.portalId, row.type).find((one) =>
    [String(one.typeId), one.name].includes(wanted),
  );
  if (!found) throw notFound(`${row.fullyQualifiedName} has no association ${wanted}`);
  requireNoLabels(call.hub, call.portalId, found);
  removePair(call.hub, call.portalId, found);
  return NO_CONTENT;
}

export const schemaAssociationEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: schemaPaths('/:type/associations'), scopes: writing, run: create },
  { method: 'delete', paths: schemaPaths('/:type/associations/:association'), scopes: writing, run: remove },
];
