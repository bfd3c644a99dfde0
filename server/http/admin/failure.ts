import type { ErrorRequestHandler } from 'express';
import { z } from 'zod';
import { ConfigError, RetryLater } from '../../engine/error.ts';
import { Refused } from '../../jobs/refused.ts';
import { answerError } from '../error-answer.ts';
import { BadRequest } from './bad-request.ts';

export interface AdminLog {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** How Express marks a body that it could not read: not JSON, too large. */
const Unreadable = z.object({ status: z.number().min(400).max(499), message: z.string(), type: z.string() });

/** The last handler: errors as the answer that says what happens next. */
export function failure(log: AdminLog): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof BadRequest) return answerError(response, 400, 'bad_request', error.message);
    // Express refuses a path whose escapes cannot be decoded with this one.
    if (error instanceof URIError) return answerError(response, 400, 'bad_request', 'The path has a broken % escape.');
    if (error instanceof Refused) return answerError(response, 409, 'refused', error.message);
    if (error instanceof ConfigError) {
      return answerError(response, 409, 'needs_configuration', `${error.message} ${error.fix}`);
    }
    if (error instanceof RetryLater) {
      response.set('retry-after', String(Math.ceil(error.afterMs / 1000)));
      return answerError(response, 503, 'retry_later', error.message);
    }
    const unreadable = Unreadable.safeParse(error);
    if (unreadable.success) {
      const { status, message } = unreadable.data;
      return answerError(response, status, 'bad_request', `The body cannot be read as JSON: ${message}`);
    }
    log.error({ err: error, path: request.baseUrl + request.path }, 'admin call failed');
    answerError(
      response,
      500,
      'internal',
      "The server met an error of its own; its log has the details under 'admin call failed'.",
    );
  };
}
