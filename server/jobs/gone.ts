import type { Pair } from '../engine/mapping.ts';
import type { Reading } from '../store/seen.ts';
import { removalsOf } from './limit-removals.ts';
import { planLooks } from './plan-looks.ts';
import { readLooks } from './read-looks.ts';
import { patiently } from './patient.ts';
import type { Portal } from './portal.ts';
import type { Wanted } from './read-looks.ts';

const BATCH = 100;

/**
 * Looks at linked records that a full reading of the right side did not come across: they were deleted, which no system
 * tells of when it is asked what changed. One that is only new since the reading is found there.
 */
export async function lookForGone(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  look: (wanted: readonly Wanted[]) => Promise<unknown>,
  reading: Reading = 'sync',
): Promise<void> {
  for (let after = ''; !signal.aborted;) {
    const rightIds = await portal.store.unseenLinks(pair.name, after, BATCH, reading);
    const last = rightIds.at(-1);
    if (last === undefined) return;
    const wanted = rightIds.map((id) => ({ side: 'right' as const, id, record: null, notice: null }));
    await patiently(portal.clock, () => portal.exclusive(() => look(wanted)), signal);
    after = last;
  }
}

/** How many records would be removed for those that a reading did not come across: asked before the first one is. */
export async function countGone(portal: Portal, pair: Pair, signal: AbortSignal): Promise<number> {
  if (pair.deleted.right !== 'archive' && pair.deleted.right !== 'delete') return 0;
  let count = 0;
  await lookForGone(portal, pair, signal, async (wanted) => {
    count += removalsOf(await planLooks(portal, await readLooks(portal, pair, wanted)));
  });
  return count;
}
