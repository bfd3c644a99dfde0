import { parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { z } from 'zod';
import { parseBody } from '../http/body.ts';
import { type Answer, type Call, type Endpoint, ok } from '../http/endpoint.ts';
import { HubSpotError, invalid } from '../http/errors.ts';
import { hubdbPaths, READ_ROWS, WRITE_ROWS } from './paths.ts';
import { cellOf, cellText } from './row-cell.ts';
import { allRows, changedRow, clearRows, type HubDbRow, newRow, putRow } from './rows.ts';
import { type HubDbTable, requireTable, requireVersion, type Stage } from './table.ts';

const exported = (stage: Stage) => (call: Call) => {
  const table = requireTable(call);
  const format = (call.query.get('format') ?? 'CSV').toUpperCase();
  if (format !== 'CSV') throw invalid(`The emulator exports HubDB tables as CSV only, not as ${format}.`);
  const columns = requireVersion(table, stage).columns.map((column) => column.name);
  const lines = allRows(call.hub, call.portalId, table.id, stage).map((row) => [
    row.id,
    ...columns.map((name) => cellText(cellOf(row, name))),
  ]);
  const raw = Buffer.from(stringify([['hs_id', ...columns], ...lines]));
  const disposition = `attachment; filename="${table.draft.name}.csv"`;
  return {
    status: 200,
    raw,
    headers: { 'content-type': 'text/csv; charset=utf-8', 'content-disposition': disposition },
  };
};

/** The options of the HubDB guide's import section; `source` counts the file's columns from 1. */
const Config = z.object({
  skipRows: z.number().int().nonnegative().default(0),
  separator: z.string().length(1).default(','),
  idSourceColumn: z.number().int().positive().optional(),
  primaryKeyColumn: z.string().optional(),
  resetTable: z.boolean().default(false),
  columnMappings: z.array(z.object({ source: z.coerce.number().int().positive(), target: z.coerce.string() })).min(1),
});

function configOf(call: Call): z.infer<typeof Config> {
  const text = (call.body as Record<string, unknown> | undefined)?.['config'];
  if (typeof text !== 'string') throw invalid('The part "config" is missing: a JSON text with columnMappings.');
  try {
    return parseBody(Config, JSON.parse(text));
  } catch (error) {
    if (error instanceof HubSpotError) throw error;
    throw invalid('The part "config" is not JSON.');
  }
}

function linesOf(call: Call, config: z.infer<typeof Config>): string[][] {
  const file = call.files.find((one) => one.field === 'file');
  if (!file) throw invalid('The part "file" is missing: the CSV to import.');
  const options = { delimiter: config.separator, from_line: config.skipRows + 1, relax_column_count: true, bom: true };
  try {
    return parse(file.content, options);
  } catch (error) {
    throw invalid(`The file is not CSV: ${(error as Error).message}`);
  }
}

function imported(call: Call): Answer {
  const table = requireTable(call);
  const config = configOf(call);
  const lines = linesOf(call, config);
  if (config.resetTable) clearRows(call, table.id, 'draft');
  const errors: object[] = [];
  let rowsImported = 0;
  lines.forEach((line, place) => {
    try {
      putRow(call, table, rowFrom(call, table, config, line));
      rowsImported += 1;
    } catch (error) {
      if (!(error instanceof HubSpotError)) throw error;
      const message = `Line ${place + config.skipRows + 1}: ${error.message}`;
      errors.push({ category: error.category, correlationId: call.hub.random.uuid(), message });
    }
  });
  const rowLimitExceeded = lines.length > call.hub.settings.hubdbRows;
  return ok({ rowsImported, duplicateRows: 0, rowLimitExceeded, errors });
}

/** A line updates the row that its primary key names, and otherwise makes one. */
function rowFrom(call: Call, table: HubDbTable, config: z.infer<typeof Config>, line: readonly string[]): HubDbRow {
  const columns = table.draft.columns;
  const values = Object.fromEntries(
    config.columnMappings.map(({ source, target }) => {
      const column = columns.find((one) => one.id === target || one.name === target);
      const text = line[source - 1] ?? '';
      const several = column?.type === 'MULTISELECT' ? text.split(';').filter(Boolean) : text;
      return [column?.name ?? target, text === '' ? null : several];
    }),
  );
  const key = config.primaryKeyColumn;
  const before = key
    ? allRows(call.hub, call.portalId, table.id, 'draft').find(
        (row) => cellText(cellOf(row, key)) === cellText(values[key]),
      )
    : undefined;
  return before ? changedRow(call, table, before, { values }, false) : newRow(call, table, { values: given(values) });
}

const given = (values: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null));

const at = (rest: string): string[] => hubdbPaths(`/tables/:table${rest}`);

export const csvEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at('/export'), scopes: READ_ROWS, run: exported('published') },
  { method: 'get', paths: at('/draft/export'), scopes: READ_ROWS, run: exported('draft') },
  { method: 'post', paths: at('/draft/import'), upload: true, scopes: WRITE_ROWS, run: imported },
];
