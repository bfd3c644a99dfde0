import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import type { AssociationType } from './association-type.ts';
import { HUBSPOT_TYPES } from './hubspot-types.ts';

export type { AssociationType } from './association-type.ts';

/** Row of the table `associationTypes/{portalId}`: one direction of a label, or of a pair with a custom object. */
export const ownTypesTable = (portalId: number): string => `associationTypes/${portalId}`;

export const ownTypes = (hub: Hub, portalId: number): AssociationType[] => [
  ...hub.tables.rows<AssociationType>(ownTypesTable(portalId)).values(),
];

const ofPair = (type: Pick<AssociationType, 'fromTypeId' | 'toTypeId'>): string =>
  `${type.fromTypeId}>${type.toTypeId}`;

const HUBSPOT_TYPES_BY_PAIR: ReadonlyMap<string, readonly AssociationType[]> = Map.groupBy(HUBSPOT_TYPES, ofPair);

/** Every type of a pair, in this direction: HubSpot's own, then the portal's. */
export function associationTypes(hub: Hub, portalId: number, from: ObjectType, to: ObjectType): AssociationType[] {
  const pair = ofPair({ fromTypeId: from.id, toTypeId: to.id });
  const own = ownTypes(hub, portalId).filter((type) => ofPair(type) === pair);
  return [...(HUBSPOT_TYPES_BY_PAIR.get(pair) ?? []), ...own];
}

/** The unlabelled type of a pair; undefined when HubSpot does not let the two be associated (products, for example). */
export const defaultType = (
  hub: Hub,
  portalId: number,
  from: ObjectType,
  to: ObjectType,
): AssociationType | undefined => associationTypes(hub, portalId, from, to).find((type) => type.label === null);

export const typeById = (
  hub: Hub,
  portalId: number,
  from: ObjectType,
  to: ObjectType,
  typeId: number,
): AssociationType | undefined => associationTypes(hub, portalId, from, to).find((type) => type.typeId === typeId);

/** Schemas list what was just defined without its name for a while: the name comes from elsewhere at HubSpot. */
export function shownInSchema(hub: Hub, { name, ...type }: AssociationType): AssociationType {
  const nameless = name === undefined || (type.definedAt ?? 0) + hub.settings.associationNameLagMs > hub.clock.now();
  return nameless ? type : { ...type, name };
}
