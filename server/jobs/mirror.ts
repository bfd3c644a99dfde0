import type { Portal } from './portal.ts';

const FEED = 'documents';

/** Brings the mirrored documents up to date, so that a card answers from the store. Resolves to how many came. */
export async function mirrorDocuments(portal: Portal, signal: AbortSignal): Promise<number> {
  const { store, right, rightName } = portal;
  let count = 0;
  if (right.documents) {
    for await (const page of right.documents(await store.getCursor(FEED))) {
      await store.tx(async (inTx) => {
        await inTx.upsertAccounts(rightName, page.accounts);
        await inTx.upsertDocuments(rightName, page.documents);
        await inTx.saveCursor(FEED, page.cursor);
      });
      count += page.documents.length;
      if (signal.aborted) return count;
    }
  }
  await store.connectionUp(rightName, { mirrored: true });
  return count;
}
