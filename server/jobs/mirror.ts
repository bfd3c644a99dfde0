import { upsertAccounts } from '../store/accounts.ts';
import { connectionUp } from '../store/connection-state.ts';
import { getCursor, saveCursor } from '../store/cursors.ts';
import { upsertDocuments } from '../store/documents.ts';
import type { Portal } from './portal.ts';

const FEED = 'documents';

/** Brings the mirrored documents up to date, so that a card answers from the store. Resolves to how many came. */
export async function mirrorDocuments(portal: Portal, signal: AbortSignal): Promise<number> {
  const { db, id, right, rightName } = portal;
  let count = 0;
  if (right.documents) {
    for await (const page of right.documents(await getCursor(db, id, FEED))) {
      await db.tx(async (query) => {
        await upsertAccounts({ query }, id, rightName, page.accounts);
        await upsertDocuments({ query }, id, rightName, page.documents);
        await saveCursor({ query }, id, FEED, page.cursor);
      });
      count += page.documents.length;
      if (signal.aborted) return count;
    }
  }
  await connectionUp(db, id, rightName, { mirrored: true });
  return count;
}
