export type ClockMode = 'real' | 'scaled' | 'stepped';

/** From `at` on (when the machine said `machineAt`), the emulator's time runs `factor` times as fast as the machine's. */
export interface ClockState {
  readonly mode: ClockMode;
  /** 1 = real, 0 = stands still until it is moved. */
  readonly factor: number;
  readonly at: number;
  readonly machineAt: number;
}

/** The emulator's time. Tokens, limits, retries, the search index and the journal all read this one, and so do timers. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** How far it is ahead of the machine's clock. */
  offset(): number;
  state(): ClockState;
  /** Goes on from `state`; timers stay. */
  set(state: ClockState): void;
  /** The state of another mode that starts from `at` (usually now). */
  stateOf(mode: ClockMode, factor?: number, at?: number): ClockState;
  /** Runs `run` once the clock has reached `time`. */
  at(time: number, run: () => void): void;
  /**
   * Moves to the earliest timer that is due by `target` and runs it. When there is none left, moves to `target` and
   * answers false. A caller may wait between two timers for what the first one started.
   */
  step(target: number): boolean;
  /** Forgets all timers. */
  clear(): void;
}

interface Timer {
  readonly time: number;
  readonly run: () => void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

export function createClock(machine: () => number = Date.now): Clock {
  const start = machine();
  let state: ClockState = { mode: 'real', factor: 1, at: start, machineAt: start };
  const timers = createTimers();
  let armed: NodeJS.Timeout | null = null;
  const nowWhen = (machineNow: number): number => Math.floor(state.at + (machineNow - state.machineAt) * state.factor);
  const now = (): number => nowWhen(machine());
  const arm = (): void => {
    if (armed) clearTimeout(armed);
    armed = null;
    const next = timers.first();
    if (next === undefined || state.factor === 0) return;
    const wait = Math.max(Math.ceil((next - now()) / state.factor), 0);
    armed = setTimeout(fire, Math.min(wait, LONGEST_TIMER)).unref();
  };
  const fire = (): void => {
    for (let due = timers.take(now()); due; due = timers.take(now())) due.run();
    arm();
  };
  const moveTo = (time: number): void => {
    const machineAt = machine();
    if (time > nowWhen(machineAt)) state = { ...state, at: time, machineAt };
  };
  return {
    now,
    offset() {
      const machineNow = machine();
      return nowWhen(machineNow) - machineNow;
    },
    state: () => state,
    set(next) {
      state = next;
      arm();
    },
    stateOf(mode, factor = mode === 'stepped' ? 0 : 1, at) {
      // The machine is asked once: the time between two questions would be lost.
      const machineAt = machine();
      return { mode, factor, at: at ?? nowWhen(machineAt), machineAt };
    },
    at(time, run) {
      timers.add({ time, run });
      if (timers.first() === time) arm();
    },
    step(target) {
      const due = timers.take(target);
      moveTo(due?.time ?? target);
      due?.run();
      arm();
      return due !== undefined;
    },
    clear() {
      timers.clear();
      arm();
    },
  };
}

/** Timers by time; those of one moment in the order in which they were set, so that a run repeats. */
function createTimers() {
  let timers: Timer[] = [];
  return {
    first: () => timers[0]?.time,
    add(timer: Timer): void {
      let place = timers.length;
      while (place > 0 && (timers[place - 1]?.time ?? 0) > timer.time) place -= 1;
      timers.splice(place, 0, timer);
    },
    take: (until: number): Timer | undefined => ((timers[0]?.time ?? Infinity) <= until ? timers.shift() : undefined),
    clear(): void {
      timers = [];
    },
  };
}
