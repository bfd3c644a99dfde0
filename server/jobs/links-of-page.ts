import type { Pair } from '../engine/mapping.ts';
import type { SyncRecord } from '../engine/record.ts';
import type { Portal } from './portal.ts';

/** What the store holds of a page's records. A batch that looked at one of them and agreed on something has changed it. */
export async function linksOf(portal: Portal, pair: Pair, records: readonly SyncRecord[]): Promise<string> {
  const ids = records.map(({ id }) => id);
  const links = await portal.store.linksByRight(pair.name, ids);
  return JSON.stringify(links.toSorted((a, b) => ((a.rightId ?? '') < (b.rightId ?? '') ? -1 : 1)));
}

/** Whether some of a page's records are yet to be matched. */
export async function hasUnlinked(portal: Portal, pair: Pair, records: readonly SyncRecord[]): Promise<boolean> {
  const ids = records.map((record) => record.id);
  const links = await portal.store.linksByRight(pair.name, ids);
  if (links.length === ids.length) return false;
  const linked = new Set(links.map((link) => link.rightId));
  const rightIds = ids.filter((id) => !linked.has(id));
  // Those of other roles are not matched either.
  const { roles, separated } = await portal.store.bindings(pair.name, { leftIds: [], rightIds });
  const alone = separated.filter(({ leftId }) => leftId === null);
  return new Set([...roles, ...alone].map(({ rightId }) => rightId)).size < rightIds.length;
}
