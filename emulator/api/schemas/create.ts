import { HubSpotError, invalid } from '../http/errors.ts';
import type { Hub, PortalRow } from '../hub.ts';
import { customTypeTable, findTypeIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';
import { mainGroup } from '../properties/catalog.ts';
import { createProperty } from '../properties/create.ts';
import { groupTable } from '../properties/groups.ts';
import { nextNumber } from '../store/counter.ts';
import { definePair, pairWithActivities } from './associations.ts';
import { requireHeld } from './held-properties.ts';
import type { SchemaCreate } from './input.ts';
import { purge } from './remove.ts';
import { rowOf, type SchemaDefinition, schemaRows, type SchemaRow } from './schema.ts';

const FIRST_TYPE_ID = 30_140_001;

/** Makes a custom object: its type, its group, its properties, and what it can be associated with. */
export function createSchema(hub: Hub, portalId: number, body: SchemaCreate): SchemaRow {
  const definition = definitionOf(body);
  requireEnterprise(hub, portalId);
  requireFreeName(hub, portalId, body.name);
  requireRoom(hub, portalId);
  const others = body.associatedObjects.map((spelling) => requireType(hub, portalId, spelling));
  requireHeld(new Set(body.properties.map(({ name }) => name.toLowerCase())), definition);
  replaceArchived(hub, portalId, body.name);
  const id = `2-${nextNumber(hub.tables, 'objectTypes', FIRST_TYPE_ID)}`;
  const row = rowOf(portalId, id, body.name, definition, hub.clock.now());
  hub.tables.put(customTypeTable(portalId), id, row);
  try {
    furnish(hub, portalId, row, body, others);
  } catch (error) {
    // A property that is refused refuses the whole: nothing of the object stays.
    purge(hub, portalId, row);
    throw error;
  }
  return row;
}

function furnish(
  hub: Hub,
  portalId: number,
  { type, definition }: SchemaRow,
  body: SchemaCreate,
  others: readonly ObjectType[],
): void {
  const group = mainGroup(type);
  const label = `${definition.labels.singular} Information`;
  hub.tables.put(groupTable(portalId, type), group, { name: group, label, displayOrder: 0, archived: false });
  // They are there as soon as the object is.
  for (const property of body.properties) {
    createProperty(hub, portalId, type, { ...property, groupName: property.groupName ?? group }, 0);
  }
  pairWithActivities(hub, portalId, type);
  const wanted = body.shouldCreateSameObjectAssociation ? [...others, type] : others;
  for (const other of new Set(wanted)) {
    if (!['note', 'task'].includes(other.singular)) definePair(hub, portalId, type, other);
  }
}

function definitionOf(body: SchemaCreate): SchemaDefinition {
  if (!body.primaryDisplayProperty) {
    throw invalid('A primaryDisplayProperty is required; hs_object_id will do.', {
      subCategory: 'ObjectSchemaError.PRIMARY_DISPLAY_PROPERTY_REQUIRED',
    });
  }
  return {
    labels: body.labels,
    description: body.description ?? null,
    primaryDisplayProperty: body.primaryDisplayProperty,
    secondaryDisplayProperties: body.secondaryDisplayProperties,
    requiredProperties: body.requiredProperties,
    searchableProperties: body.searchableProperties.length > 0 ? body.searchableProperties : ['hs_object_id'],
    allowsSensitiveProperties: body.allowsSensitiveProperties,
  };
}

/** Custom objects are sold with Enterprise; by default every portal of the emulator has them. */
function requireEnterprise(hub: Hub, portalId: number): void {
  const tier = hub.tables.rows<PortalRow>('portals').get(String(portalId))?.tier ?? 'professional';
  if (!hub.settings.customObjectsNeedEnterprise || tier === 'enterprise') return;
  throw new HubSpotError(403, 'FORBIDDEN', `Custom objects need Enterprise; account ${portalId} has ${tier}.`);
}

function requireFreeName(hub: Hub, portalId: number, name: string): void {
  const twin = schemaRows(hub, portalId).find((row) => !row.archived && isNamed(row, name));
  if (!twin) return;
  throw new HubSpotError(409, 'OBJECT_ALREADY_EXISTS', `A schema named '${twin.name}' already exists.`, {
    subCategory: 'ObjectSchemaError.OBJECT_TYPE_ALREADY_EXISTS',
  });
}

const isNamed = (row: SchemaRow, name: string): boolean => row.name.toLowerCase() === name.toLowerCase();

/** The name of an archived schema is free, and taking it ends that schema with all that was kept of it. */
function replaceArchived(hub: Hub, portalId: number, name: string): void {
  for (const row of schemaRows(hub, portalId)) if (row.archived && isNamed(row, name)) purge(hub, portalId, row);
}

function requireRoom(hub: Hub, portalId: number): void {
  const most = hub.settings.customObjectTypes;
  if (schemaRows(hub, portalId).filter((row) => !row.archived).length < most) return;
  throw invalid(`The portal has reached its limit of ${most} custom objects. Archive one first.`, {
    subCategory: 'ObjectSchemaError.OBJECT_TYPE_LIMIT_EXCEEDED',
  });
}

function requireType(hub: Hub, portalId: number, spelling: string): ObjectType {
  const type = findTypeIn(hub, portalId, spelling);
  if (!type) throw invalid(`Unable to infer object type from: ${spelling}`);
  return type;
}
