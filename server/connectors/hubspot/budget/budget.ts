import type { HttpAnswer } from '../transport.ts';

/** HubSpot counts searches apart from everything else, and has a limit of its own for the associations API. */
export const BUCKETS = ['general', 'search', 'associations'] as const;
export type Bucket = (typeof BUCKETS)[number];

export function bucketOf(path: string): Bucket {
  if (path.startsWith('/crm/associations/')) return 'associations';
  return /^\/crm\/objects\/[^?]*\/search$/.test(path) ? 'search' : 'general';
}

/** The share of a portal's requests that its callers of one priority have. */
export interface Budget {
  /**
   * Resolves when there is room for one more request. Rejects with RetryLater when that takes longer than is worth waiting.
   * What is called with the answer of that request takes in what its headers say.
   */
  acquire(bucket: Bucket): Promise<(answer: HttpAnswer) => Promise<void>>;
}

/** For calls that nobody counts. */
export const UNCOUNTED: Budget = { acquire: () => Promise.resolve(() => Promise.resolve()) };
