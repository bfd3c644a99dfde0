import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { Secret } from '../../secret.ts';
import { answerError } from '../error-answer.ts';
import type { AdminLog } from './failure.ts';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests have one length, so that the comparison takes the same time however long or wrong the token is. */
export function bearer(token: Secret, log: AdminLog): RequestHandler {
  const expected = digest(token.reveal());
  return (request, response, next) => {
    response.set('cache-control', 'no-store');
    const [, given] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
    if (given !== undefined && timingSafeEqual(digest(given), expected)) return next();
    log.warn({ path: request.originalUrl, from: request.ip }, 'admin call without the admin token refused');
    response.set('www-authenticate', 'Bearer');
    const where =
      "It is in the file admin-token of the server's data folder, unless the server has LEDGERLINE_ADMIN_TOKEN.";
    answerError(response, 401, 'unauthorized', `The admin token is missing or is not this server's. ${where}`);
  };
}
