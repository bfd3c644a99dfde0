import { getCursor, saveCursor } from '../store/cursors.ts';
import { acceptNotices } from '../store/notices.ts';
import { hasFinishedSync } from '../store/runs.ts';
import { changesFeed } from './feed.ts';
import { mirrorDocuments } from './mirror.ts';
import type { Portal } from './portal.ts';

/** Asks the right side what changed, as notices; then mirrors its documents. Resolves to how many notices there were. */
export async function pollPortal(portal: Portal, signal: AbortSignal, wake: () => Promise<void>): Promise<number> {
  // The cursors come from the first full sync; without them everything would seem changed.
  if (!(await hasFinishedSync(portal.db, portal.id))) return 0;
  let count = 0;
  for (const object of new Set(portal.mapping.pairs.map((pair) => pair.right))) {
    count += await pollObject(portal, object, signal);
    if (signal.aborted) return count;
  }
  if (count > 0) await wake();
  await mirrorDocuments(portal, signal);
  return count;
}

async function pollObject(portal: Portal, object: string, signal: AbortSignal): Promise<number> {
  const cursor = await getCursor(portal.db, portal.id, changesFeed(object));
  let count = 0;
  for await (const page of portal.right.read({ object, fields: [], cursor })) {
    const notices = page.records.map(({ id }) => ({ side: 'right' as const, object, id }));
    await portal.db.tx(async (query) => {
      await acceptNotices({ query }, portal.id, notices);
      await saveCursor({ query }, portal.id, changesFeed(object), page.cursor);
    });
    count += notices.length;
    if (signal.aborted) break;
  }
  return count;
}
