import type { Counts } from '../engine/plan.ts';
import { saveProgress } from '../store/runs.ts';
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
  unsure: 0,
  associate: 0,
  conflict: 0,
  setAside: 0,
  unchanged: 0,
};

export function createProgress(portal: Portal, runId: string): Progress {
  let counts = noCounts;
  let done = 0;
  let savedAt = 0;
  const save = async (): Promise<void> => {
    savedAt = Date.now();
    await saveProgress(portal.db, portal.id, runId, { counts, done });
  };
  return {
    get counts() {
      return counts;
    },
    async add(more, records) {
      counts = sum(counts, more);
      done += records;
      if (Date.now() - savedAt >= SAVE_EVERY_MS) await save();
    },
    save,
  };
}

function sum(a: Counts, b: Counts): Counts {
  const names = Object.keys(a) as (keyof Counts)[];
  return Object.fromEntries(names.map((name) => [name, a[name] + b[name]])) as unknown as Counts;
}
