import { applySettings } from './settings.ts';
import type { ClockState } from '../clock.ts';
import type { Hub } from '../hub.ts';
import type { Captured } from '../store/captured.ts';
import type { TablesCopy } from '../store/tables.ts';
import { resumeJobs } from '../jobs.ts';
import { setClock } from './clock.ts';

/** The whole state at one moment. It lives as long as the process. */
export interface Snapshot {
  readonly name: string;
  /** ISO time on the emulator's clock. */
  readonly takenAt: string;
  readonly tables: TablesCopy;
  readonly clock: ClockState;
  readonly rest: readonly unknown[];
}

/** What is not in the tables, always in this order. */
const rest = (hub: Hub): readonly Captured<unknown>[] =>
  [hub.random, hub.limiters, hub.stats, hub.requests, hub.lag] as readonly Captured<unknown>[];

/** Webhooks on their way are rows until they are delivered, so that they belong to it. */
export function takeSnapshot(hub: Hub, name: string): Snapshot {
  const snapshot: Snapshot = {
    name,
    takenAt: new Date(hub.clock.now()).toISOString(),
    tables: hub.tables.copy(),
    clock: hub.clock.state(),
    rest: rest(hub).map((part) => part.capture()),
  };
  hub.snapshots.set(name, snapshot);
  return snapshot;
}

export function restoreSnapshot(hub: Hub, snapshot: Snapshot): void {
  hub.webhooks.reset();
  hub.clock.clear();
  hub.tables.load(snapshot.tables);
  setClock(hub, snapshot.clock);
  applySettings(hub);
  rest(hub).forEach((part, place) => part.restore(snapshot.rest[place]));
  hub.webhooks.resume();
  resumeJobs(hub);
}
