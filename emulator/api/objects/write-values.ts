import type { Hub } from '../hub.ts';
import { outdatedValues } from './calculated.ts';
import { rememberValues } from './history.ts';
import { CALCULATED, type HistorySource, type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';

type Values = Readonly<Record<string, string>>;

/**
 * Puts changed values (empty text = cleared) into a record with what follows from them, and what they were into its
 * history. Answers the record and all that changed.
 */
export function writeValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  changes: Values,
  by: HistorySource,
): { readonly row: RecordRow; readonly values: Values } {
  rememberValues(hub, portalId, type, before, changes, by);
  const written = { ...before, properties: changed(before.properties, changes), updatedAt: hub.clock.now() };
  const calculated = outdatedValues(hub, portalId, type, written);
  rememberValues(hub, portalId, type, before, calculated, CALCULATED);
  const row = { ...written, properties: changed(written.properties, calculated) };
  hub.tables.put(recordTable(portalId, type), row.id, row);
  return { row, values: { ...changes, ...calculated } };
}

function changed(before: Values, changes: Values): Values {
  const properties: Record<string, string> = { ...before };
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') delete properties[name];
    else properties[name] = value;
  }
  return properties;
}
