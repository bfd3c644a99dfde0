import { type AssociationType, shownInSchema } from '../associations/types.ts';
import type { Hub } from '../hub.ts';
import { USER_ID } from '../oauth/tokens.ts';
import { iso } from '../objects/record.ts';
import { allProperties } from '../properties/catalog.ts';
import { propertyView } from '../properties/view.ts';
import { associationsOf } from './associations.ts';
import type { SchemaDefinition, SchemaRow } from './schema.ts';

export interface Included {
  readonly properties: boolean;
  readonly associations: boolean;
  readonly audit: boolean;
}

export const EVERYTHING: Included = { properties: true, associations: true, audit: true };

export const associationView = ({ typeId, fromTypeId, toTypeId, name }: AssociationType, row: SchemaRow): object => ({
  id: String(typeId),
  fromObjectTypeId: fromTypeId,
  toObjectTypeId: toTypeId,
  ...(name === undefined ? {} : { name }),
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

/** What a PATCH answers: the definition without properties and associations. */
export const definitionView = (portalId: number, row: SchemaRow, definition: SchemaDefinition): object => ({
  ...shared(row, definition),
  portalId,
});

function shared(row: SchemaRow, { description, ...definition }: SchemaDefinition) {
  return {
    id: row.type.id,
    objectTypeId: row.type.id,
    name: row.name,
    fullyQualifiedName: row.fullyQualifiedName,
    ...definition,
    ...(description === null ? {} : { description }),
    archived: row.archived,
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    ...(row.archived ? { restorable: true } : {}),
  };
}

/** An archived schema has neither properties nor associations to show. */
export function schemaView(
  hub: Hub,
  portalId: number,
  row: SchemaRow,
  included: Included,
  definition: SchemaDefinition = row.definition,
): object {
  const properties = included.properties && !row.archived ? allProperties(hub.tables, portalId, row.type) : [];
  const associations = included.associations && !row.archived ? associationsOf(hub, portalId, row.type) : [];
  return {
    ...shared(row, definition),
    ...(included.audit ? { createdByUserId: USER_ID, updatedByUserId: USER_ID } : {}),
    properties: properties.map(propertyView),
    associations: associations.map((one) => associationView(shownInSchema(hub, one), row)),
  };
}
