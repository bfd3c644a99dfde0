import { parse } from 'csv-parse/sync';
import type { ImportFileRow, Mapping } from './import.ts';

/** A file that cannot be read at all, which fails the import. */
export class UnreadableFile extends Error {
  readonly errorType: string;
  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

export interface CsvLine {
  /** Counted from 1, header included. */
  readonly number: number;
  readonly cells: readonly string[];
}

export interface CsvFile {
  /** Where each mapped column is. */
  readonly places: ReadonlyMap<Mapping, number>;
  readonly columns: number;
  readonly lines: readonly CsvLine[];
}

export function readCsv(file: ImportFileRow, text: string, most: number): CsvFile {
  const lines = linesOf(file, text);
  if (lines.length > most) {
    throw new UnreadableFile('LIMIT_EXCEEDED', `${file.fileName} has ${lines.length} lines, more than ${most}.`);
  }
  const header = file.hasHeader ? lines[0] : undefined;
  const width = header?.cells.length ?? lines[0]?.cells.length ?? 0;
  const places = file.mappings.map((mapping, place) => {
    const found = header ? header.cells.findIndex((name) => name.trim() === mapping.column.trim()) : place;
    if (found >= 0 && found < width) return [mapping, found] as const;
    throw new UnreadableFile('INVALID_COLUMN_CONFIGURATION', `${file.fileName} has no column "${mapping.column}".`);
  });
  return { places: new Map(places), columns: width, lines: header ? lines.slice(1) : lines };
}

function linesOf(file: ImportFileRow, text: string): CsvLine[] {
  try {
    const records: string[][] = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true });
    return records.map((cells, place) => ({ number: place + 1, cells }));
  } catch (error) {
    throw new UnreadableFile('COULD_NOT_PARSE_ROW', `${file.fileName} is not CSV: ${(error as Error).message}`);
  }
}
