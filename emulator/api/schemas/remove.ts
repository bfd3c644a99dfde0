import { ownTypesTable } from '../associations/types.ts';
import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { ID_TABLE } from '../objects/indexes.ts';
import { customTypeTable } from '../objects/portal-types.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { associationsOf } from './associations.ts';
import type { SchemaRow } from './schema.ts';

/** Records in the recycle bin do not keep a schema from being archived. */
export function archiveSchema(hub: Hub, portalId: number, row: SchemaRow): void {
  const records = hub.tables.rows<RecordRow>(recordTable(portalId, row.type)).values();
  if ([...records].some((record) => record.archivedAt === undefined)) {
    throw invalid(`The schema ${row.fullyQualifiedName} has records. Delete them first.`, {
      subCategory: 'ObjectSchemaError.EXISTING_OBJECT_RECORDS',
    });
  }
  const archived: SchemaRow = { ...row, archived: true, before: null, updatedAt: hub.clock.now() };
  hub.tables.put(customTypeTable(portalId), row.type.id, archived);
}

/** Ends a schema for good, with everything that hangs on its type; only what is archived can be purged. */
export function purgeSchema(hub: Hub, portalId: number, row: SchemaRow): void {
  if (!row.archived) throw invalid(`The schema ${row.fullyQualifiedName} is active. Archive it first.`);
  purge(hub, portalId, row);
}

export function purge(hub: Hub, portalId: number, { type }: SchemaRow): void {
  for (const one of associationsOf(hub, portalId, type)) {
    hub.tables.remove(ownTypesTable(portalId), `${one.fromTypeId}>${one.toTypeId}>${one.typeId}`);
  }
  hub.tables.put(ID_TABLE, 'highest', { id: hub.ids.last() });
  // Every area names its tables of a type alike: records, properties, pipelines and what else there is.
  for (const table of hub.tables.names().filter((name) => name.endsWith(`/${portalId}/${type.id}`))) {
    for (const key of hub.tables.rows(table).keys()) hub.tables.remove(table, key);
  }
  hub.tables.remove(customTypeTable(portalId), type.id);
}
