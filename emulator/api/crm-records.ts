import type { Crm, CrmRecord, ValidationFailure } from '../crm.ts';
import type { Hub } from './hub.ts';
import { HubSpotError, notFound } from './http/errors.ts';
import { findTypeIn } from './objects/portal-types.ts';
import { bookkeepingNames, type RecordRow, recordTable, valueOf } from './objects/record.ts';
import type { ObjectType } from './objects/types.ts';
import { matchesQuery } from './search/match.ts';

export function requireType(hub: Hub, portalId: number, spelling: string): ObjectType {
  const type = findTypeIn(hub, portalId, spelling);
  if (!type) throw new Error(`There is no object type "${spelling}".`);
  return type;
}

export function liveRow(hub: Hub, portalId: number, type: ObjectType, id: string): RecordRow | undefined {
  const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
  return row?.archivedAt === undefined ? row : undefined;
}

export function requireRow(hub: Hub, portalId: number, type: ObjectType, id: string): RecordRow {
  const row = liveRow(hub, portalId, type, id);
  if (!row) throw notFound(`There is no ${type.singular} ${id}; it may have been deleted.`);
  return row;
}

export function crmView(type: ObjectType, row: RecordRow): CrmRecord {
  const kept = bookkeepingNames(type).map((name) => [name, valueOf(type, row, name)] as const);
  return {
    id: row.id,
    objectTypeId: type.id,
    properties: { ...row.properties, ...Object.fromEntries(kept) },
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
    archived: row.archivedAt !== undefined,
  };
}

export function listedRows(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  page: Parameters<Crm['list']>[2],
): ReturnType<Crm['list']> {
  const { query } = page;
  const found: RecordRow[] = [];
  for (const row of hub.tables.rows<RecordRow>(recordTable(portalId, type)).values()) {
    if (row.archivedAt !== undefined) continue;
    const values = query ? type.searched.map((name) => valueOf(type, row, name)) : [];
    if (!query || matchesQuery(query, values)) found.push(row);
  }
  found.reverse();
  const records = found.slice(page.offset, page.offset + page.limit).map((row) => crmView(type, row));
  return { total: found.length, records };
}

/** What HubSpot refuses, as the page shows it: the first fault, and the property that it is about. */
export function attempt(change: () => CrmRecord): CrmRecord | ValidationFailure {
  try {
    return change();
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const first = error.parts.errors?.[0];
    return {
      message: first?.message ?? error.message,
      propertyName: first?.context?.['propertyName']?.[0] ?? null,
    };
  }
}
