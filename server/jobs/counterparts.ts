import type { PortalStore } from '../store/portal-store.ts';

/**
 * Left records by the right ids that they are the counterparts of. What has no primary counterpart belongs to the record
 * that it is linked with in another role. `present`: without left records that were removed, for a write to them.
 */
export async function counterpartsOf(
  store: Pick<PortalStore, 'linksByRight' | 'linkRoles'>,
  pair: string,
  rightIds: readonly string[],
  { present = false }: { present?: boolean } = {},
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const settled = new Set<string>();
  for (const { state, gone, leftId, rightId } of await store.linksByRight(pair, rightIds)) {
    if (state === 'reserved' || leftId === null || rightId === null) continue;
    settled.add(rightId);
    if (!present || !gone?.sides.includes('left')) found.set(rightId, leftId);
  }
  const others = rightIds.filter((rightId) => !settled.has(rightId));
  if (others.length === 0) return found;
  for (const { leftId, rightId } of await store.linkRoles(pair, { leftIds: [], rightIds: others })) {
    if (!found.has(rightId)) found.set(rightId, leftId);
  }
  return found;
}
