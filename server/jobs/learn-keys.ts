import type { Pair } from '../engine/mapping.ts';
import { NOWHERE } from './checkpoint.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Portal } from './portal.ts';
import { rememberAllKeys } from './remember-keys.ts';
import type { Slice } from './slice.ts';

/** The listing of the left side; one that was cut goes on where it was. */
export async function learnKeys(
  portal: Portal,
  pair: Pair,
  signal: AbortSignal,
  tools?: { readonly checkpoint: Checkpoint; readonly slice: Slice },
): Promise<void> {
  if (!tools) return rememberAllKeys(portal, pair, signal);
  const part = `${pair.name} keys`;
  let { cursor, done } = await tools.checkpoint.load(part);
  if (done) return;
  const onPage = async (next: string): Promise<void> => {
    cursor = next;
    await tools.checkpoint.save(part, { ...NOWHERE, cursor });
    tools.slice.yieldIfOver();
  };
  await rememberAllKeys(portal, pair, signal, { from: cursor, onPage });
  if (!signal.aborted) await tools.checkpoint.save(part, { ...NOWHERE, cursor, done: true });
}
