import type { Clock } from '../../server/jobs/clock.ts';
import type { Random } from './random.ts';

/** A server process. One that crashed never hears the answer to what it called. */
export interface Process {
  alive: boolean;
}

/**
 * Decides who goes on. Every external call waits for its turn before it takes effect, and every job once more before it is
 * known to have ended; so between any two calls anything else may happen, and a process may end at each of these points.
 * Between the effect of a call and the next turn of its process there is only what the process keeps to itself, so a turn
 * for the answer would tell apart nothing more.
 */
export interface Scheduler {
  readonly now: () => number;
  turn(process: Process): Promise<void>;
  /** Lets one of the waiting ones go on; when all of them sleep, time passes. False when nobody waits or sleeps. */
  step(): boolean;
  /** Somebody waits for a turn. */
  readonly isAwaited: () => boolean;
  clockOf(process: Process): Clock;
  /** How many turns were taken. */
  readonly turns: () => number;
  pass(ms: number): void;
}

interface Waiting {
  readonly process: Process;
  readonly goOn: () => void;
}

/** Time that one turn takes at most. */
const TURN_MS = 40;

const START = Date.UTC(2026, 0, 5, 8);

export function createScheduler(random: Random): Scheduler {
  let now = START;
  let turns = 0;
  const waiting: Waiting[] = [];
  let sleeping: (Waiting & { readonly until: number })[] = [];
  const wake = (): void => {
    if (sleeping.length === 0) return;
    const due = sleeping.filter((one) => one.until <= now);
    if (due.length === 0) return;
    sleeping = sleeping.filter((one) => one.until > now);
    waiting.push(...due);
  };
  const take = (): Waiting | undefined => {
    const place = random.below(waiting.length);
    const chosen = waiting[place];
    const last = waiting.pop();
    if (last && place < waiting.length) waiting[place] = last;
    return chosen;
  };
  return {
    now: () => now,
    turns: () => turns,
    turn: (process) => new Promise((goOn) => void waiting.push({ process, goOn })),
    isAwaited: () => waiting.length > 0,
    step() {
      if (waiting.length === 0) {
        const next = Math.min(...sleeping.map((one) => one.until));
        if (next === Infinity) return false;
        now = next;
      }
      wake();
      const chosen = take();
      turns += 1;
      now += random.below(TURN_MS);
      if (chosen?.process.alive) chosen.goOn();
      return true;
    },
    clockOf: (process) => ({
      now: () => now,
      pause: (ms) => new Promise((goOn) => void sleeping.push({ process, goOn, until: now + Math.max(1, ms) })),
    }),
    pass(ms) {
      now += ms;
    },
  };
}

/**
 * Until whoever was let go has come to its next call. In between there are only promises, and Node empties their queue
 * before the next tick; a turn of the event loop (`setImmediate`) would do as well, and take twice as long.
 */
export const quiet = (): Promise<void> => new Promise((done) => process.nextTick(done));
