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
import { associate, dissociate } from '../objects/apply.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import { type End, requireRecord, wantedTypes } from './link.ts';
import { type AssociationType, associationTypes, typeById } from './types.ts';

export const fromEnd = (call: Call): End => ({ type: typeOf(call.params['type']), id: call.params['id'] ?? '' });
const toEnd = (call: Call): End => ({ type: typeOf(call.params['toType']), id: call.params['toId'] ?? '' });

const reading = (call: Call) => [typeOf(call.params['type']).readScopes];
const writing = (call: Call) => [typeOf(call.params['type']).writeScopes];

/** One associated record with its labels; the id is a JSON number, as live answers show it. */
export function toView(call: Call, from: End, to: End): object {
  const ids = linkRow(call.hub.tables, linkTable(call.portalId, from.type, to.type), from.id, to.id)?.typeIds ?? [];
  const types = ids.flatMap((id) => typeById(from.type, to.type, id) ?? []);
  return {
    toObjectId: Number(to.id),
    associationTypes: types.map(({ category, typeId, label }) => ({ category, typeId, label })),
  };
}

function list(call: Call): Answer {
  const from = fromEnd(call);
  const toType = typeOf(call.params['toType']);
  requireRecord(call.hub, call.portalId, from);
  const limit = limitOf(call.query, 500, 500);
  const ids = call.hub.links.of(linkTable(call.portalId, from.type, toType), from.id);
  const after = call.query.get('after');
  const start = after === null ? 0 : ids.indexOf(after) + 1;
  const page = ids.slice(start, start + limit);
  const results = page.map((id) => toView(call, from, { type: toType, id }));
  const last = page.at(-1);
  const more = start + limit < ids.length && last !== undefined;
  return ok(more ? { results, paging: { next: { after: last } } } : { results });
}

/** Links by the unlabelled type and keeps the labels that are there. */
export function linkByDefault(call: Call, from: End, to: End): object[] {
  const row = linkRow(call.hub.tables, linkTable(call.portalId, from.type, to.type), from.id, to.id);
  const types = wantedTypes(from.type, to.type, row?.typeIds);
  if (associate(call.hub, call.portalId, from, to, types, call.actor)) call.hub.stats.wrote(1);
  const [plain] = types;
  if (!plain) return [];
  const one = { associationSpec: { associationCategory: plain.category, associationTypeId: plain.typeId } };
  const other = { associationSpec: { associationCategory: plain.category, associationTypeId: plain.inverseId } };
  return [
    { from: { id: from.id }, to: { id: to.id }, ...one },
    { from: { id: to.id }, to: { id: from.id }, ...other },
  ];
}

/** Sets the labels of a link: those given replace those there. */
export function linkByLabels(
  call: Call,
  from: End,
  to: End,
  specs: readonly z.infer<typeof AssociationSpec>[],
): object {
  const types = wantedTypes(
    from.type,
    to.type,
    specs.map((spec) => spec.associationTypeId),
  );
  if (associate(call.hub, call.portalId, from, to, types, call.actor)) call.hub.stats.wrote(1);
  return {
    fromObjectTypeId: from.type.id,
    fromObjectId: Number(from.id),
    toObjectTypeId: to.type.id,
    toObjectId: Number(to.id),
    labels: types.flatMap(({ label }) => label ?? []),
  };
}

function putLabels(call: Call): Answer {
  const specs = parseBody(z.array(AssociationSpec), call.body);
  return created(linkByLabels(call, fromEnd(call), toEnd(call), specs));
}

function remove(call: Call): Answer {
  if (dissociate(call.hub, call.portalId, fromEnd(call), toEnd(call), call.actor)) call.hub.stats.wrote(1);
  return NO_CONTENT;
}

const labelView = ({ category, typeId, label }: AssociationType): object => ({ category, typeId, label });

function labels(call: Call): Answer {
  return ok({ results: associationTypes(typeOf(call.params['type']), typeOf(call.params['toType'])).map(labelView) });
}

const at = (rest: string): string[] => crmPaths('objects', `/:type/:id/associations${rest}`, ['v3', 'v4']);

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
  { method: 'get', paths: crmPaths('associations', '/:type/:toType/labels', ['v4']), scopes: reading, run: labels },
];
