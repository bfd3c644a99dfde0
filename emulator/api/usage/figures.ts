import type { Hub } from '../hub.ts';
import { labelsOf } from '../objects/portal-types.ts';
import type { ObjectType } from '../objects/types.ts';

export const percentageOf = (usage: number, limit: number): number => (limit === 0 ? 0 : (usage / limit) * 100);

/** A figure with what it may be at most; 100 is all of it. */
export const against = (limit: number, usage: number) => ({ limit, usage, percentage: percentageOf(usage, limit) });

export const overall = (limit: number, usage: number) => ({
  overallLimit: limit,
  overallUsage: usage,
  overallPercentage: percentageOf(usage, limit),
});

/** An object type as the limits API names it. */
export function named(hub: Hub, portalId: number, type: ObjectType) {
  const { singular, plural } = labelsOf(hub, portalId, type);
  return { objectTypeId: type.id, singularLabel: singular, pluralLabel: plural };
}
