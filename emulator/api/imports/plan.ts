import type { Call } from '../http/endpoint.ts';
import { invalid } from '../http/errors.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import type { Mapping } from './import.ts';
import type { ImportColumn, ImportFile } from './request.ts';

const RECORD_ID = 'HUBSPOT_OBJECT_ID';
const UNIQUE_VALUE = 'HUBSPOT_ALTERNATE_ID';
const KNOWN_KINDS = new Set(['STANDARD', RECORD_ID, UNIQUE_VALUE]);

/** Columns with the types and properties they name; a request that names unknown ones is refused before it starts. */
export function plannedMappings(call: Call, file: ImportFile): Mapping[] {
  if (file.fileFormat.toUpperCase() !== 'CSV') {
    throw invalid(`${file.fileName}: the emulator imports CSV only, not ${file.fileFormat}; save the sheet as CSV.`);
  }
  return file.fileImportPage.columnMappings.map((column) => plannedMapping(call, column));
}

function plannedMapping(call: Call, column: ImportColumn): Mapping {
  const type = typeOfColumn(call, column);
  const kind = column.columnType ?? column.idColumnType ?? 'STANDARD';
  if (!KNOWN_KINDS.has(kind)) {
    throw invalid(`${column.columnName}: the emulator does not import columns of the kind ${kind}.`);
  }
  const one = { column: column.columnName, typeId: type.id, identifies: kind !== 'STANDARD' };
  if (kind === RECORD_ID || column.propertyName === 'hs_object_id') {
    return { ...one, propertyName: null, identifies: true };
  }
  if (!column.propertyName) throw invalid(`${column.columnName}: say which property it is, in propertyName.`);
  const property = findProperty(call.hub.tables, call.portalId, type, column.propertyName);
  if (!property) throw invalid(`Property "${column.propertyName}" does not exist on ${type.plural}`);
  if (kind === UNIQUE_VALUE && !identifiesRecords(type, column.propertyName, property.hasUniqueValue)) {
    throw invalid(`${column.columnName}: "${column.propertyName}" is not a unique property of ${type.plural}.`);
  }
  return { ...one, propertyName: column.propertyName };
}

function typeOfColumn(call: Call, column: ImportColumn): ObjectType {
  const spelling = column.columnObjectTypeId ?? column.columnObjectType;
  const type = spelling === undefined ? undefined : findTypeIn(call.hub, call.portalId, spelling);
  if (!type) throw invalid(`${column.columnName}: columnObjectTypeId must be the id of an object type, as "0-1".`);
  return type;
}

/** Imports find companies by their domain, which no other API takes for unique. */
export const identifiesRecords = (type: ObjectType, propertyName: string, unique: boolean): boolean =>
  unique || (type.singular === 'company' && propertyName === 'domain');
