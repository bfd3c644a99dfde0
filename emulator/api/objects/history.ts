import type { Hub } from '../hub.ts';
import { type HistorySource, iso, type RecordRow, valueOf } from './record.ts';
import type { ObjectType } from './types.ts';

/** A value that a property had from `at` on; empty text = it was cleared. */
export interface HistoryEntry {
  readonly value: string;
  readonly at: number;
  readonly by: HistorySource;
}

/** Row of the table `history/{portalId}/{typeId}`, keyed by record id: newest first, by property. */
export type HistoryRow = Readonly<Record<string, readonly HistoryEntry[]>>;

export const historyTable = (portalId: number, type: ObjectType): string => `history/${portalId}/${type.id}`;

/** A property without entries still has the value that it was created with: most values never change. */
export function historyOf(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: RecordRow,
  name: string,
): readonly HistoryEntry[] {
  const kept = hub.tables.rows<HistoryRow>(historyTable(portalId, type)).get(row.id)?.[name];
  const value = valueOf(type, row, name);
  if (kept) return kept;
  const at = name === type.modified ? row.updatedAt : row.createdAt;
  return value === null ? [] : [{ value, at, by: row.createdBy ?? UNKNOWN }];
}

/** Rows of a state that an older emulator wrote do not say who created them. */
const UNKNOWN: HistorySource = { changeSource: 'API', sourceId: '' };

/** Keeps what changed values were before; to be called with the row as it was. */
export function rememberValues(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  before: RecordRow,
  changes: Readonly<Record<string, string>>,
  by: HistorySource,
): void {
  if (Object.keys(changes).length === 0) return;
  const at = hub.clock.now();
  const { historyEntries, contactHistoryEntries } = hub.settings;
  const most = type.singular === 'contact' ? contactHistoryEntries : historyEntries;
  const table = historyTable(portalId, type);
  const added = Object.entries(changes).map(([name, value]) => {
    const entries = [{ value, at, by }, ...historyOf(hub, portalId, type, before, name)];
    return [name, entries.slice(0, most)] as const;
  });
  const kept = hub.tables.rows<HistoryRow>(table).get(before.id);
  hub.tables.put(table, before.id, { ...kept, ...Object.fromEntries(added) });
}

/** The values over time of the named properties, newest first, as REST answers them. */
export function historyView(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: RecordRow,
  names: readonly string[] | null,
): { propertiesWithHistory?: Record<string, object[]> } {
  if (names === null || names.length === 0) return {};
  const views = names.map((name) => {
    const entries = historyOf(hub, portalId, type, row, name);
    return [name, entries.map((entry) => entryView(hub, entry))] as const;
  });
  return { propertiesWithHistory: Object.fromEntries(views) };
}

function entryView(hub: Hub, { value, at, by }: HistoryEntry): object {
  const userId = /^userId:(\d+)$/.exec(by.sourceId)?.[1];
  const app = hub.apps.find((one) => String(one.registration.appId) === by.sourceId);
  return {
    value,
    timestamp: iso(at),
    sourceType: by.changeSource,
    ...(by.sourceId === '' ? {} : { sourceId: by.sourceId }),
    ...(app && by.changeSource === 'INTEGRATION' ? { sourceLabel: app.name } : {}),
    ...(userId === undefined ? {} : { updatedByUserId: Number(userId) }),
  };
}
