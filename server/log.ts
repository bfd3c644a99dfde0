import { pino, type Logger } from 'pino';
import { traceId } from './trace.ts';

/** How deep causes are followed; they may go in a circle. */
const DEEPEST = 5;

export interface ShownError {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  /** Of PostgreSQL, of Node: the only property that says something and holds no data. */
  readonly code?: string;
  readonly cause?: ShownError;
}

/**
 * An error as the log shows it. Its other properties are left out, for libraries put into them what was being done:
 * addresses with passwords, headers with tokens.
 */
export function shownError(error: unknown, depth = 1): ShownError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code } = error as { code?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(error.stack !== undefined && { stack: error.stack }),
    ...(typeof code === 'string' && { code }),
    ...(error.cause !== undefined && depth < DEEPEST && { cause: shownError(error.cause, depth + 1) }),
  };
}

/** JSON lines on the standard output; `trace` is the same in all that follows from one request. */
export const createLog = (level: string): Logger => pino({ level, serializers: { err: shownError }, mixin: traced });

function traced(): object {
  const trace = traceId();
  return trace === null ? {} : { trace };
}
