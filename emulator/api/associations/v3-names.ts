import type { Hub } from '../hub.ts';
import type { ObjectType } from '../objects/types.ts';
import { type AssociationType, isPrimary } from './association-type.ts';
import { associationTypes } from './types.ts';

const FAMILY: Readonly<Record<number, string>> = { 13: 'parent_to_child_company', 14: 'child_to_parent_company' };

/** v3 names types: where a primary one exists, the plain name means it, and the other one is `..._unlabeled`. */
export function v3Names(hub: Hub, portalId: number, from: ObjectType, to: ObjectType): [string, AssociationType][] {
  const types = associationTypes(hub, portalId, from, to);
  const base = `${from.singular}_to_${to.singular}`;
  const hasPrimary = types.some(isPrimary);
  return types.map((type) => {
    if (type.name !== undefined) return [type.name, type];
    const family = type.fromTypeId === type.toTypeId ? FAMILY[type.typeId] : undefined;
    return [family ?? (hasPrimary && !isPrimary(type) ? `${base}_unlabeled` : base), type];
  });
}
