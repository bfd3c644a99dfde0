import type { Call } from '../http/endpoint.ts';
import { parseBody } from '../http/body.ts';
import { HubSpotError, invalid } from '../http/errors.ts';
import { nextNumber } from '../store/counter.ts';
import { importFileTable, type ImportFileRow, type ImportRow, importTable } from './import.ts';
import { plannedMappings } from './plan.ts';
import { type ImportFile, ImportRequest } from './request.ts';

const FIRST_IMPORT = 25_110_001;
const FIRST_FILE = 160_110_001;

/** Takes an import in: its request is checked at once, its rows are read later. */
export function newImport(call: Call): ImportRow {
  const json = requestJson(call);
  const request = parseBody(ImportRequest, json);
  const planned = request.files.map((file) => [file, plannedMappings(call, file), contentOf(call, file)] as const);
  const id = String(nextNumber(call.hub.tables, importTable(call.portalId), FIRST_IMPORT));
  const files = planned.map(([file, mappings, text]): ImportFileRow => {
    const fileId = nextNumber(call.hub.tables, importFileTable(call.portalId), FIRST_FILE);
    call.hub.tables.put(importFileTable(call.portalId), String(fileId), { text });
    return { fileId, fileName: file.fileName, hasHeader: file.fileImportPage.hasHeader, mappings };
  });
  const now = call.hub.clock.now();
  const row: ImportRow = {
    id,
    name: request.name ?? null,
    state: 'DEFERRED',
    nextAt: null,
    typeIds: [...new Set(files.flatMap((file) => file.mappings.map((mapping) => mapping.typeId)))],
    operations: operationsOf(request),
    dateFormat: request.dateFormat,
    files,
    counters: {},
    request: json as object,
    createdAt: now,
    updatedAt: now,
  };
  call.hub.tables.put(importTable(call.portalId), id, row);
  return row;
}

function requestJson(call: Call): unknown {
  const text = (call.body as Readonly<Record<string, unknown>> | undefined)?.['importRequest'];
  if (typeof text !== 'string')
    throw invalid('The part "importRequest" is missing: a JSON text that maps the columns.');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw invalid(`The part "importRequest" is not JSON: ${(error as Error).message}`);
  }
}

const operationsOf = ({ importOperations }: ImportRequest): ImportRow['operations'] => importOperations;

/** Spreadsheets are told by their first bytes: a text that holds zeros is none. */
function contentOf(call: Call, file: ImportFile): string {
  const uploaded = call.files.find((one) => one.name === file.fileName) ?? onlyOne(call);
  if (!uploaded) {
    const names = call.files.map((one) => one.name).join(', ') || 'none';
    throw new HubSpotError(400, 'VALIDATION_ERROR', `No part "files" is called ${file.fileName}; sent were: ${names}.`);
  }
  if (uploaded.content.includes(0)) throw invalid(`${file.fileName} is not text; the emulator imports CSV only.`);
  return uploaded.content.toString('utf8');
}

const onlyOne = (call: Call) => (call.files.length === 1 ? call.files[0] : undefined);
