import type { Pair } from '../engine/mapping.ts';
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
): Promise<void> {
  for (let after = ''; !signal.aborted;) {
    const rightIds = await portal.store.unseenLinks(pair.name, after, BATCH);
    const last = rightIds.at(-1);
    if (last === undefined) return;
    const wanted = rightIds.map((id) => ({ side: 'right' as const, id, record: null, notice: null }));
    await patiently(portal.clock, () => portal.exclusive(() => look(wanted)), signal);
    after = last;
  }
}
