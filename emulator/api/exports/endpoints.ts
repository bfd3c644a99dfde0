import { parseBody } from '../http/body.ts';
import { type Answer, type Call, crmPaths, type Endpoint, ok, typeOf } from '../http/endpoint.ts';
import { HubSpotError, invalid, notFound } from '../http/errors.ts';
import { iso } from '../objects/record.ts';
import { findProperty } from '../properties/catalog.ts';
import { nextNumber } from '../store/counter.ts';
import { allExports, exportById, type ExportRow, type ExportState, exportTable } from './export.ts';
import { exportAddress } from './file-address.ts';
import { ExportRequest } from './request.ts';
import { startNext } from './run.ts';
import { exportedRows } from './write-csv.ts';

const FIRST_EXPORT = 35_110_001;
const DAY_MS = 86_400_000;

function start(call: Call): Answer {
  const request = parseBody(ExportRequest, call.body);
  const row = newExport(call, request);
  call.hub.tables.put(exportTable(call.portalId), row.id, row);
  startNext(call.hub, call.portalId);
  const link = `https://api.hubapi.com${call.path}/tasks/${row.id}/status`;
  return { status: 202, body: { id: row.id, links: { status: link } } };
}

function newExport(call: Call, request: ExportRequest): ExportRow {
  const type = typeOf(call, request.objectType);
  requireWritable(request);
  for (const name of request.objectProperties) {
    if (findProperty(call.hub.tables, call.portalId, type, name)) continue;
    throw invalid(`Property "${name}" does not exist on ${type.plural}`);
  }
  // A filter that makes no sense is the caller's to know now, not a file that never comes.
  exportedRows(call.hub, call.portalId, type, request);
  const associatedTypeIds = request.associatedObjectType.map((spelling) => typeOf(call, spelling).id);
  requireRoom(call);
  const now = call.hub.clock.now();
  return {
    id: String(nextNumber(call.hub.tables, exportTable(call.portalId), FIRST_EXPORT)),
    state: 'PENDING',
    nextAt: null,
    typeId: type.id,
    associatedTypeIds,
    request,
    recordCount: null,
    secret: call.hub.random.uuid(),
    createdAt: now,
    startedAt: null,
    updatedAt: now,
  };
}

function requireWritable(request: ExportRequest): void {
  if (request.exportType === 'LIST') {
    throw invalid('The emulator has no lists; export a VIEW with publicCrmSearchRequest instead.');
  }
  if (request.format !== 'CSV') {
    throw invalid(`The emulator writes CSV only, not ${request.format}; ask for the format CSV.`);
  }
}

/** Thirty exports in any 24 hours. How HubSpot refuses the next one is not documented. */
function requireRoom(call: Call): void {
  const most = call.hub.settings.exportsPerDay;
  const since = call.hub.clock.now() - DAY_MS;
  if (allExports(call.hub, call.portalId).filter((row) => row.createdAt > since).length < most) return;
  throw new HubSpotError(429, 'RATE_LIMITS', `At most ${most} exports can be made in 24 hours; try again later.`);
}

function requireExport(call: Call): ExportRow {
  const row = exportById(call.hub, call.portalId, call.params['id'] ?? '');
  if (!row) throw notFound(`No export with ID ${call.params['id']} exists`);
  return row;
}

/** `completedAt` has to be there even while nothing is complete; it is the time of the answer then. */
function status(call: Call): Answer {
  const row = requireExport(call);
  const now = call.hub.clock.now();
  const done = row.state === 'COMPLETE';
  const expiresAt = now + call.hub.settings.exportUrlSeconds * 1000;
  return ok({
    status: row.state,
    ...(done ? { result: exportAddress(call.baseUrl, call.portalId, row, expiresAt) } : {}),
    requestedAt: iso(row.createdAt),
    startedAt: iso(row.startedAt ?? row.createdAt),
    completedAt: iso(done ? row.updatedAt : now),
  });
}

const EXPORT_STATES: Readonly<Record<ExportState, string>> = {
  PENDING: 'ENQUEUED',
  PROCESSING: 'PROCESSING',
  COMPLETE: 'DONE',
};

function get(call: Call): Answer {
  const row = requireExport(call);
  const { exportName, exportType, objectProperties, objectType } = row.request;
  return ok({
    id: row.id,
    exportName,
    exportType,
    exportState: EXPORT_STATES[row.state],
    objectType,
    objectProperties,
    ...(row.recordCount === null ? {} : { recordCount: row.recordCount }),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
  });
}

const at = (rest: string): string[] => crmPaths('exports', `/export${rest}`);
const scopes = () => [['crm.export']];

export const exportEndpoints: readonly Endpoint[] = [
  { method: 'post', paths: at('/async'), scopes, run: start },
  { method: 'get', paths: at('/async/tasks/:id/status'), scopes, run: status },
  { method: 'get', paths: at('/:id'), scopes, run: get },
];
