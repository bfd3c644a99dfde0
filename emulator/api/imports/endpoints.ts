import { type Answer, type Call, crmPaths, type Endpoint, limitOf, ok } from '../http/endpoint.ts';
import { invalid, notFound } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { iso } from '../objects/record.ts';
import { errorTable, type ImportErrorRow } from './errors.ts';
import { allImports, importById, type ImportRow, isRunning } from './import.ts';
import { finish, startWaiting } from './run.ts';
import { newImport } from './start.ts';

const view = (row: ImportRow): object => ({
  id: row.id,
  state: row.state,
  ...(row.name === null ? {} : { importName: row.name }),
  importSource: 'API',
  optOutImport: false,
  mappedObjectTypeIds: row.typeIds,
  metadata: { counters: row.counters, fileIds: row.files.map((file) => String(file.fileId)), objectLists: [] },
  importRequestJson: row.request,
  createdAt: iso(row.createdAt),
  updatedAt: iso(row.updatedAt),
});

function requireImport(call: Call): ImportRow {
  const row = importById(call.hub, call.portalId, call.params['id'] ?? '');
  if (!row) throw notFound(`No import with ID ${call.params['id']} exists`);
  return row;
}

/** One page of rows with ascending ids. */
function paged<Row extends { readonly id: string }>(
  call: Call,
  rows: readonly Row[],
  usual: number,
  show: (row: Row) => object,
): Answer {
  const after = call.query.get('after');
  const limit = limitOf(call.query, usual, 500);
  const found = rows.filter((row) => after === null || Number(row.id) > Number(after));
  const results = found.slice(0, limit).map(show);
  const last = found[limit - 1];
  if (found.length <= limit || !last) return ok({ results });
  const link = `https://api.hubapi.com${call.path}?limit=${limit}&after=${last.id}`;
  return ok({ results, paging: { next: { after: last.id, link } } });
}

const list = (call: Call): Answer => paged(call, allImports(call.hub, call.portalId), 10, view);

const get = (call: Call): Answer => ok(view(requireImport(call)));

function start(call: Call): Answer {
  const row = newImport(call);
  startWaiting(call.hub, call.portalId);
  return ok(view(importById(call.hub, call.portalId, row.id) ?? row));
}

function cancel(call: Call): Answer {
  const row = requireImport(call);
  if (!isRunning(row) && row.state !== 'DEFERRED') {
    throw invalid(`Import ${row.id} is ${row.state} and can no longer be canceled.`);
  }
  finish(call.hub, call.portalId, row, { state: 'CANCELED' });
  const now = iso(call.hub.clock.now());
  return ok({ status: 'COMPLETE', startedAt: now, completedAt: now });
}

function errors(call: Call): Answer {
  const row = requireImport(call);
  const found = [...call.hub.tables.rows<ImportErrorRow>(errorTable(call.portalId, row.id)).values()];
  return paged(call, found, 10, (error) => errorView(call, error));
}

function errorView(call: Call, error: ImportErrorRow): object {
  const asked = (name: string): boolean => call.query.get(name) === 'true';
  const type = error.typeId === null ? undefined : findTypeIn(call.hub, call.portalId, error.typeId);
  const { invalidValue, columnNumber } = error;
  return {
    id: error.id,
    createdAt: error.createdAt,
    errorType: error.errorType,
    ...(asked('includeErrorMessage') ? { errorMessage: error.message } : {}),
    ...(invalidValue === null ? {} : { invalidValue, invalidValueToDisplay: invalidValue }),
    ...(columnNumber === null ? {} : { knownColumnNumber: columnNumber }),
    ...(type ? { objectType: type.singular.toUpperCase(), objectTypeId: type.id } : {}),
    sourceData: {
      fileId: error.fileId,
      lineNumber: error.lineNumber,
      rowData: asked('includeRowData') ? error.rowData : [],
      additionalRowData: [],
      containsEncryptedProperties: false,
    },
  };
}

const at = (rest: string): string[] => crmPaths('imports', rest);
const scopes = () => [['crm.import']];

export const importEndpoints: readonly Endpoint[] = [
  { method: 'get', paths: at(''), scopes, run: list },
  { method: 'post', paths: at(''), upload: true, scopes, run: start },
  { method: 'get', paths: at('/:id'), scopes, run: get },
  { method: 'post', paths: at('/:id/cancel'), scopes, run: cancel },
  { method: 'get', paths: at('/:id/errors'), scopes, run: errors },
];
