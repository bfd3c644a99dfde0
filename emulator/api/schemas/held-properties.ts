import { invalid } from '../http/errors.ts';
import { ofCustomObject } from '../properties/built-in/custom.ts';
import type { SchemaDefinition } from './schema.ts';

const ALWAYS = new Set([
  ...ofCustomObject('').map((property) => property.name),
  'hs_object_id',
  'hs_createdate',
  'hs_lastmodifieddate',
  'hs_pipeline',
  'hs_pipeline_stage',
]);

/** Whatever a schema displays, requires or searches must be a property that the object holds. */
export function requireHeld(own: ReadonlySet<string>, definition: SchemaDefinition): void {
  const named = [
    definition.primaryDisplayProperty,
    ...definition.secondaryDisplayProperties,
    ...definition.requiredProperties,
    ...definition.searchableProperties,
  ];
  const missing = named.filter((name) => !own.has(name.toLowerCase()) && !ALWAYS.has(name));
  if (missing.length === 0) return;
  throw invalid(`The object has no properties: ${[...new Set(missing)].join(', ')}. Create them first.`, {
    subCategory: 'ObjectSchemaError.INVALID_PROPERTY',
  });
}
