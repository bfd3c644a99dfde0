import { type Schedule, simulate, type Verdict } from './simulate.ts';

/** So many runs at most: a shorter story is worth some seconds, not minutes. */
const MOST_RUNS = 400;

export interface Shrunk {
  readonly verdict: Verdict;
  /** The events that are enough to break it. */
  readonly events: readonly number[];
  readonly runs: number;
}

/** Leaves out events, in halves, quarters and so on, as long as the schedule still fails. */
export async function shrink(seed: number, run: (schedule: Schedule) => Promise<Verdict> = simulate): Promise<Shrunk> {
  let verdict = await run({ seed });
  let events = Array.from({ length: verdict.events }, (_, index) => index + 1);
  let runs = 1;
  for (
    let size = Math.ceil(events.length / 2);
    size >= 1 && runs < MOST_RUNS;
    size = size === 1 ? 0 : Math.ceil(size / 2)
  ) {
    for (let from = 0; from < events.length && runs < MOST_RUNS;) {
      const fewer = [...events.slice(0, from), ...events.slice(from + size)];
      const kept = new Set(fewer);
      const next = await run({ seed, keeps: (event) => kept.has(event) });
      runs += 1;
      if (next.failure === null) from += size;
      else {
        verdict = next;
        events = fewer;
      }
    }
  }
  return { verdict, events, runs };
}
