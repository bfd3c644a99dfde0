import { setTimeout as delay } from 'node:timers/promises';

/** Waits, but not past a stop. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
