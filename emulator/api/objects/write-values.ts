import type { Hub } from '../hub.ts';
import { rememberValues } from './history.ts';
import { type HistorySource, type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';

/** Puts changed values (empty text = cleared) into a record, and what they were into its history. */
export function writeValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  changes: Readonly<Record<string, string>>,
  by: HistorySource,
): RecordRow {
  rememberValues(hub, portalId, type, before, changes, by);
  const properties: Record<string, string> = { ...before.properties };
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') delete properties[name];
    else properties[name] = value;
  }
  const row = { ...before, properties, updatedAt: hub.clock.now() };
  hub.tables.put(recordTable(portalId, type), row.id, row);
  return row;
}
