import { describe, expect, test } from '@jest/globals';
import { type Clock, createClock } from './clock.ts';

/** A clock over a machine that only moves when it is told to. */
function clockAt(machine: { now: number }): Clock {
  return createClock(() => machine.now);
}

describe('the clock', () => {
  test.each([
    ['real', 1, 5000],
    ['scaled', 60, 300_000],
    ['stepped', 0, 0],
  ] as const)('%s: after 5 s of the machine, the time has moved by its factor', (mode, factor, moved) => {
    const machine = { now: 1_000_000 };
    const clock = clockAt(machine);
    clock.set(clock.stateOf(mode, factor));
    machine.now += 5000;
    expect(clock.now() - 1_000_000).toBe(moved);
  });

  test('runs due timers in the order of their times, and those of one moment in the order they were set', () => {
    const clock = clockAt({ now: 0 });
    clock.set(clock.stateOf('stepped'));
    const ran: string[] = [];
    clock.at(300, () => ran.push(`c at ${clock.now()}`));
    clock.at(100, () => ran.push(`a at ${clock.now()}`));
    clock.at(100, () => ran.push(`b at ${clock.now()}`));
    clock.at(301, () => ran.push('never'));
    while (clock.step(300));
    expect(ran).toEqual(['a at 100', 'b at 100', 'c at 300']);
    expect(clock.now()).toBe(300);
  });

  test('a timer that is set by a timer and due in the same step runs in it', () => {
    const clock = clockAt({ now: 0 });
    clock.set(clock.stateOf('stepped'));
    const ran: number[] = [];
    const again = (): void => {
      ran.push(clock.now());
      clock.at(clock.now() + 10, again);
    };
    clock.at(10, again);
    while (clock.step(35));
    expect([ran, clock.now()]).toEqual([[10, 20, 30], 35]);
  });

  test('a real timer fires by itself, a stepped one does not', async () => {
    const clock = createClock();
    const fired = new Promise((resolve) => clock.at(clock.now() + 20, () => resolve('fired')));
    expect(await fired).toBe('fired');
    clock.set(clock.stateOf('stepped'));
    let early = false;
    clock.at(clock.now() + 1, () => (early = true));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(early).toBe(false);
  });
});
