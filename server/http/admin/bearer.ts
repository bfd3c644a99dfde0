import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import type { Secret } from '../../secret.ts';
import { answerError } from '../error-answer.ts';
import type { RateLimits } from '../refusals.ts';
import type { AdminLog } from './failure.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests have one length, so that the comparison takes the same time however long or wrong the token is. */
export function isBearer(request: Request, token: Secret): boolean {
  const [, given] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  return given !== undefined && timingSafeEqual(digest(given), digest(token.reveal()));
}

/** Only with this token. */
export function bearer(token: Secret, log: AdminLog, limits?: Pick<RateLimits, 'refused'>): RequestHandler {
  return async (request, response, next) => {
    response.set('cache-control', 'no-store');
    if (isBearer(request, token)) return next();
    if (await limits?.refused(request, response)) return;
    // Without its query, where somebody may have put the token.
    log.warn({ path: request.baseUrl + request.path, from: request.ip }, 'admin call without the admin token refused');
    response.set('www-authenticate', 'Bearer');
    const where =
      "It is in the file admin-token of the server's data folder, unless the server has LEDGERLINE_ADMIN_TOKEN.";
    answerError(response, 401, 'unauthorized', `The admin token is missing or is not this server's. ${where}`);
  };
}
