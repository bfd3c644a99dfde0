import { pause } from './pause.ts';

/** Does its work again and again, the next time `everyMs` after the last one ended. A failure ends one round only. */
export interface Interval {
  start(): void;
  /** Resolves when the round that is going on has ended. */
  stop(): Promise<void>;
}

export function createInterval(
  everyMs: number,
  work: (signal: AbortSignal) => Promise<void>,
  onError: (error: unknown) => void,
): Interval {
  const stopping = new AbortController();
  let rounds: Promise<void> = Promise.resolve();
  const run = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      await work(stopping.signal).catch(onError);
      await pause(everyMs, stopping.signal);
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
