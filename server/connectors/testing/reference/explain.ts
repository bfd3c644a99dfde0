import { ConfigError, RetryLater } from '../../../engine/error.ts';
import { SystemError } from './system.ts';

/** The system's answer as the error that says what happens next. */
export function explain(error: unknown): unknown {
  if (!(error instanceof SystemError)) return error;
  if (error.status === 0) return new RetryLater('The system at 127.0.0.1:1 does not answer. Start it.', 5000);
  if (error.status === 429) return new RetryLater('The system is busy.', (error.retryAfterSeconds ?? 10) * 1000);
  if (error.status === 401) return new ConfigError('The system refuses the key.', 'Correct REFERENCE_KEY.');
  if (error.status === 403) {
    return new ConfigError('The key may not read "item".', 'Give its user the right to read item.');
  }
  return error;
}
