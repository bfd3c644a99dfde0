import type { Process } from './scheduler.ts';

/** The lock of a portal in the database: it ends with the process that holds it. */
export interface Lock {
  hold<T>(process: Process, work: () => Promise<T>): Promise<T>;
  /** The connections of a dead process are closed by the database. */
  ended(process: Process): void;
}

export function createLock(): Lock {
  let holder: Process | null = null;
  const waiting: { readonly process: Process; readonly goOn: () => void }[] = [];
  const next = (): void => {
    const one = waiting.shift();
    holder = one?.process ?? null;
    if (one && !one.process.alive) return next();
    one?.goOn();
  };
  return {
    async hold(process, work) {
      // It ended between being asked and asking for the lock, so nobody would ever free it.
      if (!process.alive) await new Promise(() => {});
      if (holder === null) holder = process;
      else await new Promise<void>((goOn) => void waiting.push({ process, goOn }));
      try {
        return await work();
      } finally {
        next();
      }
    },
    ended(process) {
      if (holder === process) next();
    },
  };
}
