import type { HostCalls } from './contract.ts';

interface Watcher {
  readonly names: readonly string[] | '*';
  readonly options: unknown;
  readonly onUpdate: (values: unknown) => void;
  last: string | null;
}

/** Tells a card when properties it reads have changed, as HubSpot's page does after an edit or a sync. */
export function createPropertyWatch(host: Pick<HostCalls, 'crmProperties'>) {
  const watchers = new Set<Watcher>();
  const read = async (watcher: Watcher) => {
    const values = await host.crmProperties(watcher.names, watcher.options);
    const text = JSON.stringify(values);
    const changed = watcher.last !== null && watcher.last !== text;
    watcher.last = text;
    if (changed && watchers.has(watcher)) watcher.onUpdate(values);
  };
  return {
    /** Returns what ends the watch. */
    add(names: readonly string[] | '*', options: unknown, onUpdate: (values: unknown) => void): () => void {
      const watcher: Watcher = { names, options, onUpdate, last: null };
      watchers.add(watcher);
      void read(watcher);
      return () => void watchers.delete(watcher);
    },
    check(): void {
      for (const watcher of watchers) void read(watcher);
    },
  };
}
