import { fieldsToRead } from '../../../engine/fields.ts';
import type { Mapping } from '../../../engine/mapping.ts';
import { objectTypeId } from '../object-types.ts';

/** What HubSpot is asked to write into the journal; a list that is empty means all. */
export type Wanted =
  | {
      readonly subscriptionType: 'OBJECT';
      readonly portalId: number;
      readonly objectTypeId: string;
      readonly actions: readonly string[];
      readonly properties: readonly string[];
    }
  | {
      readonly subscriptionType: 'ASSOCIATION';
      readonly portalId: number;
      readonly objectTypeId: string;
      readonly actions: readonly string[];
      readonly associatedObjectTypeIds: readonly string[];
    }
  | {
      readonly subscriptionType: 'GDPR_PRIVACY_DELETION';
      readonly portalId: number;
      readonly objectTypeId: string;
      readonly actions: readonly string[];
    };

const CONTACT = '0-1';

/**
 * The subscriptions of one account: every left object of the mapping with the properties that a look reads, the
 * associations that the mapping keeps, and the wish of a contact to be forgotten. Custom objects that the mapping calls by
 * name have another id in every account; they are not among them.
 */
export function wantedSubscriptions(mapping: Mapping, portalId: number): Wanted[] {
  const byObject = Map.groupBy(mapping.pairs, (pair) => pair.left);
  return [...byObject].flatMap(([object, pairs]): Wanted[] => {
    const typeId = objectTypeId(object);
    if (typeId === null) return [];
    const about = { portalId, objectTypeId: typeId };
    const ends = pairs.flatMap((pair) => pair.associations.map(({ to }) => leftOf(mapping, to)));
    const others = sorted(ends.flatMap((end) => objectTypeId(end) ?? []));
    const actions = ['CREATE', 'DELETE', 'MERGE', 'RESTORE', 'UPDATE'];
    const properties = sorted(pairs.flatMap((pair) => fieldsToRead(pair, 'left')));
    return [
      { subscriptionType: 'OBJECT', ...about, actions, properties },
      ...(others.length === 0
        ? []
        : [
            {
              subscriptionType: 'ASSOCIATION' as const,
              ...about,
              actions: ['ASSOCIATION_ADDED', 'ASSOCIATION_REMOVED'],
              associatedObjectTypeIds: others,
            },
          ]),
      ...(typeId === CONTACT
        ? [{ subscriptionType: 'GDPR_PRIVACY_DELETION' as const, ...about, actions: ['GDPR_DELETE'] }]
        : []),
    ];
  });
}

const leftOf = (mapping: Mapping, pair: string): string => mapping.pairs.find(({ name }) => name === pair)?.left ?? '';

const sorted = (names: readonly string[]): string[] => [...new Set(names)].toSorted();
