import type { Hub } from '../hub.ts';
import { linkTable } from '../associations/index-of-links.ts';
import { invalid } from '../http/errors.ts';
import { typeOf } from '../http/endpoint.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import { isCustom, type ObjectType } from '../objects/types.ts';
import { findProperty } from '../properties/catalog.ts';
import type { Property } from '../properties/definition.ts';
import { comparable, filterTest, matchesQuery } from './match.ts';
import type { Filter, SearchBody, Sort } from './request.ts';

type RowTest = (row: RecordRow) => boolean;

/** The rows that a search finds, in order: what the index knows, not what the records hold by now. */
export function searchRows(hub: Hub, portalId: number, type: ObjectType, body: SearchBody): RecordRow[] {
  const groups = body.filterGroups.map(({ filters }) => filters.map((filter) => rowTest(hub, portalId, type, filter)));
  const query = body.query;
  const found = indexed(hub, recordTable(portalId, type)).filter(
    (row) =>
      (groups.length === 0 || groups.some((tests) => tests.every((test) => test(row)))) &&
      (!query ||
        matchesQuery(
          query,
          type.searched.map((name) => valueOf(type, row, name)),
        )),
  );
  return sorted(hub, portalId, type, found, body.sorts[0]);
}

function indexed(hub: Hub, table: string): RecordRow[] {
  const stale = hub.lag.stale(table);
  const rows: RecordRow[] = [];
  for (const row of hub.tables.rows<RecordRow>(table).values()) {
    const known = stale.has(row.id) ? stale.get(row.id) : row;
    if (known && known.archivedAt === undefined) rows.push(known);
  }
  // A record that lost a merge is gone, but the index has not heard of it yet.
  const live = hub.tables.rows<RecordRow>(table);
  const gone = [...stale].flatMap(([id, row]) => (row && row.archivedAt === undefined && !live.has(id) ? [row] : []));
  return gone.length === 0 ? rows : [...rows, ...gone].toSorted((one, other) => Number(one.id) - Number(other.id));
}

function rowTest(hub: Hub, portalId: number, type: ObjectType, filter: Filter): RowTest {
  const associated = /^associations\.(.+)$/.exec(filter.propertyName)?.[1];
  if (associated !== undefined) return associationTest(hub, portalId, type, associated, filter);
  const property = requireProperty(hub, portalId, type, filter.propertyName);
  const test = filterTest(property, filter, hub.settings.betweenIsInclusive);
  return (row) => test(searchedValue(type, row, filter.propertyName));
}

/** As `valueOf`, but instants as numbers in text, because writing and reading ISO 8601 for every row is slow. */
function searchedValue(type: ObjectType, row: RecordRow, name: string): string | null {
  if (name === type.created) return String(row.createdAt);
  if (name === type.modified) return String(row.updatedAt);
  return valueOf(type, row, name);
}

function associationTest(hub: Hub, portalId: number, type: ObjectType, spelling: string, filter: Filter): RowTest {
  const ids = new Set(filter.operator === 'IN' ? filter.values : [filter.value]);
  if (filter.operator !== 'EQ' && filter.operator !== 'IN') {
    throw invalid(`The operator ${filter.operator} cannot be used with ${filter.propertyName}.`);
  }
  const toType = typeOf({ hub, portalId }, spelling);
  if (isCustom(type) || isCustom(toType)) {
    throw invalid(`${filter.propertyName}: HubSpot does not search by associations with custom objects.`);
  }
  const table = linkTable(portalId, type, toType);
  return (row) => hub.links.of(table, row.id).some((id) => ids.has(id));
}

function requireProperty(hub: Hub, portalId: number, type: ObjectType, name: string): Property {
  const property = findProperty(hub.tables, portalId, type, name);
  if (property) return property;
  throw invalid(`There was a problem with the request. Property "${name}" does not exist.`, {
    errors: [
      {
        message: `Property "${name}" does not exist`,
        code: 'PROPERTY_DOESNT_EXIST',
        context: { propertyName: [name] },
      },
    ],
  });
}

/** Records without the value come last; equal ones in the order of their ids, which the rows already have. */
function sorted(hub: Hub, portalId: number, type: ObjectType, rows: RecordRow[], sort: Sort | undefined): RecordRow[] {
  if (!sort) return rows;
  const property = requireProperty(hub, portalId, type, sort.propertyName);
  if (property.name === 'hs_object_id' && sort.direction === 'ASCENDING') return rows;
  const sign = sort.direction === 'ASCENDING' ? 1 : -1;
  const keyed = rows.map((row) => {
    const value = searchedValue(type, row, sort.propertyName);
    return { row, key: value === null ? null : comparable(property, value) };
  });
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    if (a.key === b.key) return 0;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}
