import { linkRow, linkTable } from '../associations/index-of-links.ts';
import { typeById } from '../associations/types.ts';
import type { Hub } from '../hub.ts';
import { typesIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';

/** Associations of several records become those of one; the first record's primary company stays the primary one. */
export function moveLinks(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  fromIds: readonly string[],
  toId: string,
): void {
  for (const otherType of typesIn(hub, portalId)) {
    const found = new Map<string, Set<number>>();
    let primary = false;
    for (const id of fromIds) {
      const labels = taken(hub, portalId, type, otherType, id);
      for (const [otherId, typeIds] of labels) {
        if (otherType.id === type.id && fromIds.includes(otherId)) continue;
        const kept = primary ? typeIds.filter((one) => !isPrimary(hub, portalId, type, otherType, one)) : typeIds;
        found.set(otherId, new Set([...(found.get(otherId) ?? []), ...kept]));
      }
      primary ||= [...labels.values()].flat().some((one) => isPrimary(hub, portalId, type, otherType, one));
    }
    for (const [otherId, typeIds] of found) put(hub, portalId, type, toId, otherType, otherId, [...typeIds]);
  }
}

/** Takes away the links of one record and answers them: other id to association types. */
function taken(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  otherType: ObjectType,
  id: string,
): Map<string, readonly number[]> {
  const table = linkTable(portalId, type, otherType);
  const links = new Map<string, readonly number[]>();
  for (const otherId of hub.links.of(table, id)) {
    links.set(otherId, linkRow(hub.tables, table, id, otherId)?.typeIds ?? []);
    hub.tables.remove(table, `${id}>${otherId}`);
    hub.tables.remove(linkTable(portalId, otherType, type), `${otherId}>${id}`);
  }
  return links;
}

/** HubSpot tells nobody of associations that move with a merge, so that they are not made by `link`. */
function put(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  id: string,
  otherType: ObjectType,
  otherId: string,
  typeIds: readonly number[],
): void {
  const types = typeIds.flatMap((one) => typeById(hub, portalId, type, otherType, one) ?? []);
  hub.tables.put(linkTable(portalId, type, otherType), `${id}>${otherId}`, { typeIds });
  hub.tables.put(linkTable(portalId, otherType, type), `${otherId}>${id}`, {
    typeIds: types.map((one) => one.inverseId),
  });
}

/** A record has one primary company, but a company is the primary one of many records. */
const isPrimary = (hub: Hub, portalId: number, type: ObjectType, otherType: ObjectType, typeId: number): boolean =>
  otherType.singular === 'company' && typeById(hub, portalId, type, otherType, typeId)?.label === 'Primary';
