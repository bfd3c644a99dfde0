import type { ObjectType } from './types.ts';

/** A record as it is kept. `hs_object_id` and the two dates are not among the properties: they follow from the row. */
export interface RecordRow {
  readonly id: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly archivedAt?: number;
  /** Where the values came from that never changed since; absent in states of older emulators. */
  readonly createdBy?: HistorySource;
}

/** Who wrote a value: what webhooks call `changeSource`, or HubSpot's own `CALCULATED` and `MERGE_OBJECTS`. */
export interface HistorySource {
  readonly changeSource: string;
  readonly sourceId: string;
}

export const CALCULATED = { changeSource: 'CALCULATED', sourceId: '' } as const;

export const recordTable = (portalId: number, type: ObjectType): string => `records/${portalId}/${type.id}`;

/** Deleted records that can be restored, keyed by record id. */
export const binTable = (portalId: number, type: ObjectType): string => `recycleBin/${portalId}/${type.id}`;

export const iso = (time: number): string => new Date(time).toISOString();

/** The value as REST answers it, or null when it was never set. */
export function valueOf(type: ObjectType, row: RecordRow, name: string): string | null {
  if (name === 'hs_object_id') return row.id;
  if (name === type.created) return iso(row.createdAt);
  if (name === type.modified) return iso(row.updatedAt);
  return row.properties[name] ?? null;
}

export const bookkeepingNames = (type: ObjectType): readonly string[] => [type.created, type.modified, 'hs_object_id'];
