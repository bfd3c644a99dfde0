import type { ChangeActor } from '../../crm.ts';
import type { Hub } from '../hub.ts';
import { invalid } from '../http/errors.ts';
import { type HistoryEntry, historyOf, historyTable } from '../objects/history.ts';
import { rememberMergedId, wasMerged } from '../objects/merged-ids.ts';
import { withCalculated } from '../objects/calculated.ts';
import { type RecordRow, recordTable } from '../objects/record.ts';
import { isCustom, type ObjectType } from '../objects/types.ts';
import { erase } from '../objects/erase.ts';
import { mergedValues } from './merged-values.ts';
import { moveLinks } from './move-links.ts';

const MERGEABLE = ['contact', 'company', 'deal', 'ticket', 'order'];

const MERGED = { changeSource: 'MERGE_OBJECTS', sourceId: '' } as const;

/**
 * Makes one record of two. What is left has a new id by default, and both old ids lead to it; nobody is told of the
 * values that moved, so that a listener has to read the record again.
 */
export function merge(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  primaryId: string,
  otherId: string,
  actor: ChangeActor,
): RecordRow {
  if (!isCustom(type) && !MERGEABLE.includes(type.singular)) {
    throw invalid(
      `${type.plural} cannot be merged; HubSpot merges contacts, companies, deals, tickets, orders and custom objects.`,
    );
  }
  if (primaryId === otherId) throw invalid(`${type.singular} ${primaryId} cannot be merged with itself.`);
  const primary = requireMergeable(hub, portalId, type, primaryId);
  const other = requireMergeable(hub, portalId, type, otherId);
  const newId = hub.settings.mergeKeepsId ? primaryId : hub.ids.next();
  const losers = [primaryId, otherId].filter((id) => id !== newId);
  const { properties, moved } = mergedValues(hub, type, primary, other, losers);
  const row = withCalculated(hub, portalId, type, survivor(hub, newId, primary, other, properties));
  const history = mergedHistory(hub, portalId, type, primary, row);
  // First out, then in: a unique value must not be held by two records at any moment.
  for (const id of losers) erase(hub, portalId, type, id);
  hub.tables.put(recordTable(portalId, type), newId, row);
  hub.tables.put(historyTable(portalId, type), newId, history);
  moveLinks(hub, portalId, type, [primaryId, otherId], newId);
  for (const id of losers) rememberMergedId(hub, portalId, type, id, newId);
  const movedProperties = moved.length;
  hub.changes.tell({ kind: 'merged', portalId, type, primaryId, mergedIds: [otherId], newId, movedProperties, actor });
  return row;
}

function requireMergeable(hub: Hub, portalId: number, type: ObjectType, id: string): RecordRow {
  const row = hub.tables.rows<RecordRow>(recordTable(portalId, type)).get(id);
  if (row && row.archivedAt === undefined) return row;
  if (wasMerged(hub, portalId, type, id)) {
    throw invalid(`${type.singular} ${id} was merged already; merge the record that it became part of.`);
  }
  throw invalid(`No ${type.singular} with ID ${id} exists; it cannot be merged.`);
}

/** The older of the two says since when there is a record. */
function survivor(
  hub: Hub,
  id: string,
  primary: RecordRow,
  other: RecordRow,
  properties: Readonly<Record<string, string>>,
): RecordRow {
  const { createdAt, createdBy } = primary.createdAt <= other.createdAt ? primary : other;
  return { id, properties, createdAt, updatedAt: hub.clock.now(), ...(createdBy ? { createdBy } : {}) };
}

/** The primary's history goes on; a value that moved, or that the merge made, begins with it. */
function mergedHistory(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  primary: RecordRow,
  row: RecordRow,
): Record<string, readonly HistoryEntry[]> {
  const names = Object.keys({
    ...hub.tables.rows<object>(historyTable(portalId, type)).get(primary.id),
    ...row.properties,
  });
  const entries = names.map((name) => {
    const before = historyOf(hub, portalId, type, primary, name);
    const value = row.properties[name] ?? '';
    if (value === (primary.properties[name] ?? '')) return [name, before] as const;
    return [name, [{ value, at: row.updatedAt, by: MERGED }, ...before]] as const;
  });
  return Object.fromEntries(entries);
}
