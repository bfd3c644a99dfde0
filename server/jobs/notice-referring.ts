import { goesRight } from '../engine/mapping.ts';
import type { Association, Pair } from '../engine/mapping.ts';
import type { Notice } from '../engine/record.ts';
import type { Fate } from './fate.ts';
import type { Portal } from './portal.ts';

/**
 * Notices of the left records that are associated with these ones: their right records refer to one whose counterpart
 * changes. Where the left system cannot say, they follow with the next full sync.
 */
export async function referringNotices(
  portal: Portal,
  pair: Pair,
  leftIds: readonly string[],
  counts: (association: Association) => boolean = () => true,
): Promise<Notice[]> {
  const { left, mapping } = portal;
  if (!left.associated) return [];
  const notices: Notice[] = [];
  const referring = mapping.pairs.filter((one) =>
    one.associations.some((association) => association.to === pair.name && counts(association)),
  );
  for (const object of new Set(referring.map((one) => one.left))) {
    for (const id of new Set(leftIds)) {
      const ids = await left.associated({ object: pair.left, id }, object);
      notices.push(...ids.map((one) => ({ side: 'left' as const, object, id: one })));
    }
  }
  return notices;
}

/** Records that waited, on the right, for one that has got its counterpart just now. */
export async function waitingNotices(portal: Portal, fates: readonly Fate[]): Promise<Notice[]> {
  const found: Notice[] = [];
  for (const pair of portal.mapping.pairs) {
    const linked = fates.flatMap(({ planned: { look }, leftId, rightId, done }) => {
      const isNew = look.recovered || done.some(({ kind }) => kind === 'link' || kind === 'create');
      return look.pair.name === pair.name && isNew && leftId !== null && rightId !== null ? [leftId] : [];
    });
    if (linked.length > 0) found.push(...(await referringNotices(portal, pair, linked, goesRight)));
  }
  return found;
}
