import type { End } from '../associations/link.ts';
import type { LinkChange } from '../changes.ts';
import { type EventBody, head, isGeneric, type Stamp, type Subscription } from './events.ts';

/** One direction of a changed link: a link is two of them, each with its own type id. */
export interface Direction {
  readonly from: End;
  readonly to: End;
  readonly typeId: number;
}

export const directionsOf = ({ from, to, type }: LinkChange): Direction[] => [
  { from, to, typeId: type.typeId },
  { from: to, to: from, typeId: type.inverseId },
];

/** What a person did is called CRM_UI in a record's events, but USER in an association's. */
const sourceOf = (changeSource: string): string => (changeSource === 'CRM_UI' ? 'USER' : changeSource);

/**
 * Neither a changeFlag nor an objectId, in the order of a captured request. `isPrimaryAssociation` is in HubSpot's
 * documentation and was not in that request: a setting adds it.
 */
export function associationChange(
  stamp: Stamp,
  to: Subscription,
  change: LinkChange,
  direction: Direction,
  withPrimary: boolean,
): EventBody {
  const { from, to: other, typeId } = direction;
  return {
    ...head(stamp, to),
    changeSource: sourceOf(change.actor.changeSource),
    associationType: `${from.type.singular}_TO_${other.type.singular}`.toUpperCase(),
    fromObjectId: Number(from.id),
    toObjectId: Number(other.id),
    associationRemoved: change.kind === 'unlinked',
    ...(withPrimary ? { isPrimaryAssociation: change.type.label === 'Primary' } : {}),
    ...(isGeneric(to)
      ? {
          fromObjectTypeId: from.type.id,
          toObjectTypeId: other.type.id,
          associationTypeId: typeId,
          associationCategory: change.type.category,
        }
      : {}),
    sourceId: change.actor.sourceId,
  };
}
