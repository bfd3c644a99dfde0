import { defaultType } from '../associations/types.ts';
import { HubSpotError } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { associate } from '../objects/apply.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import type { End } from '../associations/link.ts';
import { type CsvFile, type CsvLine, readCsv } from './csv-lines.ts';
import { putError } from './errors.ts';
import type { Cell } from './identify.ts';
import { importFileTable, type ImportFileRow, type ImportRow } from './import.ts';
import { type RowFault, writeRecord } from './write-record.ts';

type Counters = Record<string, number>;

const add = (counters: Counters, name: string, count: number): void => {
  counters[name] = (counters[name] ?? 0) + count;
};

/** Imports the lines of one file. Records of several types in one line are associated with each other. */
export function importFile(hub: Hub, portalId: number, row: ImportRow, file: ImportFileRow, counters: Counters): void {
  const text = hub.tables.rows<{ text: string }>(importFileTable(portalId)).get(String(file.fileId))?.text ?? '';
  const csv = readCsv(file, text, hub.settings.importRows);
  const written = new Set<string>();
  for (const line of csv.lines) {
    add(counters, 'TOTAL_ROWS', 1);
    const faults = importLine(hub, portalId, row, csv, line, counters, written);
    for (const fault of faults) {
      add(counters, 'ERRORS', 1);
      putError(hub, portalId, row.id, errorOf(fault, file, line));
    }
  }
  add(counters, 'UNIQUE_OBJECTS_WRITTEN', written.size);
}

const errorOf = ({ errorType, message, cell }: RowFault, file: ImportFileRow, line: CsvLine) => ({
  errorType,
  message,
  invalidValue: cell?.text ?? null,
  columnNumber: cell?.place ?? null,
  typeId: cell?.mapping.typeId ?? null,
  fileId: file.fileId,
  lineNumber: line.number,
  rowData: line.cells,
});

function importLine(
  hub: Hub,
  portalId: number,
  row: ImportRow,
  csv: CsvFile,
  line: CsvLine,
  counters: Counters,
  written: Set<string>,
): readonly RowFault[] {
  if (line.cells.length !== csv.columns) {
    const message = `The line has ${line.cells.length} columns, not ${csv.columns}.`;
    return [{ errorType: 'INCORRECT_NUMBER_OF_COLUMNS', message, cell: null }];
  }
  const actor = { changeSource: 'IMPORT', sourceId: row.id } as const;
  const faults: RowFault[] = [];
  const ends: End[] = [];
  for (const [typeId, cells] of Map.groupBy(filledCells(csv, line), (cell) => cell.mapping.typeId)) {
    const type = findTypeIn(hub, portalId, typeId);
    if (!type) continue;
    const result = writeRecord(hub, portalId, row, type, cells, actor);
    faults.push(...result.faults);
    if (result.id === null) continue;
    ends.push({ type, id: result.id });
    written.add(`${type.id}/${result.id}`);
    add(counters, result.created ? 'CREATED_OBJECTS' : 'UPDATED_OBJECTS', 1);
    add(counters, 'PROPERTY_VALUES_EMITTED', result.values);
  }
  return [...faults, ...associated(hub, portalId, ends, actor)];
}

const filledCells = (csv: CsvFile, line: CsvLine): Cell[] =>
  [...csv.places]
    .map(([mapping, place]) => ({ mapping, place, text: line.cells[place] ?? '' }))
    .filter((cell) => cell.text.trim() !== '');

function associated(
  hub: Hub,
  portalId: number,
  ends: readonly End[],
  actor: { readonly changeSource: 'IMPORT'; readonly sourceId: string },
): RowFault[] {
  const faults: RowFault[] = [];
  for (const [place, from] of ends.entries()) {
    for (const to of ends.slice(place + 1)) {
      const type = defaultType(hub, portalId, from.type, to.type);
      if (!type) continue;
      try {
        associate(hub, portalId, from, to, [type], actor);
      } catch (error) {
        if (!(error instanceof HubSpotError)) throw error;
        faults.push({ errorType: 'FAILED_TO_CREATE_ASSOCIATION', message: error.message, cell: null });
      }
    }
  }
  return faults;
}
