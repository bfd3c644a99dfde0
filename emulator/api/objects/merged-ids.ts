import type { Hub } from '../hub.ts';
import type { ObjectType } from './types.ts';

/** Row of the table `mergedIds/{portalId}/{typeId}`, keyed by an id that lost a merge. */
interface MergedIdRow {
  readonly into: string;
}

const mergedIdTable = (portalId: number, type: ObjectType): string => `mergedIds/${portalId}/${type.id}`;

export const rememberMergedId = (hub: Hub, portalId: number, type: ObjectType, id: string, into: string): void =>
  hub.tables.put(mergedIdTable(portalId, type), id, { into });

export const wasMerged = (hub: Hub, portalId: number, type: ObjectType, id: string): boolean =>
  hub.tables.rows(mergedIdTable(portalId, type)).has(id);

/** The id under which a record answers by now: a survivor may have been merged again. */
export function currentId(hub: Hub, portalId: number, type: ObjectType, id: string): string {
  const merged = hub.tables.rows<MergedIdRow>(mergedIdTable(portalId, type));
  let found = id;
  for (let next = merged.get(found); next; next = merged.get(found)) found = next.into;
  return found;
}

/** Forgets every old id of a record that is gone for good. */
export function forgetMergedIds(hub: Hub, portalId: number, type: ObjectType, oldIds: readonly string[]): void {
  for (const id of oldIds) hub.tables.remove(mergedIdTable(portalId, type), id);
}
