/** The emulator's time: the machine's, plus whatever tests have advanced it by. Timers obey it too. */
export interface Clock {
  now(): number;
  offset(): number;
  setOffset(offset: number): void;
  /** Runs `run` once the clock has reached `time`. */
  at(time: number, run: () => void): void;
  /** Forgets all timers. */
  clear(): void;
}

const LONGEST_TIMER = 2 ** 31 - 1;

export function createClock(machine: () => number = Date.now): Clock {
  let offset = 0;
  let timers: { time: number; run: () => void }[] = [];
  let armed: NodeJS.Timeout | null = null;
  const now = (): number => machine() + offset;
  const fire = (): void => {
    const due = timers.filter((timer) => timer.time <= now());
    timers = timers.filter((timer) => timer.time > now());
    for (const timer of due.toSorted((a, b) => a.time - b.time)) timer.run();
    arm();
  };
  const arm = (): void => {
    if (armed) clearTimeout(armed);
    armed = null;
    if (timers.length === 0) return;
    const next = Math.min(...timers.map((timer) => timer.time));
    armed = setTimeout(fire, Math.min(Math.max(next - now(), 0), LONGEST_TIMER)).unref();
  };
  return {
    now,
    offset: () => offset,
    setOffset(value) {
      offset = value;
      arm();
    },
    at(time, run) {
      timers.push({ time, run });
      arm();
    },
    clear() {
      timers = [];
      arm();
    },
  };
}
