import type { Hub } from '../hub.ts';
import { linkTable } from '../associations/index-of-links.ts';
import { invalid } from '../http/errors.ts';
import { typeOf } from '../http/endpoint.ts';
import { type RecordRow, recordTable, valueOf } from '../objects/record.ts';
import type { ObjectType } from '../objects/types.ts';
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
  return rows;
}

function rowTest(hub: Hub, portalId: number, type: ObjectType, filter: Filter): RowTest {
  const associated = /^associations\.(.+)$/.exec(filter.propertyName)?.[1];
  if (associated !== undefined) return associationTest(hub, portalId, type, associated, filter);
  const test = filterTest(requireProperty(hub, portalId, type, filter.propertyName), filter);
  return (row) => test(valueOf(type, row, filter.propertyName));
}

function associationTest(hub: Hub, portalId: number, type: ObjectType, spelling: string, filter: Filter): RowTest {
  const ids = new Set(filter.operator === 'IN' ? filter.values : [filter.value]);
  if (filter.operator !== 'EQ' && filter.operator !== 'IN') {
    throw invalid(`The operator ${filter.operator} cannot be used with ${filter.propertyName}.`);
  }
  const table = linkTable(portalId, type, typeOf(spelling));
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

/** Records without the value come last; equal ones in the order of their ids, which the table already has. */
function sorted(hub: Hub, portalId: number, type: ObjectType, rows: RecordRow[], sort: Sort | undefined): RecordRow[] {
  if (!sort) return rows;
  const property = requireProperty(hub, portalId, type, sort.propertyName);
  const sign = sort.direction === 'ASCENDING' ? 1 : -1;
  const keyed = rows.map((row) => {
    const value = valueOf(type, row, sort.propertyName);
    return { row, key: value === null ? null : comparable(property, value) };
  });
  keyed.sort((a, b) => {
    if (a.key === null || b.key === null) return Number(a.key === null) - Number(b.key === null);
    if (a.key === b.key) return 0;
    return a.key < b.key ? -sign : sign;
  });
  return keyed.map(({ row }) => row);
}
