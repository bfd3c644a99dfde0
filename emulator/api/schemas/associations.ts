import { type AssociationType, associationTypes, ownTypesTable } from '../associations/types.ts';
import { type LinkRow, linkTable } from '../associations/index-of-links.ts';
import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import { findTypeIn } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';
import { nextNumber } from '../store/counter.ts';

/** Association types that a portal makes get numbers of one series, labels and pairs alike. */
const FIRST_TYPE_ID = 1001;

/** HubSpot associates every custom object with its activities; these are the ones that the emulator has. */
const ACTIVITIES = ['notes', 'tasks'];

const keyOf = (type: AssociationType): string => `${type.fromTypeId}>${type.toTypeId}>${type.typeId}`;

/** Lets records of the two types be associated, with a label or without one, and answers both directions. */
export function pair(
  hub: Hub,
  portalId: number,
  [from, to]: readonly [ObjectType, ObjectType],
  category: AssociationType['category'],
  name: string,
  [label, inverseLabel]: readonly [string | null, string | null] = [null, null],
): readonly [AssociationType, AssociationType] {
  const typeId = nextNumber(hub.tables, 'associationTypes', FIRST_TYPE_ID);
  // Between records of one type the two directions are the same one, unless each has a label of its own.
  const inverseId =
    from.id === to.id && label === inverseLabel ? typeId : nextNumber(hub.tables, 'associationTypes', FIRST_TYPE_ID);
  const definedAt = hub.clock.now();
  const there = { fromTypeId: from.id, toTypeId: to.id, category, typeId, inverseId, label, name, definedAt };
  const back = {
    ...there,
    fromTypeId: to.id,
    toTypeId: from.id,
    typeId: inverseId,
    inverseId: typeId,
    label: inverseLabel,
  };
  for (const type of [there, back]) hub.tables.put(ownTypesTable(portalId), keyOf(type), type);
  return [there, back];
}

export function pairWithActivities(hub: Hub, portalId: number, type: ObjectType): void {
  for (const spelling of ACTIVITIES) {
    const activity = findTypeIn(hub, portalId, spelling);
    if (activity) pair(hub, portalId, [type, activity], 'HUBSPOT_DEFINED', `${type.singular}_to_${activity.singular}`);
  }
}

/** A pair that a person or an app defined; it counts as the portal's own. */
export function definePair(
  hub: Hub,
  portalId: number,
  from: ObjectType,
  to: ObjectType,
  name = `${from.singular}_to_${to.singular}`,
): AssociationType {
  if (associationTypes(hub, portalId, from, to).some((type) => type.label === null)) {
    throw invalid(`${from.plural} and ${to.plural} can be associated already.`, {
      subCategory: 'AssociationDefinitionError.ASSOCIATION_DEFINITION_ALREADY_EXISTS',
    });
  }
  return pair(hub, portalId, [from, to], 'USER_DEFINED', name)[0];
}

/** Every type with one end at the object, its own and HubSpot's. */
export function associationsOf(hub: Hub, portalId: number, type: ObjectType): AssociationType[] {
  const own = [...hub.tables.rows<AssociationType>(ownTypesTable(portalId)).values()];
  return own.filter((one) => one.fromTypeId === type.id || one.toTypeId === type.id);
}

/** Ends a pair in both directions; its records are no longer associated. */
export function removePair(hub: Hub, portalId: number, type: AssociationType): void {
  const from = findTypeIn(hub, portalId, type.fromTypeId);
  const to = findTypeIn(hub, portalId, type.toTypeId);
  const table = ownTypesTable(portalId);
  for (const [one, other, id] of [
    [from, to, type.typeId],
    [to, from, type.inverseId],
  ] as const) {
    if (!one || !other) continue;
    hub.tables.remove(table, `${one.id}>${other.id}>${id}`);
    dropFromLinks(hub, linkTable(portalId, one, other), id);
  }
}

function dropFromLinks({ tables }: Hub, table: string, typeId: number): void {
  for (const [key, { typeIds }] of tables.rows<LinkRow>(table)) {
    if (!typeIds.includes(typeId)) continue;
    const left = typeIds.filter((id) => id !== typeId);
    if (left.length === 0) tables.remove(table, key);
    else tables.put(table, key, { typeIds: left });
  }
}

export function requireNoLabels(hub: Hub, portalId: number, type: AssociationType): void {
  const labelled = [...hub.tables.rows<AssociationType>(ownTypesTable(portalId)).values()].some(
    (one) => one.label !== null && one.fromTypeId === type.fromTypeId && one.toTypeId === type.toTypeId,
  );
  if (type.label !== null || !labelled) return;
  throw invalid(
    `Definition with label still exists; Cannot delete unlabeled type with associationTypeId ${type.typeId}. Delete its labels first.`,
  );
}
