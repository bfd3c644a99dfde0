/** The workers of all processes, which all portals share: how many jobs of a kind run at once. */
export interface Workers {
  /** Whether the job of this portal may begin now; otherwise it waits, and those that came earlier come first. */
  take(kind: JobKind, portal: object): boolean;
  end(kind: JobKind): void;
}

export type JobKind = 'drain' | 'run';

export function createWorkers(free: Record<JobKind, number>): Workers {
  const waiting: Record<JobKind, object[]> = { drain: [], run: [] };
  return {
    take(kind, portal) {
      if (!waiting[kind].includes(portal)) waiting[kind].push(portal);
      if (free[kind] === 0 || waiting[kind][0] !== portal) return false;
      waiting[kind].shift();
      free[kind] -= 1;
      return true;
    },
    end(kind) {
      free[kind] += 1;
    },
  };
}
