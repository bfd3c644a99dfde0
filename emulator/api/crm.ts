import type { ChangeActor, Crm, CrmRecord, ValidationFailure } from '../crm.ts';
import { linkTable } from './associations/index-of-links.ts';
import type { Hub, PortalRow } from './hub.ts';
import { HubSpotError } from './http/errors.ts';
import { applyWrite } from './objects/apply.ts';
import { planUpdate } from './objects/plan.ts';
import { bookkeepingNames, type RecordRow, recordTable, valueOf } from './objects/record.ts';
import { findObjectType, type ObjectType } from './objects/types.ts';
import { allProperties } from './properties/catalog.ts';
import { matchesQuery } from './search/match.ts';

/** The records for the CRM page: the same store, rules and webhooks as the API, without tokens and limits. */
export function createCrm(hub: Hub): Crm {
  const rowOf = (portalId: number, type: ObjectType, id: string): RecordRow | undefined => {
    const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
    return row?.archivedAt === undefined ? row : undefined;
  };
  return {
    portals: () => [...hub.tables.rows<PortalRow>('portals').values()],
    get(portalId, objectType, id) {
      const type = required(objectType);
      const row = rowOf(portalId, type, id);
      return row && view(type, row);
    },
    list: (portalId, objectType, page) => listed(hub, portalId, required(objectType), page),
    update(portalId, objectType, id, properties, actor) {
      const type = required(objectType);
      const row = rowOf(portalId, type, id);
      if (!row) return { message: `There is no ${type.singular} ${id}; it may have been deleted.`, propertyName: null };
      return updated(hub, portalId, type, row, properties, actor);
    },
    associated(portalId, fromType, fromId, toType) {
      const to = required(toType);
      const ids = hub.links.of(linkTable(portalId, required(fromType), to), fromId);
      return ids.flatMap((id) => rowOf(portalId, to, id) ?? []).map((row) => view(to, row));
    },
    properties: (portalId, objectType) => allProperties(hub.tables, portalId, required(objectType)),
  };
}

function required(spelling: string): ObjectType {
  const type = findObjectType(spelling);
  if (!type) throw new Error(`There is no object type "${spelling}".`);
  return type;
}

function view(type: ObjectType, row: RecordRow): CrmRecord {
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

function listed(
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
  const records = found.slice(page.offset, page.offset + page.limit).map((row) => view(type, row));
  return { total: found.length, records };
}

function updated(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: RecordRow,
  properties: Readonly<Record<string, string>>,
  actor: ChangeActor,
): CrmRecord | ValidationFailure {
  try {
    const planned = planUpdate(hub, portalId, type, row, properties, new Set());
    return view(type, applyWrite(hub, portalId, planned, actor).row);
  } catch (error) {
    if (!(error instanceof HubSpotError)) throw error;
    const first = error.parts.errors?.[0];
    return {
      message: first?.message ?? error.message,
      propertyName: first?.context?.['propertyName']?.[0] ?? null,
    };
  }
}
