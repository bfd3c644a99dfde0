import type { Hub } from '../hub.ts';
import { countRows } from './rows.ts';
import { type HubDbTable, requireVersion, type Stage } from './table.ts';

/** A table as REST answers it; HubSpot's epoch zero stands for "never" in `publishedAt` and `deletedAt`. */
export function tableView(hub: Hub, portalId: number, table: HubDbTable, stage: Stage): object {
  const { columns, ...version } = requireVersion(table, stage);
  return {
    id: table.id,
    ...version,
    columns: columns.map((column) => ({
      ...column,
      deleted: false,
      ...(column.options ? { optionCount: column.options.length } : {}),
    })),
    columnCount: columns.length,
    rowCount: countRows(hub, portalId, table.id, stage),
    published: table.published !== null,
    publishedAt: table.publishedAt ?? NEVER,
    createdAt: table.createdAt,
    updatedAt: table.updatedAt,
    deleted: table.deletedAt !== null,
    deletedAt: table.deletedAt ?? NEVER,
  };
}

export const NEVER = '1970-01-01T00:00:00.000Z';
