/** Counters since start or reset. */
export interface StatsView {
  readonly requests: number;
  /** Records created, changed, archived or associated by API calls. A write that changed nothing does not count. */
  readonly writes: number;
  readonly byStatus: Readonly<Record<string, number>>;
  readonly byOperation: Readonly<Record<string, number>>;
}

export interface Stats {
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
  return {
    request(operation, status) {
      requests += 1;
      add(byStatus, String(status));
      add(byOperation, operation);
    },
    wrote(records) {
      writes += records;
    },
    view: () => ({
      requests,
      writes,
      byStatus: Object.fromEntries(byStatus),
      byOperation: Object.fromEntries(byOperation),
    }),
    reset() {
      requests = 0;
      writes = 0;
      byStatus.clear();
      byOperation.clear();
    },
  };
}
