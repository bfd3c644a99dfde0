import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, created, crmPaths, type Endpoint, NO_CONTENT, ok, typeOf } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { allProperties } from './catalog.ts';
import { allGroups, groupTable, type PropertyGroup } from './groups.ts';
import { readingSchema, writingSchema } from './scopes.ts';

const GroupCreate = z.object({
  name: z.string().min(1),
  label: z.string().min(1),
  displayOrder: z.number().int().default(-1),
});
const GroupPatch = GroupCreate.omit({ name: true }).partial();

const groups = (call: Call): PropertyGroup[] =>
  allGroups(call.hub.tables, call.portalId, typeOf(call, call.params['type']));

function required(call: Call): PropertyGroup {
  const group = groups(call).find((one) => one.name === call.params['name']);
  if (!group) throw notFound(`Property group '${call.params['name']}' does not exist`);
  return group;
}

function create(call: Call): Answer {
  const group = { ...parseBody(GroupCreate, call.body), archived: false };
  if (groups(call).some((one) => one.name === group.name)) {
    throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A property group named '${group.name}' already exists.`, {
      subCategory: 'PropertyGroupError.GROUP_EXISTS',
    });
  }
  call.hub.tables.put(groupTable(call.portalId, typeOf(call, call.params['type'])), group.name, group);
  return created(group);
}

function patch(call: Call): Answer {
  const before = required(call);
  const { label = before.label, displayOrder = before.displayOrder } = parseBody(GroupPatch, call.body);
  const group = { ...before, label, displayOrder };
  call.hub.tables.put(groupTable(call.portalId, typeOf(call, call.params['type'])), group.name, group);
  return ok(group);
}

function remove(call: Call): Answer {
  const type = typeOf(call, call.params['type']);
  const name = call.params['name'] ?? '';
  if (allProperties(call.hub.tables, call.portalId, type).some((property) => property.groupName === name)) {
    throw invalid(`Property group '${name}' has active properties.`, {
      subCategory: 'PropertyGroupError.GROUP_WITH_ACTIVE_PROPERTIES',
    });
  }
  call.hub.tables.remove(groupTable(call.portalId, type), name);
  return NO_CONTENT;
}

const all = crmPaths('properties', '/:type/groups');
const one = crmPaths('properties', '/:type/groups/:name');

export const groupEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: all, scopes: readingSchema, run: (call) => ok({ results: groups(call) }) },
  { method: 'post', paths: all, scopes: writingSchema, run: create },
  { method: 'get', paths: one, scopes: readingSchema, run: (call) => ok(required(call)) },
  { method: 'patch', paths: one, scopes: writingSchema, run: patch },
  { method: 'delete', paths: one, scopes: writingSchema, run: remove },
];
