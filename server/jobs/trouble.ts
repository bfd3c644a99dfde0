import { ConfigError, RetryLater } from '../engine/error.ts';

/** How long a person may take to change a setting before it is worth trying again. */
const CONFIG_RETRY_MS = 30_000;
const FIRST_BUG_RETRY_MS = 5000;
const LONGEST_RETRY_MS = 15 * 60_000;

/** The sentence for people: what is wrong and, when known, what to do. */
export function sentence(error: unknown): string {
  if (error instanceof ConfigError) return error.fix ? `${error.message} ${error.fix}` : error.message;
  return error instanceof Error ? error.message : String(error);
}

/** When to try again after a failure of a whole call. An unknown error is a bug: it is tried ever less often. */
export function retryDelayMs(error: unknown, tries: number): number {
  if (error instanceof RetryLater) return Math.min(error.afterMs, LONGEST_RETRY_MS);
  if (error instanceof ConfigError) return CONFIG_RETRY_MS;
  return Math.min(FIRST_BUG_RETRY_MS * 2 ** Math.min(tries, 10), LONGEST_RETRY_MS);
}

export const isExpected = (error: unknown): boolean => error instanceof RetryLater || error instanceof ConfigError;
