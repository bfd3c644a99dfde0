import type { Counts } from '../engine/plan.ts';
import type { Portal } from './portal.ts';

const SAVE_EVERY_MS = 500;

/** Counts a run up, and saves it so that people can watch, but not more often than they can read. */
export interface Progress {
  readonly counts: Counts;
  add(counts: Counts, records: number): Promise<void>;
  save(): Promise<void>;
}

export const noCounts: Counts = {
  create: 0,
  update: 0,
  link: 0,
  remove: 0,
  restore: 0,
  unsure: 0,
  associate: 0,
  conflict: 0,
  setAside: 0,
  unchanged: 0,
};

/** `goesOn`: what an earlier try of the run has counted, counts. */
export async function createProgress(portal: Portal, runId: string, goesOn: boolean): Promise<Progress> {
  const before = goesOn ? await portal.store.getRun(runId) : null;
  let counts: Counts = { ...noCounts, ...before?.counts };
  let done = before?.done ?? 0;
  let savedAt = 0;
  const save = async (): Promise<void> => {
    savedAt = portal.clock.now();
    await portal.store.saveProgress(runId, { counts, done });
  };
  return {
    get counts() {
      return counts;
    },
    async add(more, records) {
      counts = sum(counts, more);
      done += records;
      if (portal.clock.now() - savedAt >= SAVE_EVERY_MS) await save();
    },
    save,
  };
}

function sum(a: Counts, b: Counts): Counts {
  const names = Object.keys(a) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Counts;
}
