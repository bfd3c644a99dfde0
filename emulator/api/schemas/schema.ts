import type { Hub } from '../hub.ts';
import { type CustomTypeRow, customTypeTable, type TypeLabels } from '../objects/portal-types.ts';
import { findObjectType, type ObjectType } from '../objects/types.ts';

/** What a PATCH may change. */
export interface SchemaDefinition {
  readonly labels: TypeLabels;
  readonly description: string | null;
  readonly primaryDisplayProperty: string;
  readonly secondaryDisplayProperties: readonly string[];
  readonly requiredProperties: readonly string[];
  readonly searchableProperties: readonly string[];
  readonly allowsSensitiveProperties: boolean;
}

/** Row of the table `objectTypes/{portalId}`, keyed by type id. */
export interface SchemaRow extends CustomTypeRow {
  readonly definition: SchemaDefinition;
  /** The definition before the last PATCH, which a read by type may still show; null when there was none. */
  readonly before: SchemaDefinition | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const schemaRows = (hub: Pick<Hub, 'tables'>, portalId: number): SchemaRow[] => [
  ...hub.tables.rows<SchemaRow>(customTypeTable(portalId)).values(),
];

/** The object type that the rest of the emulator sees. */
export function objectTypeOf(portalId: number, id: string, name: string, definition: SchemaDefinition): ObjectType {
  const fullyQualifiedName = `p${portalId}_${name}`;
  return {
    id,
    plural: fullyQualifiedName,
    // A custom object may be called "order"; it must not be taken for HubSpot's.
    singular: findObjectType(name) ? fullyQualifiedName : name,
    readScopes: ['crm.objects.custom.read'],
    writeScopes: ['crm.objects.custom.write'],
    schemaScopes: ['crm.schemas.custom.write'],
    created: 'hs_createdate',
    modified: 'hs_lastmodifieddate',
    display: definition.primaryDisplayProperty,
    shown: [],
    searched: definition.searchableProperties,
    required: definition.requiredProperties.map((property) => [property]),
  };
}

export function rowOf(
  portalId: number,
  id: string,
  name: string,
  definition: SchemaDefinition,
  since: number,
): SchemaRow {
  return {
    type: objectTypeOf(portalId, id, name, definition),
    name,
    fullyQualifiedName: `p${portalId}_${name}`,
    labels: definition.labels,
    archived: false,
    definition,
    before: null,
    createdAt: since,
    updatedAt: since,
  };
}
