import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, type Endpoint, NO_CONTENT, ok } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { schemaAssociationEndpoints } from './association-endpoints.ts';
import { createSchema } from './create.ts';
import { BatchRead, SchemaCreate, SchemaPatch } from './input.ts';
import { findSchema, schemaIn } from './named.ts';
import { patchSchema } from './patch.ts';
import { schemaPaths } from './paths.ts';
import { archiveSchema, purgeSchema } from './remove.ts';
import { schemaRows } from './schema.ts';
import { reading, writing } from './scopes.ts';
import { definitionView, EVERYTHING, type Included, schemaView } from './view.ts';

const wanted = (call: Call, name: string): boolean => call.query.get(name) !== 'false';

const includedIn = (call: Call): Included => ({
  properties: wanted(call, 'includePropertyDefinitions'),
  associations: wanted(call, 'includeAssociationDefinitions'),
  audit: wanted(call, 'includeAuditMetadata'),
});

/** With `archived=true` the archived ones come beside the active ones; the flag of each tells them apart. */
function list(call: Call): Answer {
  const withArchived = call.query.get('archived') === 'true';
  const rows = schemaRows(call.hub, call.portalId).filter((row) => withArchived || !row.archived);
  return ok({ results: rows.map((row) => schemaView(call.hub, call.portalId, row, includedIn(call))) });
}

function create(call: Call): Answer {
  const row = createSchema(call.hub, call.portalId, parseBody(SchemaCreate, call.body));
  return created(schemaView(call.hub, call.portalId, row, EVERYTHING));
}

/** The one read that is late: for a while it shows what the schema was before its last change. */
function get(call: Call): Answer {
  const row = schemaIn(call);
  const isLate = call.hub.clock.now() < row.updatedAt + call.hub.settings.schemaLagMs;
  const shown = isLate && row.before ? row.before : row.definition;
  return ok(schemaView(call.hub, call.portalId, row, includedIn(call), shown));
}

function patch(call: Call): Answer {
  const row = patchSchema(call.hub, call.portalId, schemaIn(call), parseBody(SchemaPatch, call.body));
  return ok(definitionView(call.portalId, row, row.definition));
}

function remove(call: Call): Answer {
  if (call.query.get('archived') !== 'true') archiveSchema(call.hub, call.portalId, schemaIn(call));
  else {
    const spelling = call.params['type'] ?? '';
    const row = findSchema(call, spelling, true) ?? findSchema(call, spelling);
    if (!row) throw notFound(`There is no custom object schema ${spelling}`);
    purgeSchema(call.hub, call.portalId, row);
  }
  return NO_CONTENT;
}

/** What is not there is left out. */
function batchRead(call: Call): Answer {
  const body = parseBody(BatchRead, call.body);
  const included = {
    properties: body.includePropertyDefinitions,
    associations: body.includeAssociationDefinitions,
    audit: body.includeAuditMetadata,
  };
  const rows = body.inputs.flatMap((spelling) => findSchema(call, spelling) ?? []);
  return ok({ results: rows.map((row) => schemaView(call.hub, call.portalId, row, included)) });
}

const all = schemaPaths('');
const one = schemaPaths('/:type');

export const schemaEndpoints: readonly Endpoint[] = [
  ...schemaAssociationEndpoints,
  { method: 'post', paths: schemaPaths('/batch/read'), scopes: reading, run: batchRead },
  { method: 'get', paths: all, scopes: reading, run: list },
  { method: 'post', paths: all, scopes: writing, run: create },
  { method: 'get', paths: one, scopes: reading, run: get },
  { method: 'patch', paths: one, scopes: writing, run: patch },
  { method: 'delete', paths: one, scopes: writing, run: remove },
];
