import type { Hub } from '../hub.ts';
import { outdatedValues } from './calculated.ts';
import { CALCULATED, type RecordRow, recordTable } from './record.ts';
import type { ObjectType } from './types.ts';
import { writeValues } from './write-values.ts';

/** After a formula was made or changed: brings every record of the type up to date, as HubSpot does. */
export function recalculateAll(hub: Hub, portalId: number, type: ObjectType): void {
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()) {
    if (row.archivedAt !== undefined) continue;
    const values = outdatedValues(hub, portalId, type, row);
    if (Object.keys(values).length === 0) continue;
    writeValues(hub, portalId, type, row, {}, CALCULATED);
    hub.changes.tell({ kind: 'changed', portalId, type, id: row.id, values, actor: CALCULATED });
  }
}
