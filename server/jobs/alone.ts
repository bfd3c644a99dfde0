import { createsOn } from '../engine/mapping.ts';
import type { Pair } from '../engine/mapping.ts';
import { createPages } from './pages.ts';
import { patiently } from './patient.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import type { Wanted } from './read-looks.ts';
import { wantedRecords } from './run-page.ts';

/**
 * Looks at left records that have no counterpart, where they are to get one. It comes after the reading of the right side,
 * by which all right records are known that they could be matched with. `from`: the cursor at which an earlier try was
 * cut; `onPage` hears of each one.
 */
export async function lookForAlone(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  look: (wanted: readonly Wanted[]) => Promise<unknown>,
  { from = null, onPage }: { from?: string | null; onPage?: (cursor: string) => Promise<void> } = {},
): Promise<void> {
  if (!createsOn(pair, 'right')) return;
  const pages = createPages(portal.left, {
    object: pair.left,
    fields: fieldsOf(portal, pair, 'left'),
    cursor: from,
  });
  const onePage = async (): Promise<boolean> => {
    const page = await pages.read();
    if (page === null) return false;
    const links = await portal.store.linksByLeft(
      pair.name,
      page.records.map(({ id }) => id),
    );
    const linked = new Set(links.flatMap(({ leftId, rightId }) => (rightId === null ? [] : [leftId])));
    const alone = page.records.filter(({ id }) => !linked.has(id));
    if (alone.length > 0) await look(wantedRecords(alone, 'left'));
    pages.finished(page);
    return true;
  };
  while (!signal.aborted && (await patiently(portal.clock, () => portal.exclusive(onePage), signal))) {
    if (pages.cursor !== null) await onPage?.(pages.cursor);
  }
}
