import { stringify } from 'csv-stringify/sync';
import { linkTable } from '../associations/index-of-links.ts';
import type { Hub } from '../hub.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import { searchRows } from '../search/run.ts';
import type { ExportRow } from './export.ts';
import type { ExportRequest } from './request.ts';

interface Column {
  readonly title: string;
  readonly cell: (row: RecordRow) => string;
}

const titled = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1).replaceAll('_', ' ');

/** The records of an export, in order; a filter that makes no sense is refused. */
export const exportedRows = (hub: Hub, portalId: number, type: ObjectType, request: ExportRequest): RecordRow[] =>
  searchRows(hub, portalId, type, searchOf(request));

export function writeCsv(hub: Hub, portalId: number, row: ExportRow): { text: string; recordCount: number } {
  const type = findTypeIn(hub, portalId, row.typeId);
  if (!type) return { text: '', recordCount: 0 };
  const columns = [
    { title: 'Record ID', cell: (record: RecordRow) => record.id },
    ...row.request.objectProperties.map((name) => propertyColumn(hub, portalId, type, row, name)),
    ...row.associatedTypeIds.flatMap((typeId) => associatedColumns(hub, portalId, type, row, typeId)),
  ];
  const records = exportedRows(hub, portalId, type, row.request);
  const lines = records.map((record) => columns.map((column) => column.cell(record)));
  return { text: stringify([columns.map((column) => column.title), ...lines]), recordCount: records.length };
}

/** What the records of an export are asked for, as a search. */
function searchOf({ publicCrmSearchRequest: search }: ExportRequest) {
  const { filters = [], filterGroups = [], sorts = [], query } = search ?? {};
  const groups = filters.length === 0 ? filterGroups : [...filterGroups, { filters }];
  return { filterGroups: groups, sorts, query, limit: 0 };
}

/** People read labels; `NAMES` and `VALUES` ask for what programs know instead. */
function propertyColumn(hub: Hub, portalId: number, type: ObjectType, row: ExportRow, name: string): Column {
  const property = findProperty(hub.tables, portalId, type, name);
  const options = row.request.exportInternalValuesOptions;
  const labels = new Map(property?.options.map((option) => [option.value, option.label]));
  const shown = (value: string): string =>
    labels.size === 0 || options.includes('VALUES')
      ? value
      : value
          .split(';')
          .map((one) => labels.get(one) ?? one)
          .join(';');
  return {
    title: options.includes('NAMES') ? name : (property?.label ?? name),
    cell: (record) => shown(valueOf(type, record, name) ?? ''),
  };
}

function associatedColumns(hub: Hub, portalId: number, type: ObjectType, row: ExportRow, toTypeId: string): Column[] {
  const toType = findTypeIn(hub, portalId, toTypeId);
  if (!toType) return [];
  const idsOf = (record: RecordRow) => hub.links.of(linkTable(portalId, type, toType), record.id);
  const nameOf = (id: string): string => {
    const other = hub.tables.rows<RecordRow>(recordTable(portalId, toType)).get(id);
    return other ? (valueOf(toType, other, toType.display) ?? '') : '';
  };
  const title = `Associated ${titled(toType.singular)}`;
  const ids = { title: `${title} IDs`, cell: (record: RecordRow) => idsOf(record).join(';') };
  if (!row.request.includePrimaryDisplayPropertyForAssociatedObjects) return [ids];
  return [ids, { title, cell: (record) => idsOf(record).map(nameOf).join(';') }];
}
