import { useSyncExternalStore } from 'react';

let lost = false;
const listeners = new Set<() => void>();

/** What the last reading of a page's state found: the emulator, or nobody. */
export function heard(answered: boolean): void {
  if (lost !== answered) return;
  lost = !answered;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};

/** Whether what the page shows may be old, because the emulator below it was stopped. */
export const useLostConnection = (): boolean => useSyncExternalStore(subscribe, () => lost);
