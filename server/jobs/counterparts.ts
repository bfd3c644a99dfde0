import type { PortalStore } from '../store/portal-store.ts';

/**
 * Left records by the right ids that they are the counterparts of. What has no primary counterpart belongs to the record
 * that it is linked with in another role.
 */
export async function counterpartsOf(
  store: Pick<PortalStore, 'linksByRight' | 'linkRoles'>,
  pair: string,
  rightIds: readonly string[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const { state, leftId, rightId } of await store.linksByRight(pair, rightIds)) {
    if (state !== 'reserved' && leftId !== null && rightId !== null) found.set(rightId, leftId);
  }
  const others = rightIds.filter((rightId) => !found.has(rightId));
  if (others.length === 0) return found;
  for (const { leftId, rightId } of await store.linkRoles(pair, { leftIds: [], rightIds: others })) {
    if (!found.has(rightId)) found.set(rightId, leftId);
  }
  return found;
}
