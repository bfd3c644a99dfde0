import { z } from 'zod';
import { AssociationSpec, Id, parseBody, Properties } from '../http/body.ts';
import {
  type Answer,
  type Call,
  created,
  crmPaths,
  type Endpoint,
  limitOf,
  listed,
  NO_CONTENT,
  ok,
  typeOf,
} from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { associationTypes } from '../associations/types.ts';
import { applyWrite, archive } from './apply.ts';
import { historyView } from './history.ts';
import { findRecord, planCreate, type PlannedLink, plannedLinks, type PlannedWrite, planUpdate } from './plan.ts';
import { unexpired } from './recycle-bin.ts';
import { type RecordRow, recordTable } from './record.ts';
import { typesIn } from './portal-types.ts';
import type { ObjectType } from './types.ts';
import { associationsView, knownNames, recordView } from './view.ts';

export const reading = (call: Call) => [typeOf(call, call.params['type']).readScopes];
export const writing = (call: Call) => [typeOf(call, call.params['type']).writeScopes];

export const AssociationInput = z.object({ to: z.object({ id: Id }), types: z.array(AssociationSpec).min(1) });
export const CreateInput = z.object({
  properties: Properties.default({}),
  associations: z.array(AssociationInput).nullish(),
});

/** The other record's type follows from the association type: a create does not name it. */
export function linksOf(
  call: Call,
  type: ObjectType,
  inputs: readonly z.infer<typeof AssociationInput>[],
): PlannedLink[] {
  const ends = inputs.map(({ to, types }) => {
    const typeIds = types.map((one) => one.associationTypeId);
    const toType = typesIn(call.hub, call.portalId).find((other) =>
      associationTypes(call.hub, call.portalId, type, other).some((one) => typeIds.includes(one.typeId)),
    );
    if (!toType) throw invalid(`${typeIds.join(', ')} is not a valid association type from ${type.plural}`);
    return { type: toType, id: to.id, typeIds };
  });
  return plannedLinks(call.hub, call.portalId, type, ends);
}

/** The record in the path; an id that lost a merge leads to what is left. */
export function requireLive(hub: Hub, call: Call, type: ObjectType, archived = false): RecordRow {
  const { id = '' } = call.params;
  const row = findRecord(hub, call.portalId, type, id, call.query.get('idProperty') ?? undefined, true);
  if (!row || (row.archivedAt !== undefined) !== archived) throw notFound();
  return row;
}

function withAssociations(call: Call, type: ObjectType, row: RecordRow): object {
  const names = knownNames(call.hub, call.portalId, type, listed(call.query, 'properties'));
  const toTypes = (listed(call.query, 'associations') ?? []).map((spelling) => typeOf(call, spelling));
  return {
    ...recordView(call.hub, call.portalId, type, row, names),
    ...historyView(call.hub, call.portalId, type, row, listed(call.query, 'propertiesWithHistory')),
    ...associationsView(call.hub, call.portalId, type, row.id, toTypes),
  };
}

function list(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const limit = limitOf(
    call.query,
    10,
    call.query.has('propertiesWithHistory') ? call.hub.settings.historyPageSize : 100,
  );
  const archived = call.query.get('archived') === 'true';
  const table = recordTable(call.portalId, type);
  const ids = call.hub.order.ids(table);
  const rows = call.hub.tables.rows<RecordRow>(table);
  const found: RecordRow[] = [];
  const after = call.query.get('after');
  for (let place = after === null ? 0 : call.hub.order.start(table, after); place < ids.length; place += 1) {
    const row = unexpired(call.hub, call.portalId, type, rows.get(ids[place] ?? ''));
    if (row && (row.archivedAt !== undefined) === archived) found.push(row);
    if (found.length > limit) break;
  }
  const results = found.slice(0, limit).map((row) => withAssociations(call, type, row));
  const last = found[limit - 1]?.id;
  if (found.length <= limit || last === undefined) return ok({ results });
  return ok({ results, paging: { next: { after: last, link: nextPage(call, last) } } });
}

/** The call again, from where this page ended. */
function nextPage(call: Call, after: string): string {
  const query = new URLSearchParams(call.query);
  query.set('after', after);
  return `https://api.hubapi.com${call.path}?${query}`;
}

function get(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  return ok(withAssociations(call, type, requireLive(call.hub, call, type, call.query.get('archived') === 'true')));
}

function create(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const input = parseBody(CreateInput, call.body);
  const links = linksOf(call, type, input.associations ?? []);
  const planned = planCreate(call.hub, call.portalId, type, input.properties, links, new Set(), call.version);
  const { row, writes } = applyWrite(call.hub, call.portalId, planned, call.actor);
  call.hub.stats.wrote(writes);
  const view = { ...recordView(call.hub, call.portalId, type, row, Object.keys(row.properties)), ...warned(planned) };
  return { ...created(view), headers: { location: `https://api.hubapi.com${call.path}/${row.id}` } };
}

function update(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const { properties } = parseBody(z.object({ properties: Properties }), call.body);
  const before = requireLive(call.hub, call, type);
  const planned = planUpdate(call.hub, call.portalId, type, before, properties, new Set(), call.version);
  const { row, writes } = applyWrite(call.hub, call.portalId, planned, call.actor);
  call.hub.stats.wrote(writes);
  return ok({ ...recordView(call.hub, call.portalId, type, row, Object.keys(properties)), ...warned(planned) });
}

/** `warnings` is part of an answer only when there are some. */
export const warned = ({ warnings }: PlannedWrite): object => (warnings.length === 0 ? {} : { warnings });

function remove(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const archived = archive(call.hub, call.portalId, type, call.params['id'] ?? '', call.actor);
  if (!archived && call.hub.settings.archiveOfNothingIs404) throw notFound();
  if (archived) call.hub.stats.wrote(1);
  return NO_CONTENT;
}

const all = crmPaths('objects', '/:type');
const one = crmPaths('objects', '/:type/:id');

export const objectEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: all, scopes: reading, run: list },
  { method: 'post', paths: all, scopes: writing, run: create },
  { method: 'get', paths: one, scopes: reading, run: get },
  { method: 'patch', paths: one, scopes: writing, run: update },
  { method: 'delete', paths: one, scopes: writing, run: remove },
];
