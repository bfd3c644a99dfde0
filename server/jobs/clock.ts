import { pause } from './pause.ts';

/** The time the loop goes by; the simulator has one of its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Waits, but not past a stop. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = { now: () => Date.now(), pause };
