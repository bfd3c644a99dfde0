import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, crmPaths, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { propertyBatchEndpoints } from './batch-endpoints.ts';
import { archiveProperty, patchProperty } from './change.ts';
import { createProperty } from './create.ts';
import type { DataSensitivity } from './definition.ts';
import { PropertyCreate, PropertyPatch } from './input.ts';
import { listProperties, readProperty } from './lookup.ts';
import { readingSchema, writingSchema } from './scopes.ts';
import { propertyView, singleView } from './view.ts';

const Sensitivity = z.enum(['non_sensitive', 'sensitive', 'highly_sensitive']);

function wanted({ query }: Call): { archived: boolean; dataSensitivity: DataSensitivity } {
  const dataSensitivity = parseBody(Sensitivity, query.get('dataSensitivity') ?? 'non_sensitive');
  return { archived: query.get('archived') === 'true', dataSensitivity };
}

const list = (call: Call): Answer => {
  const type = typeOf(call, call.params['type']);
  return ok({ results: listProperties(call.hub, call.portalId, type, wanted(call)).map(propertyView) });
};

function get(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const property = readProperty(call.hub, call.portalId, type, call.params['name'] ?? '', wanted(call));
  if (!property) throw notFound(`Property '${call.params['name']}' does not exist`);
  return ok(singleView(property));
}

function create(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const property = createProperty(call.hub, call.portalId, type, parseBody(PropertyCreate, call.body));
  const location = `https://api.hubapi.com${call.path}/${property.name}`;
  return { ...created(propertyView(property)), headers: { location } };
}

function patch(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const body = parseBody(PropertyPatch, call.body);
  return ok(propertyView(patchProperty(call.hub, call.portalId, type, call.params['name'] ?? '', body)));
}

function remove(call: Call): Answer {
  archiveProperty(call.hub, call.portalId, typeOf(call, call.params['type']), call.params['name'] ?? '');
  return NO_CONTENT;
}

const all = crmPaths('properties', '/:type');
const one = crmPaths('properties', '/:type/:name');

export const propertyEndpoints: readonly Endpoint[] = [
  ...propertyBatchEndpoints,
  { method: 'get', paths: all, scopes: readingSchema, run: list },
  { method: 'post', paths: all, scopes: writingSchema, run: create },
  { method: 'get', paths: one, scopes: readingSchema, run: get },
  { method: 'patch', paths: one, scopes: writingSchema, run: patch },
  { method: 'delete', paths: one, scopes: writingSchema, run: remove },
];
