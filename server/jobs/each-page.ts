import type { Pair } from '../engine/mapping.ts';
import type { SyncRecord } from '../engine/record.ts';
import { NOWHERE } from './checkpoint.ts';
import type { Checkpoint, Reached } from './checkpoint.ts';
import { learnKeys } from './learn-keys.ts';
import { createPages } from './pages.ts';
import { patiently } from './patient.ts';
import { fieldsOf } from './portal.ts';
import type { Portal } from './portal.ts';
import type { Slice } from './slice.ts';
import { hasUnlinked, linksOf } from './links-of-page.ts';

/** `next`: where reading stands after this page. */
export type OnePage = (records: readonly SyncRecord[], next: Pick<Reached, 'cursor' | 'keysKnown'>) => Promise<unknown>;

/** Page after page of a pair's right records; only one is in memory. */
export async function eachPage(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  work: OnePage,
  from: Reached = NOWHERE,
  tools?: { readonly checkpoint: Checkpoint; readonly slice: Slice },
): Promise<void> {
  const request = { object: pair.right, fields: fieldsOf(portal, pair, 'right'), cursor: from.cursor };
  const pages = createPages(portal.right, request, (page) => linksOf(portal, pair, page.records));
  let keysKnown = from.keysKnown || pair.match.length === 0;
  // Read and worked on under one lock: what a page says must not be older than a base that another batch saved since.
  const onePage = async (): Promise<'end' | 'next' | 'keys'> => {
    const page = await pages.read();
    if (page === null) return 'end';
    if (!keysKnown && (await hasUnlinked(portal, pair, page.records))) return 'keys';
    pages.readAhead();
    await work(page.records, { cursor: page.cursor, keysKnown });
    pages.finished(page);
    await pages.settled();
    return 'next';
  };
  while (!signal.aborted) {
    const came = await patiently(portal.clock, () => portal.exclusive(onePage), signal);
    if (came === 'end') break;
    if (came === 'next') {
      tools?.slice.yieldIfOver();
      continue;
    }
    // Keys serve to match what is not linked yet: only then the left records are listed, once, and a re-sync lists nothing.
    await learnKeys(portal, pair, signal, tools);
    keysKnown = true;
  }
}
