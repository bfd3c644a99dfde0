import type { Captured } from '../store/captured.ts';

/** Counters since start or reset. */
export interface StatsView {
  readonly requests: number;
  /** Records created, changed, archived or associated by API calls. A write that changed nothing does not count. */
  readonly writes: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byOperation: Readonly<Record<string, number>>;
}

export interface Stats extends Captured<StatsView> {
  request(operation: string, status: number): void;
  wrote(records: number): void;
  view(): StatsView;
  reset(): void;
}

export function createStats(): Stats {
  let requests = 0;
  let writes = 0;
  const byStatus = new Map<string, number>();
  const byOperation = new Map<string, number>();
  const add = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const view = (): StatsView => ({
    requests,
    writes,
    byStatus: Object.fromEntries(byStatus),
    byOperation: Object.fromEntries(byOperation),
  });
  const restore = (state: StatsView): void => {
    ({ requests, writes } = state);
    byStatus.clear();
    byOperation.clear();
    for (const [status, count] of Object.entries(state.byStatus)) byStatus.set(status, count);
    for (const [operation, count] of Object.entries(state.byOperation)) byOperation.set(operation, count);
  };
  return {
    request(operation, status) {
      requests += 1;
      add(byStatus, String(status));
      add(byOperation, operation);
    },
    wrote(records) {
      writes += records;
    },
    view,
    reset: () => restore({ requests: 0, writes: 0, byStatus: {}, byOperation: {} }),
    capture: view,
    restore,
  };
}
