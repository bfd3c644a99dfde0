import { type Schedule, simulate, type Verdict } from './simulate.ts';
import { simulateTown } from './town.ts';

/** Every so many seeds several portals share the workers; in between there is one with more happening to it. */
const TOWN_EVERY = 10;

export const isTown = (seed: number): boolean => seed % TOWN_EVERY === 0;

/** What a seed stands for. */
export const scheduleOf = (seed: number): ((schedule: Schedule) => Promise<Verdict>) =>
  isTown(seed) ? simulateTown : simulate;
