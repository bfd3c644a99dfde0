import { z } from 'zod';
import { batchAnswer, requireBatchSize } from '../http/batch.ts';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, crmPaths, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import type { ObjectType } from '../objects/types.ts';
import { allProperties, findProperty } from './catalog.ts';
import { archiveProperty, createProperty, patchProperty, PropertyCreate, propertyView } from './write.ts';

/** Definitions may be read with the right to the records, and with the right to change definitions. */
export const readingSchema = (call: Call) => {
  const type = typeOf(call.params['type']);
  const schema = type.schemaScopes.map((scope) => scope.replace(/\.write$/, '.read'));
  return [[...type.readScopes, ...type.writeScopes, ...schema, ...type.schemaScopes]];
};
export const writingSchema = (call: Call) => [typeOf(call.params['type']).schemaScopes];

const Names = z.object({ inputs: z.array(z.object({ name: z.string() })), archived: z.boolean().default(false) });
const Creates = z.object({ inputs: z.array(PropertyCreate) });

const list = (call: Call): Answer => {
  const type = typeOf(call.params['type']);
  const archived = call.query.get('archived') === 'true';
  return ok({ results: allProperties(call.hub.tables, call.portalId, type, archived).map(propertyView) });
};

function get(call: Call): Answer {
  const type = typeOf(call.params['type']);
  const property = findProperty(call.hub.tables, call.portalId, type, call.params['name'] ?? '');
  if (!property) throw notFound(`Property '${call.params['name']}' does not exist`);
  return ok(propertyView(property));
}

function create(call: Call): Answer {
  const type = typeOf(call.params['type']);
  const property = createProperty(call.hub, call.portalId, type, parseBody(PropertyCreate, call.body));
  return created(propertyView(property));
}

function patch(call: Call): Answer {
  const type = typeOf(call.params['type']);
  return ok(propertyView(patchProperty(call.hub, call.portalId, type, call.params['name'] ?? '', call.body)));
}

function remove(call: Call): Answer {
  archiveProperty(call.hub, call.portalId, typeOf(call.params['type']), call.params['name'] ?? '');
  return NO_CONTENT;
}

function batchRead(call: Call): Answer {
  const type = typeOf(call.params['type']);
  const { inputs } = parseBody(Names, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const named = inputs.map(({ name }) => ({ name, found: findProperty(call.hub.tables, call.portalId, type, name) }));
  const missing = named.filter((one) => !one.found).map((one) => one.name);
  const errors = missing.length === 0 ? [] : [notRead(type, missing)];
  return batchAnswer(
    call.hub,
    200,
    named.flatMap(({ found }) => (found ? [propertyView(found)] : [])),
    errors,
  );
}

const notRead = (type: ObjectType, names: readonly string[]): object => ({
  status: 'error',
  category: 'OBJECT_NOT_FOUND',
  message: `Some ${type.singular} properties do not exist: ${names.join(', ')}`,
  context: { name: names },
});

function batchCreate(call: Call): Answer {
  const type = typeOf(call.params['type']);
  const { inputs } = parseBody(Creates, call.body);
  requireBatchSize(inputs, call.hub.settings.batchInputs);
  const made = inputs.map((input) => createProperty(call.hub, call.portalId, type, input));
  return batchAnswer(call.hub, 201, made.map(propertyView));
}

function batchArchive(call: Call): Answer {
  const type = typeOf(call.params['type']);
  for (const { name } of parseBody(Names, call.body).inputs) archiveProperty(call.hub, call.portalId, type, name);
  return NO_CONTENT;
}

const at = (rest: string): string[] => crmPaths('properties', `/:type${rest}`);

export const propertyEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('/batch/read'), scopes: readingSchema, run: batchRead },
  { method: 'post', paths: at('/batch/create'), scopes: writingSchema, run: batchCreate },
  { method: 'post', paths: at('/batch/archive'), scopes: writingSchema, run: batchArchive },
  { method: 'get', paths: at(''), scopes: readingSchema, run: list },
  { method: 'post', paths: at(''), scopes: writingSchema, run: create },
  { method: 'get', paths: at('/:name'), scopes: readingSchema, run: get },
  { method: 'patch', paths: at('/:name'), scopes: writingSchema, run: patch },
  { method: 'delete', paths: at('/:name'), scopes: writingSchema, run: remove },
];
