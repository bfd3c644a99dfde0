import type { CrmRecord, PropertyDefinition } from '../../crm.ts';
import { indexHref, recordHref } from '../hrefs.ts';
import { titleOf, type Kind } from '../kinds.ts';
import type { Portal, RecordPageDeps } from '../scene.ts';
import { pick, propertyView } from './property-view.ts';

/** What the index page asks for; all of it stands in the address, so that a link leads to the same list. */
export interface AskedRecords {
  readonly query: string;
  readonly page: number;
  readonly pageSize: number;
  /** Name of a property, `title`, or empty for newest first. */
  readonly sort: string;
  readonly descending: boolean;
  /** Names of properties; empty for the type's own choice. */
  readonly columns: readonly string[];
}

export interface ColumnView {
  readonly name: string;
  readonly label: string;
}

export interface RecordsView {
  readonly portalId: number;
  readonly objectTypeId: string;
  readonly one: string;
  readonly many: string;
  readonly href: string;
  readonly asked: AskedRecords;
  readonly total: number;
  readonly columns: readonly ColumnView[];
  readonly allColumns: readonly ColumnView[];
  readonly rows: readonly { id: string; title: string; href: string; cells: readonly string[] }[];
  /** HubSpot shows no preview of activities. */
  readonly previews: boolean;
}

export function recordsView(deps: RecordPageDeps, portal: Portal, kind: Kind, asked: AskedRecords): RecordsView {
  const { crm } = deps;
  const definitions = crm.properties(portal.portalId, kind.objectTypeId).filter((property) => !property.hidden);
  const chosen = pick(asked.columns, definitions);
  const columns = chosen.length > 0 ? chosen : pick(kind.columns, definitions);
  const { total, records } = found(deps, portal, kind, asked, definitions);
  return {
    portalId: portal.portalId,
    objectTypeId: kind.objectTypeId,
    one: kind.one,
    many: kind.many,
    href: indexHref(crm, portal.portalId, kind),
    asked,
    total,
    columns: columns.map(({ name, label }) => ({ name, label })),
    allColumns: definitions.map(({ name, label }) => ({ name, label })),
    rows: records.map((record) => ({
      id: record.id,
      title: titleOf(kind, record),
      href: recordHref(crm, portal.portalId, kind, record.id),
      cells: columns.map((property) => propertyView(deps, { portal, kind }, property, record.properties).display),
    })),
    previews: kind.area !== 'activities',
  };
}

/** `Crm.list` knows one order, newest first; any other is made here, from all that was found. */
function found(
  { crm }: RecordPageDeps,
  portal: Portal,
  kind: Kind,
  { query, page, pageSize, sort, descending }: AskedRecords,
  definitions: readonly PropertyDefinition[],
): { total: number; records: readonly CrmRecord[] } {
  const search = query ? { query } : {};
  const offset = (page - 1) * pageSize;
  const list = (from: number, limit: number) =>
    crm.list(portal.portalId, kind.objectTypeId, { ...search, offset: from, limit });
  if (sort === '') return list(offset, pageSize);
  const { total } = list(0, 0);
  const { records } = list(0, total);
  const property = definitions.find(({ name }) => name === sort);
  const ordered = records.toSorted(byValue(kind, property, descending));
  return { total, records: ordered.slice(offset, offset + pageSize) };
}

type Order = (one: CrmRecord, other: CrmRecord) => number;

/** Numbers and times by size, everything else as text; records without a value come last in both directions. */
function byValue(kind: Kind, property: PropertyDefinition | undefined, descending: boolean): Order {
  const valueOf = (record: CrmRecord): string =>
    property ? (record.properties[property.name] ?? '') : titleOf(kind, record);
  const isNumber = property?.type === 'number';
  const sign = descending ? -1 : 1;
  return (one, other) => {
    const [left, right] = [valueOf(one), valueOf(other)];
    if (left === '' || right === '') return Number(left === '') - Number(right === '');
    return sign * (isNumber ? Number(left) - Number(right) : left.localeCompare(right));
  };
}
