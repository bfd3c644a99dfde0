import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { customTypeTable } from '../objects/portal-types.ts';
import { allProperties } from '../properties/catalog.ts';
import { requireHeld } from './held-properties.ts';
import type { SchemaPatch } from './input.ts';
import { objectTypeOf, type SchemaDefinition, type SchemaRow } from './schema.ts';

function patched(before: SchemaDefinition, patch: SchemaPatch): SchemaDefinition {
  const { labels, description, allowsSensitiveProperties } = patch;
  return {
    labels: { singular: labels?.singular ?? before.labels.singular, plural: labels?.plural ?? before.labels.plural },
    description: patch.clearDescription ? null : (description ?? before.description),
    primaryDisplayProperty: patch.primaryDisplayProperty ?? before.primaryDisplayProperty,
    secondaryDisplayProperties: patch.secondaryDisplayProperties ?? before.secondaryDisplayProperties,
    requiredProperties: patch.requiredProperties ?? before.requiredProperties,
    searchableProperties: patch.searchableProperties ?? before.searchableProperties,
    allowsSensitiveProperties: allowsSensitiveProperties ?? before.allowsSensitiveProperties,
  };
}

export function patchSchema(hub: Hub, portalId: number, row: SchemaRow, patch: SchemaPatch): SchemaRow {
  const { id } = row.type;
  if (row.definition.allowsSensitiveProperties && patch.allowsSensitiveProperties === false) {
    throw invalid('allowsSensitiveProperties cannot be turned off again.');
  }
  const definition = patched(row.definition, patch);
  requireHeld(new Set(allProperties(hub.tables, portalId, row.type).map(({ name }) => name)), definition);
  const after: SchemaRow = {
    ...row,
    type: objectTypeOf(portalId, id, row.name, definition),
    labels: definition.labels,
    definition,
    before: row.definition,
    updatedAt: hub.clock.now(),
  };
  hub.tables.put(customTypeTable(portalId), id, after);
  return after;
}
