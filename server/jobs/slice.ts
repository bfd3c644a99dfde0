import type { Clock } from './clock.ts';

/**
 * A run gives its worker back to the runs of other portals, and is taken up again where it stopped, after `afterMs` at the
 * earliest. `cause`: the trouble for which it waits, if it is one.
 */
export class GoOnLater extends Error {
  readonly afterMs: number;
  constructor(afterMs: number, options?: ErrorOptions) {
    super('The run goes on later.', options);
    this.name = 'GoOnLater';
    this.afterMs = afterMs;
  }
}

/** So long a run keeps its worker at a time. */
export const SLICE_MS = 15_000;

/** A run's turn on a worker. */
export interface Slice {
  /** Called whenever what was done is kept. Throws GoOnLater when it is the turn of others. */
  yieldIfOver(): void;
  /** Pauses for which the turn lasts; a longer one throws GoOnLater instead of holding the worker. */
  readonly clock: Clock;
}

export function createSlice(clock: Clock, ms: number): Slice {
  const endsAt = clock.now() + ms;
  return {
    yieldIfOver() {
      if (clock.now() >= endsAt) throw new GoOnLater(0);
    },
    clock: {
      now: () => clock.now(),
      async pause(pauseMs, signal) {
        if (clock.now() + pauseMs > endsAt) throw new GoOnLater(pauseMs);
        await clock.pause(pauseMs, signal);
      },
    },
  };
}
