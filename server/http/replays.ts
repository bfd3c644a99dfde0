/** A signature is valid for five minutes before and after its time, so none can come again after twice that. */
const VALID_MS = 600_000;
/** Some 20 MB at most; what is forgotten sooner costs a look that finds nothing to do. */
const MOST = 100_000;

/**
 * Signatures of requests that were stored. HubSpot signs each try anew, so the same signature again is the same bytes
 * sent again: by a proxy whose connection broke, or by somebody who recorded them.
 */
export interface Replays {
  has(signature: string, nowMs: number): boolean;
  remember(signature: string, nowMs: number): void;
}

/** Two generations: whole ones are dropped, so nothing is kept for longer than twice its validity. */
export function createReplays(most = MOST): Replays {
  let current = new Set<string>();
  let former = new Set<string>();
  let begunAt = 0;
  const turn = (nowMs: number): void => {
    if (nowMs - begunAt < VALID_MS && current.size < most / 2) return;
    former = nowMs - begunAt < 2 * VALID_MS ? current : new Set();
    current = new Set();
    begunAt = nowMs;
  };
  return {
    has(signature, nowMs) {
      turn(nowMs);
      return current.has(signature) || former.has(signature);
    },
    remember(signature, nowMs) {
      turn(nowMs);
      current.add(signature);
    },
  };
}
