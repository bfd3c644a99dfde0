import type { JobQueue } from './job-queue.ts';

/** A wake-up that another process took is not heard of here, so it counts as taken after this time. */
const TAKEN_AFTER_MS = 200;

export interface Waker {
  readonly soon: (portalId: number) => Promise<void>;
  readonly taken: (portalId: number) => void;
}

/** Hints come by the thousand; one wake-up is enough until a worker has taken it. */
export function createWaker(queue: Pick<JobQueue, 'wakeDrain'>): Waker {
  const sentAt = new Map<number, number>();
  return {
    async soon(portalId) {
      const now = Date.now();
      if (now - (sentAt.get(portalId) ?? 0) < TAKEN_AFTER_MS) return;
      sentAt.set(portalId, now);
      await queue.wakeDrain(portalId);
    },
    taken: (portalId) => void sentAt.delete(portalId),
  };
}
