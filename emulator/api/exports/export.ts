import type { Hub } from '../hub.ts';
import type { ExportRequest } from './request.ts';

export type ExportState = 'PENDING' | 'PROCESSING' | 'COMPLETE';

/** Row of the table `exports/{portalId}`, keyed by id. */
export interface ExportRow {
  readonly id: string;
  readonly state: ExportState;
  /** When the state changes by itself; null for what waits for the export before it, and for what is complete. */
  readonly nextAt: number | null;
  readonly typeId: string;
  readonly associatedTypeIds: readonly string[];
  readonly request: ExportRequest;
  readonly recordCount: number | null;
  /** Signs the addresses of the file. */
  readonly secret: string;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly updatedAt: number;
}

export const exportTable = (portalId: number): string => `exports/${portalId}`;

/** What was written, keyed by export id. */
export const exportFileTable = (portalId: number): string => `exportFiles/${portalId}`;

export const allExports = (hub: Hub, portalId: number): ExportRow[] => [
  ...hub.tables.rows<ExportRow>(exportTable(portalId)).values(),
];

export const exportById = (hub: Hub, portalId: number, id: string): ExportRow | undefined =>
  hub.tables.rows<ExportRow>(exportTable(portalId)).get(id);

export function changeExport(hub: Hub, portalId: number, row: ExportRow, change: Partial<ExportRow>): ExportRow {
  const changed = { ...row, ...change, updatedAt: hub.clock.now() };
  hub.tables.put(exportTable(portalId), row.id, changed);
  return changed;
}
