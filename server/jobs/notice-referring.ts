import type { Pair } from '../engine/mapping.ts';
import type { Notice } from '../engine/record.ts';
import type { Portal } from './portal.ts';

/**
 * Notices of the left records that are associated with these ones: their right records refer to one whose counterpart
 * changes. Where the left system cannot say, they follow with the next full sync.
 */
export async function referringNotices(portal: Portal, pair: Pair, leftIds: readonly string[]): Promise<Notice[]> {
  const { left, mapping } = portal;
  if (!left.associated) return [];
  const notices: Notice[] = [];
  const referring = mapping.pairs.filter((one) => one.associations.some(({ to }) => to === pair.name));
  for (const object of new Set(referring.map((one) => one.left))) {
    for (const id of new Set(leftIds)) {
      const ids = await left.associated({ object: pair.left, id }, object);
      notices.push(...ids.map((one) => ({ side: 'left' as const, object, id: one })));
    }
  }
  return notices;
}
