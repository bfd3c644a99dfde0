/** What belongs to the emulator's state and is not in its tables, because it changes with every request. */
export interface Captured<State> {
  /** A value of its own: later changes do not reach it. */
  capture(): State;
  restore(state: State): void;
}
