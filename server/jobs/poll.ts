import { AHEAD, changesFeed } from './feed.ts';
import { mirrorDocuments } from './mirror.ts';
import type { Portal } from './portal.ts';

/** Asks the right side what changed, as notices; then mirrors its documents. Resolves to how many notices there were. */
export async function pollPortal(portal: Portal, signal: AbortSignal, wake: () => Promise<void>): Promise<number> {
  // The cursors come from the first full sync; without them everything would seem changed.
  if (!(await portal.store.hasFinishedSync())) return 0;
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
  const cursor = await portal.store.getCursor(changesFeed(object));
  let count = 0;
  for await (const page of portal.right.read({ object, fields: [], cursor })) {
    const ids = [...page.records.map(({ id }) => id), ...(page.gone ?? [])];
    const notices = ids.map((id) => ({ side: 'right' as const, object, id }));
    await portal.store.tx(async (store) => {
      await store.acceptNotices(notices, AHEAD);
      await store.saveCursor(changesFeed(object), page.cursor);
    });
    count += notices.length;
    if (signal.aborted) break;
  }
  return count;
}
