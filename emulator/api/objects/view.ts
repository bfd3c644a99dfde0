import { linkRow, linkTable } from '../associations/index-of-links.ts';
import { typeById } from '../associations/types.ts';
import type { Hub } from '../hub.ts';
import { usableProperty } from '../properties/lookup.ts';
import { bookkeepingNames, iso, type RecordRow } from './record.ts';
import type { ObjectType } from './types.ts';

/**
 * A record as REST answers it, with the named properties, or the type's usual ones, and always the bookkeeping. What
 * holds for every record of one request is worked out once: a batch read spends half of its time here.
 */
export function recordViews(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  names: readonly string[] | null,
): (row: RecordRow) => RecordView {
  const page = hub.settings.recordUrls ? `https://app.hubspot.com/contacts/${portalId}/record/${type.id}/` : null;
  const wanted = [...new Set([...(names ?? type.shown), ...bookkeepingNames(type)])].toSorted();
  return (row) => {
    const createdAt = iso(row.createdAt);
    const updatedAt = row.updatedAt === row.createdAt ? createdAt : iso(row.updatedAt);
    const kept: Readonly<Record<string, string | null>> = row.properties;
    const properties: Record<string, string | null> = {};
    for (const name of wanted) properties[name] = kept[name] ?? null;
    properties['hs_object_id'] = row.id;
    properties[type.created] = createdAt;
    properties[type.modified] = updatedAt;
    const archived = row.archivedAt !== undefined;
    const archivedAt = archived ? { archivedAt: iso(row.archivedAt) } : {};
    const url = page === null ? {} : { url: `${page}${row.id}` };
    return { id: row.id, properties, createdAt, updatedAt, archived, ...archivedAt, ...url };
  };
}

export const recordView = (
  hub: Hub,
  portalId: number,
  type: ObjectType,
  row: RecordRow,
  names: readonly string[] | null,
): RecordView => recordViews(hub, portalId, type, names)(row);

/** What a reader asked for, without what the type does not have: HubSpot leaves unknown names out, with no error. */
export const knownNames = (
  hub: Hub,
  portalId: number,
  type: ObjectType,
  names: readonly string[] | null | undefined,
): readonly string[] | null => names?.filter((name) => usableProperty(hub, portalId, type, name)) ?? null;

export interface RecordView {
  readonly id: string;
  readonly properties: Readonly<Record<string, string | null>>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly archived: boolean;
  readonly archivedAt?: string;
  readonly url?: string;
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
    const types = (linkRow(hub.tables, table, id, toId)?.typeIds ?? []).map((typeId) =>
      typeById(hub, portalId, type, toType, typeId),
    );
    const name = `${type.singular}_to_${toType.singular}`;
    const labelled = types.filter((one) => one?.label).map(() => ({ id: toId, type: name }));
    return [...labelled, { id: toId, type: hasPrimary(type, toType) ? `${name}_unlabeled` : name }];
  });
}

/** Where a primary exists, HubSpot's plain name means the primary one. */
const hasPrimary = (from: ObjectType, to: ObjectType): boolean =>
  [from, to].some((type) => type.singular === 'company') &&
  [from, to].some((type) => ['contact', 'deal', 'ticket', 'order'].includes(type.singular));
