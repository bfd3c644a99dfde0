/** Modals and panels of one card, open or not, by their `id`. */
export interface Overlays {
  readonly open: (id: string) => void;
  readonly close: (id: string) => void;
  readonly isOpen: (id: string) => boolean;
  readonly subscribe: (listener: () => void) => () => void;
  /** Changes with every change: what React's store hook compares. */
  readonly version: () => number;
}

export function createOverlays(): Overlays {
  const opened = new Set<string>();
  const listeners = new Set<() => void>();
  const state = { version: 0 };
  const changed = () => {
    state.version += 1;
    for (const listener of listeners) listener();
  };
  return {
    open(id) {
      opened.add(id);
      changed();
    },
    close(id) {
      opened.delete(id);
      changed();
    },
    isOpen: (id) => opened.has(id),
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    version: () => state.version,
  };
}
