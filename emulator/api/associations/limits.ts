import { invalid } from '../http/errors.ts';
import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { linkRow, linkTable } from './index-of-links.ts';
import type { End } from './link.ts';
import type { AssociationType } from './types.ts';

/** Row of the table `associationLimits/{portalId}`: how many records of one type a record may have by one label. */
export interface AssociationLimit {
  readonly fromTypeId: string;
  readonly toTypeId: string;
  readonly category: AssociationType['category'];
  readonly typeId: number;
  readonly maxToObjectIds: number;
}

const tableOf = (portalId: number): string => `associationLimits/${portalId}`;

const keyOf = (type: Pick<AssociationLimit, 'fromTypeId' | 'toTypeId' | 'typeId'>): string =>
  `${type.fromTypeId}>${type.toTypeId}>${type.typeId}`;

export const allLimits = (hub: Hub, portalId: number): AssociationLimit[] => [
  ...hub.tables.rows<AssociationLimit>(tableOf(portalId)).values(),
];

export const limitOfType = (hub: Hub, portalId: number, type: AssociationType): AssociationLimit | undefined =>
  hub.tables.rows<AssociationLimit>(tableOf(portalId)).get(keyOf(type));

export function putLimit(hub: Hub, portalId: number, type: AssociationType, maxToObjectIds: number): AssociationLimit {
  const { fromTypeId, toTypeId, category, typeId } = type;
  const limit = { fromTypeId, toTypeId, category, typeId, maxToObjectIds };
  hub.tables.put(tableOf(portalId), keyOf(type), limit);
  return limit;
}

export const removeLimit = (hub: Hub, portalId: number, type: AssociationType): void =>
  hub.tables.remove(tableOf(portalId), keyOf(type));

/** A limit holds in its own direction: five contacts of a deal do not limit the deals of a contact. */
export function requireWithinLimits(
  hub: Hub,
  portalId: number,
  from: End,
  to: End,
  types: readonly AssociationType[],
): void {
  if (hub.tables.rows(tableOf(portalId)).size === 0) return;
  for (const type of types) {
    requireRoom(hub, portalId, from, to, type);
    const inverse = { ...type, fromTypeId: type.toTypeId, toTypeId: type.fromTypeId, typeId: type.inverseId };
    requireRoom(hub, portalId, to, from, inverse);
  }
}

function requireRoom(hub: Hub, portalId: number, from: End, to: End, type: AssociationType): void {
  const limit = limitOfType(hub, portalId, type);
  if (!limit) return;
  const table = linkTable(portalId, from.type, to.type);
  const others = hub.links
    .of(table, from.id)
    .filter((id) => id !== to.id && linkRow(hub.tables, table, from.id, id)?.typeIds.includes(type.typeId));
  if (others.length >= limit.maxToObjectIds) throw exceeded(from.type, to.type, limit, from.id);
}

/** The same for a record that is being made, which has no links yet but may be given too many. */
export function requireLinksWithinLimits(
  hub: Hub,
  portalId: number,
  type: ObjectType,
  links: readonly { readonly to: End; readonly types: readonly AssociationType[] }[],
): void {
  for (const limit of allLimits(hub, portalId).filter((one) => one.fromTypeId === type.id)) {
    const given = links.filter(
      ({ to, types }) => to.type.id === limit.toTypeId && types.some((one) => one.typeId === limit.typeId),
    );
    const [first] = given;
    if (first && given.length > limit.maxToObjectIds) throw exceeded(type, first.to.type, limit, null);
  }
}

function exceeded(from: ObjectType, to: ObjectType, limit: AssociationLimit, id: string | null) {
  const who = id === null ? `A ${from.singular}` : `${from.singular} ${id}`;
  const message = `${who} may be associated with at most ${limit.maxToObjectIds} ${to.plural} by type ${limit.typeId}. Remove one first, or raise the limit.`;
  return invalid(message, { errors: [{ message, code: 'ASSOCIATION_LIMIT_EXCEEDED' }] });
}
