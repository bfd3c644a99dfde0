import { linkRow, linkTable } from '../associations/index-of-links.ts';
import { typeById } from '../associations/types.ts';
import type { Hub } from '../hub.ts';
import { bookkeepingNames, iso, type RecordRow, valueOf } from './record.ts';
import type { ObjectType } from './types.ts';

/** A record as REST answers it, with the named properties, or the type's usual ones, and always the bookkeeping. */
export function recordView(type: ObjectType, row: RecordRow, names: readonly string[] | null): Record<string, unknown> {
  const wanted = new Set([...(names ?? type.shown), ...bookkeepingNames(type)]);
  return {
    id: row.id,
    properties: Object.fromEntries([...wanted].toSorted().map((name) => [name, valueOf(type, row, name)])),
    createdAt: iso(row.createdAt),
    updatedAt: iso(row.updatedAt),
    archived: row.archivedAt !== undefined,
    ...(row.archivedAt === undefined ? {} : { archivedAt: iso(row.archivedAt) }),
  };
}

/** `{"companies":{"results":[{"id","type"}]}}`; a type without links is absent, and it is `line items` with a blank. */
export function associationsView(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  id: string,
  toTypes: readonly ObjectType[],
): { associations?: Record<string, { results: { id: string; type: string }[] }> } {
  const found = toTypes
    .map(
      (toType) =>
        [
          toType.plural === 'line_items' ? 'line items' : toType.plural,
          linksView(hub, portalId, type, id, toType),
        ] as const,
    )
    .filter(([, results]) => results.length > 0)
    .map(([name, results]) => [name, { results }] as const);
  return found.length === 0 ? {} : { associations: Object.fromEntries(found) };
}

function linksView(hub: Hub, portalId: number, type: ObjectType, id: string, toType: ObjectType) {
  const table = linkTable(portalId, type, toType);
  return hub.links.of(table, id).flatMap((toId) => {
    const types = (linkRow(hub.tables, table, id, toId)?.typeIds ?? []).map((typeId) => typeById(type, toType, typeId));
    const name = `${type.singular}_to_${toType.singular}`;
    const labelled = types.filter((one) => one?.label).map(() => ({ id: toId, type: name }));
    return [...labelled, { id: toId, type: hasPrimary(type, toType) ? `${name}_unlabeled` : name }];
  });
}

/** Where a primary exists, HubSpot's plain name means the primary one. */
const hasPrimary = (from: ObjectType, to: ObjectType): boolean =>
  [from, to].some((type) => type.singular === 'company') &&
  [from, to].some((type) => ['contact', 'deal', 'ticket', 'order'].includes(type.singular));
