import type { RoleLink, Separation } from '../../server/engine/record.ts';
import type { StoreInTx } from '../../server/store/portal-store.ts';
import type { MemoryState } from './memory-store.ts';

const keyOf = ({ pair, leftId, rightId }: Separation): string => JSON.stringify([pair, leftId, rightId]);

export function rolePart({
  links,
  linkedLefts,
  roles,
  separated,
}: MemoryState): Pick<StoreInTx, 'bindings' | 'linkRoles' | 'removeLinks' | 'saveLinkRoles' | 'separate' | 'unite'> {
  const rolesOf: StoreInTx['linkRoles'] = async (pair, { leftIds, rightIds }) =>
    [...roles.values()].filter(isOf(pair, leftIds, rightIds));
  const isPrimary = ({ pair, leftId, rightId }: Separation): boolean =>
    links.get(JSON.stringify([pair, rightId]))?.leftId === leftId;
  return {
    linkRoles: rolesOf,
    bindings: async (pair, ids) => ({
      roles: await rolesOf(pair, ids),
      separated: [...separated.values()].filter(isOf(pair, ids.leftIds, ids.rightIds)),
    }),
    async saveLinkRoles(saves) {
      for (const link of saves) if (!isPrimary(link)) roles.set(keyOf(link), link);
    },
    async removeLinks(ended) {
      for (const link of ended) {
        roles.delete(keyOf(link));
        if (!isPrimary(link)) continue;
        links.delete(JSON.stringify([link.pair, link.rightId]));
        linkedLefts.delete(JSON.stringify([link.pair, link.leftId]));
      }
    },
    async separate(separations) {
      for (const one of separations) separated.set(keyOf(one), one);
    },
    async unite(made) {
      for (const { pair, leftId, rightId } of made) {
        separated.delete(keyOf({ pair, leftId, rightId }));
        separated.delete(keyOf({ pair, leftId: null, rightId }));
        separated.delete(keyOf({ pair, leftId, rightId: null }));
      }
    },
  };
}

const isOf =
  (pair: string, leftIds: readonly string[], rightIds: readonly string[]) =>
  (one: RoleLink | Separation): boolean =>
    one.pair === pair &&
    ((one.leftId !== null && leftIds.includes(one.leftId)) || (one.rightId !== null && rightIds.includes(one.rightId)));
