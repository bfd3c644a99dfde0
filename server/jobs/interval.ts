import { randomUUID } from 'node:crypto';
import type { Db } from '../store/db.ts';
import { doRound } from '../store/rounds.ts';
import { pause } from './pause.ts';

/** Does its work again and again, the next time `everyMs` after the last one ended. A failure ends one round only. */
export interface Interval {
  start(): void;
  /** Resolves when the round that is going on has ended. */
  stop(): Promise<void>;
}

/** One of this process alone. Work that resolves to a number is done again after so many milliseconds instead. */
export function createInterval(
  everyMs: number,
  work: (signal: AbortSignal) => Promise<number | void>,
  onError: (error: unknown) => void,
): Interval {
  const stopping = new AbortController();
  let rounds: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const nextMs = await work(stopping.signal).catch(onError);
      await pause(nextMs ?? everyMs, stopping.signal);
    }
  };
  return {
    start() {
      rounds = run();
    },
    async stop() {
      stopping.abort();
      await rounds;
    },
  };
}

/** One of all processes of the store: however many there are, the work is done once an interval, by one of them. */
export function createSharedInterval(
  db: Db,
  name: string,
  everyMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): Interval {
  const round = { name, everyMs, holder: randomUUID() };
  return createInterval(everyMs, (signal) => doRound(db, round, work, signal), onError);
}
