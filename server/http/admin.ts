import { createHash, timingSafeEqual } from 'node:crypto';
import { type ErrorRequestHandler, type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { ConfigError, RetryLater } from '../engine/error.ts';
import { Refused } from '../jobs/refused.ts';
import type { SyncService } from '../jobs/sync-service.ts';
import type { Secret } from '../secret.ts';
import { answerError } from './error-answer.ts';

interface Log {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface AdminDeps {
  readonly sync: Pick<SyncService, 'status' | 'begin' | 'runView' | 'retry' | 'link' | 'choose' | 'explain' | 'inbox'>;
  readonly token: Secret;
  readonly log: Log;
}

/** A request that cannot be answered as it is; `message` says what to send instead. */
class BadRequest extends Error {}

const Linked = z.object({ pair: z.string().min(1), left: z.string().min(1), right: z.string().min(1) });
const Chosen = z.object({ pair: z.string().min(1), right: z.string().min(1), winner: z.enum(['left', 'right']) });
const Explained = z.object({ object: z.string().min(1), id: z.string().min(1), field: z.string().min(1).optional() });

/** What the operator's command line and the demo talk to. Every answer is JSON, and only for who has the admin token. */
export function adminRouter({ sync, token, log }: AdminDeps): Router {
  const router = Router();
  router.use(bearer(token, log));
  router.get('/status', async (_request, response) => {
    response.json(await sync.status());
  });
  for (const kind of ['plan', 'sync'] as const) {
    router.post(`/portals/:portalId/${kind}`, async (request, response) => {
      const runId = await sync.begin(portalOf(request.params.portalId), kind);
      response.status(202).json({ runId });
    });
  }
  router.post('/portals/:portalId/retry', async (request, response) => {
    response.json({ retried: await sync.retry(portalOf(request.params.portalId)) });
  });
  router.post('/portals/:portalId/link', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const wanted = Linked.safeParse(request.query);
    if (!wanted.success) throw new BadRequest('Say which records: ?pair=customer&left=123&right=ALFKI.');
    const { pair, left: leftId, right: rightId } = wanted.data;
    await sync.link(portalId, { pair, leftId, rightId });
    response.json({ linked: wanted.data });
  });
  router.post('/portals/:portalId/choose', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const wanted = Chosen.safeParse(request.query);
    if (!wanted.success)
      throw new BadRequest('Say which side wins: ?pair=customer&right=ALFKI&winner=left (or right).');
    const { pair, right: rightId, winner } = wanted.data;
    await sync.choose(portalId, { pair, rightId, winner });
    response.json({ chosen: wanted.data });
  });
  router.get('/portals/:portalId/runs/:id', async (request, response) => {
    const { portalId, id } = request.params;
    const run = await sync.runView(portalOf(portalId), id);
    if (run === null) return answerError(response, 404, 'no_such_run', `Portal ${portalId} has no run with this id.`);
    response.json(run);
  });
  router.get('/portals/:portalId/inbox', async (request, response) => {
    response.json({ inbox: await sync.inbox(portalOf(request.params.portalId)) });
  });
  router.get('/portals/:portalId/explain', async (request, response) => {
    const portalId = portalOf(request.params.portalId);
    const asked = Explained.safeParse(request.query);
    if (!asked.success)
      throw new BadRequest('Say which record: ?object=companies&id=123, and &field=phone for one field.');
    const { object, id, field } = asked.data;
    response.json({ entries: await sync.explain(portalId, object, id, field) });
  });
  router.use((_request, response) => answerError(response, 404, 'no_such_path', 'The admin API has no such path.'));
  router.use(failure(log));
  return router;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Digests have one length, so that the comparison takes the same time however long or wrong the token is. */
function bearer(token: Secret, log: Log): RequestHandler {
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

function portalOf(text: string): number {
  const portalId = Number(text);
  if (/^\d+$/.test(text) && portalId > 0 && Number.isSafeInteger(portalId)) return portalId;
  throw new BadRequest('A portal id is a number, for example 12345678.');
}

function failure(log: Log): ErrorRequestHandler {
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
    log.error({ err: error, path: request.originalUrl }, 'admin call failed');
    answerError(
      response,
      500,
      'internal',
      "The server met an error of its own; its log has the details under 'admin call failed'.",
    );
  };
}
