import type { Hub } from '../hub.ts';
import type { ImportColumn, ImportRequest } from './request.ts';

export type ImportState = 'STARTED' | 'PROCESSING' | 'DONE' | 'FAILED' | 'CANCELED' | 'DEFERRED';

export type Operation = 'CREATE' | 'UPDATE' | 'UPSERT';

/** A column with what was looked up for it when the import was requested. */
export interface Mapping {
  readonly column: ImportColumn['columnName'];
  readonly typeId: string;
  /** null for the column of record ids. */
  readonly propertyName: string | null;
  readonly identifies: boolean;
}

export interface ImportFileRow {
  readonly fileId: number;
  readonly fileName: string;
  readonly hasHeader: boolean;
  readonly mappings: readonly Mapping[];
}

/** Row of the table `imports/{portalId}`, keyed by id. */
export interface ImportRow {
  readonly id: string;
  readonly name: string | null;
  readonly state: ImportState;
  /** When the state changes by itself; null when it does not. */
  readonly nextAt: number | null;
  readonly typeIds: readonly string[];
  readonly operations: Readonly<Record<string, Operation>>;
  readonly dateFormat: ImportRequest['dateFormat'];
  readonly files: readonly ImportFileRow[];
  readonly counters: Readonly<Record<string, number>>;
  readonly request: object;
  readonly createdAt: number;
  readonly updatedAt: number;
}

export const importTable = (portalId: number): string => `imports/${portalId}`;

/** The text of a file that waits to be read, keyed by file id. */
export const importFileTable = (portalId: number): string => `importFiles/${portalId}`;

export const importById = (hub: Hub, portalId: number, id: string): ImportRow | undefined =>
  hub.tables.rows<ImportRow>(importTable(portalId)).get(id);

export const allImports = (hub: Hub, portalId: number): ImportRow[] => [
  ...hub.tables.rows<ImportRow>(importTable(portalId)).values(),
];

export function changeImport(hub: Hub, portalId: number, row: ImportRow, change: Partial<ImportRow>): ImportRow {
  const changed = { ...row, ...change, updatedAt: hub.clock.now() };
  hub.tables.put(importTable(portalId), row.id, changed);
  return changed;
}

export const isRunning = (row: ImportRow): boolean => row.state === 'STARTED' || row.state === 'PROCESSING';
