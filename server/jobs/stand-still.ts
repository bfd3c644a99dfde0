import { z } from 'zod';
import type { PortalStore } from '../store/portal-store.ts';
import type { RunView } from '../store/runs.ts';
import type { GoOnLater } from './slice.ts';

/** A run that was put off so many times without having come a record further gives up with the system's own sentence. */
const TIMES = 10;

const Stood = z.object({ runId: z.string(), done: z.number(), times: z.number() });

/** Whether a run that gave its worker back is to be taken up again. */
export async function mayGoOn(
  store: Pick<PortalStore, 'getCursor' | 'saveCursor' | 'getRun'>,
  { id: runId, kind }: Pick<RunView, 'id' | 'kind'>,
  later: GoOnLater,
): Promise<boolean> {
  // It only is the turn of others.
  if (later.cause === undefined) return true;
  const feed = `${kind}:stands still`;
  const text = await store.getCursor(feed);
  const before = text === null ? null : Stood.parse(JSON.parse(text));
  const done = (await store.getRun(runId))?.done ?? 0;
  const times = before?.runId === runId && before.done === done ? before.times + 1 : 1;
  await store.saveCursor(feed, JSON.stringify({ runId, done, times }));
  return times < TIMES;
}
