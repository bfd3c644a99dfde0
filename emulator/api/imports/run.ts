import type { Hub } from '../hub.ts';
import { UnreadableFile } from './csv-lines.ts';
import { putError } from './errors.ts';
import {
  allImports,
  changeImport,
  importById,
  importFileTable,
  type ImportFileRow,
  type ImportRow,
  isRunning,
} from './import.ts';
import { importFile } from './import-file.ts';

/** Starts what waits, as long as there is room: HubSpot runs three imports of a portal at once. */
export function startWaiting(hub: Hub, portalId: number): void {
  const all = allImports(hub, portalId);
  let room = hub.settings.concurrentImports - all.filter(isRunning).length;
  for (const row of all) {
    if (room <= 0) return;
    if (row.state !== 'DEFERRED') continue;
    room -= 1;
    goOnAt(hub, portalId, changeImport(hub, portalId, row, { state: 'STARTED', nextAt: inMs(hub, 'importStartMs') }));
  }
}

const inMs = (hub: Hub, setting: 'importStartMs' | 'importRunMs'): number => hub.clock.now() + hub.settings[setting];

function goOnAt(hub: Hub, portalId: number, { id, nextAt }: ImportRow): void {
  if (nextAt !== null) hub.clock.at(nextAt, () => goOn(hub, portalId, id, nextAt));
}

/** Takes an import to its next state. A timer that was set for another time has been overtaken, by a cancel say. */
function goOn(hub: Hub, portalId: number, id: string, dueAt: number): void {
  const row = importById(hub, portalId, id);
  if (row?.nextAt !== dueAt) return;
  if (row.state === 'STARTED') {
    const nextAt = inMs(hub, 'importRunMs');
    goOnAt(hub, portalId, changeImport(hub, portalId, row, { state: 'PROCESSING', nextAt }));
  } else if (row.state === 'PROCESSING') {
    finish(hub, portalId, row, work(hub, portalId, row));
  }
}

/** Writes the records of all files; answers how it ended. */
function work(hub: Hub, portalId: number, row: ImportRow): Pick<ImportRow, 'state' | 'counters'> {
  const counters: Record<string, number> = {};
  for (const file of row.files) {
    try {
      importFile(hub, portalId, row, file, counters);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      putError(hub, portalId, row.id, fileError(file, error));
      return { state: 'FAILED', counters };
    }
  }
  return { state: 'DONE', counters };
}

const fileError = (file: ImportFileRow, { errorType, message }: UnreadableFile) => ({
  errorType,
  message,
  invalidValue: null,
  columnNumber: null,
  typeId: null,
  fileId: file.fileId,
  lineNumber: 0,
  rowData: [],
});

/** Ends an import, forgets its files and makes room for the next. */
export function finish(hub: Hub, portalId: number, row: ImportRow, end: Partial<ImportRow>): void {
  changeImport(hub, portalId, row, { ...end, nextAt: null });
  for (const file of row.files) hub.tables.remove(importFileTable(portalId), String(file.fileId));
  startWaiting(hub, portalId);
}

export function resumeImports(hub: Hub): void {
  for (const portalId of [...hub.tables.rows('portals').keys()].map(Number)) {
    for (const row of allImports(hub, portalId)) goOnAt(hub, portalId, row);
  }
}
