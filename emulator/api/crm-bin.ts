import type { Crm } from '../crm.ts';
import { attempt, crmView, requireRow, requireType } from './crm-records.ts';
import type { Hub } from './hub.ts';
import { archive } from './objects/apply.ts';
import { type RecordRow, recordTable } from './objects/record.ts';
import { restore, unexpired } from './objects/recycle-bin.ts';

/** Deleting and restoring as the CRM page does it. */
export function crmBin(hub: Hub): Pick<Crm, 'archive' | 'archivedList' | 'restore'> {
  return {
    archive(portalId, objectType, id, actor) {
      const type = requireType(hub, portalId, objectType);
      return attempt(() => {
        const row = requireRow(hub, portalId, type, id);
        archive(hub, portalId, type, id, actor);
        return crmView(type, hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id) ?? row);
      });
    },
    archivedList(portalId, objectType, { offset, limit }) {
      const type = requireType(hub, portalId, objectType);
      const rows = [...hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()]
        .filter((row) => row.archivedAt !== undefined && unexpired(hub, portalId, type, row) !== undefined)
        .toSorted((one, other) => (other.archivedAt ?? 0) - (one.archivedAt ?? 0) || Number(other.id) - Number(one.id));
      return { total: rows.length, records: rows.slice(offset, offset + limit).map((row) => crmView(type, row)) };
    },
    restore(portalId, objectType, id, actor) {
      const type = requireType(hub, portalId, objectType);
      return attempt(() => crmView(type, restore(hub, portalId, type, id, actor)));
    },
  };
}
