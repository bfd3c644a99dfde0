import type { Call } from '../http/endpoint.ts';
import { notFound } from '../http/errors.ts';
import { isSpelled } from '../objects/portal-types.ts';
import { schemaRows, type SchemaRow } from './schema.ts';

/** A schema by any of its spellings; an archived one only where it is asked for. */
export function findSchema(call: Call, spelling: string, archived = false): SchemaRow | undefined {
  return schemaRows(call.hub, call.portalId).find((row) => row.archived === archived && isSpelled(row, spelling));
}

/** The active schema that the path names. */
export function schemaIn(call: Call): SchemaRow {
  const spelling = call.params['type'] ?? '';
  const row = findSchema(call, spelling);
  if (!row) throw notFound(`There is no custom object schema ${spelling}`);
  return row;
}
