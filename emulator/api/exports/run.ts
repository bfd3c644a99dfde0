import type { Hub } from '../hub.ts';
import { allExports, changeExport, exportById, exportFileTable, type ExportRow } from './export.ts';
import { writeCsv } from './write-csv.ts';

/** HubSpot writes one export of a portal at a time; the others wait in line. */
export function startNext(hub: Hub, portalId: number): void {
  const unfinished = allExports(hub, portalId).filter((row) => row.state !== 'COMPLETE');
  const [first] = unfinished;
  if (!first || first.nextAt !== null) return;
  goOnAt(hub, portalId, changeExport(hub, portalId, first, { nextAt: hub.clock.now() + hub.settings.exportStartMs }));
}

function goOnAt(hub: Hub, portalId: number, { id, nextAt }: ExportRow): void {
  if (nextAt !== null) hub.clock.at(nextAt, () => goOn(hub, portalId, id, nextAt));
}

function goOn(hub: Hub, portalId: number, id: string, dueAt: number): void {
  const row = exportById(hub, portalId, id);
  if (row?.nextAt !== dueAt) return;
  const now = hub.clock.now();
  if (row.state === 'PENDING') {
    const nextAt = now + hub.settings.exportRunMs;
    goOnAt(hub, portalId, changeExport(hub, portalId, row, { state: 'PROCESSING', startedAt: now, nextAt }));
    return;
  }
  const { text, recordCount } = writeCsv(hub, portalId, row);
  hub.tables.put(exportFileTable(portalId), id, { text });
  changeExport(hub, portalId, row, { state: 'COMPLETE', recordCount, nextAt: null });
  startNext(hub, portalId);
}

export function resumeExports(hub: Hub): void {
  for (const portalId of [...hub.tables.rows('portals').keys()].map(Number)) {
    for (const row of allExports(hub, portalId)) goOnAt(hub, portalId, row);
  }
}
