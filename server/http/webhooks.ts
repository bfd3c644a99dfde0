import { setTimeout as wait } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import type { Inbound } from '../engine/inbound.ts';
import type { Secret } from '../secret.ts';
import { answerError } from './error-answer.ts';
import { signedRequest, verifyHubSpotSignature } from './hubspot-signature.ts';
import { createInHand, type BodyRefusal, type Hold, type InHand } from './in-hand.ts';
import type { Metrics } from './metrics.ts';
import type { RateLimits } from './refusals.ts';
import { createReplays, type Replays } from './replays.ts';

interface Log {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
}

export interface WebhookDeps {
  readonly publicBaseUrl: string;
  readonly secrets: readonly Secret[];
  /** What the body is about, by portal; throws SyntaxError for what is not JSON. */
  readonly inbound: (body: Buffer) => ReadonlyMap<number, Inbound>;
  readonly isActive: (portalId: number) => Promise<boolean>;
  /** Resolves when it is durable. */
  readonly accept: (portalId: number, inbound: Inbound) => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => number;
  readonly inHand?: InHand;
  /** So long the store has to take the notices. */
  readonly storeMs?: number;
  readonly limits?: Pick<RateLimits, 'refused'>;
}

const RETRY_SECONDS = '10';
/** HubSpot gives up after five seconds, and then knows neither that it failed nor when to come back. */
const STORE_MS = 4000;

/**
 * POST /webhooks/hubspot: verify bytes, store what deserves a look, answer; the work comes later. HubSpot gives a
 * receiver five seconds and retries any answer that is not 2xx, so unknown portals are answered and dropped.
 */
export function webhookRouter(deps: WebhookDeps): Router {
  const inHand = deps.inHand ?? createInHand();
  const replays = createReplays();
  const router = Router();
  router.post('/webhooks/hubspot', async (request, response) => {
    const hold = inHand.hold();
    let storing: Promise<void> | undefined;
    const accept = (byPortal: ReadonlyMap<number, Inbound>): Promise<void> => (storing = acceptAll(deps, byPortal));
    try {
      await receive(deps, { hold, replays, accept }, request, response);
    } finally {
      // A store that hangs has the notices in hand still when the answer is long gone.
      void (storing ?? Promise.resolve()).catch(() => {}).finally(() => hold.release());
    }
  });
  return router;
}

interface Tools {
  readonly hold: Hold;
  readonly replays: Replays;
  readonly accept: (byPortal: ReadonlyMap<number, Inbound>) => Promise<void>;
}

async function receive(
  deps: WebhookDeps,
  { hold, replays, accept }: Tools,
  request: Request,
  response: Response,
): Promise<void> {
  const { metrics, log, now } = deps;
  const body = await hold.read(request);
  if (!Buffer.isBuffer(body)) return refuseBody(deps, response, body);
  const refuse = (status: number, code: string, message: string) => {
    metrics.webhooksRejected.inc({ reason: code });
    answerError(response, status, code, message);
  };
  const signed = signedRequest(request, deps.publicBaseUrl, body);
  const verdict = verifyHubSpotSignature(signed, deps.secrets, now());
  if (verdict !== 'valid') {
    if (await deps.limits?.refused(request, response)) {
      metrics.webhooksRejected.inc({ reason: 'too_many' });
      return;
    }
    log.warn({ verdict, path: request.path }, 'webhook refused: check PUBLIC_BASE_URL and HUBSPOT_CLIENT_SECRET');
    return refuse(401, `signature_${verdict}`, 'The request is not signed by HubSpot with the secret of this app.');
  }
  const { signature = '' } = signed;
  if (replays.has(signature, now())) {
    metrics.webhooksReplayed.inc();
    response.status(204).end();
    return;
  }
  const byPortal = parse(deps, body);
  if (byPortal === null) return refuse(400, 'not_json', 'The body is not JSON.');
  try {
    await within(deps.storeMs ?? STORE_MS, accept(byPortal));
  } catch (error) {
    log.warn({ err: error }, 'webhook not stored; HubSpot will send it again');
    response.set('retry-after', RETRY_SECONDS);
    return refuse(503, 'not_stored', 'The store did not take the notices. Send them again.');
  }
  replays.remember(signature, now());
  metrics.webhooksAccepted.inc();
  response.status(204).end();
}

async function within(ms: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = wait(ms, undefined, { signal: timer.signal }).then(() => {
    throw new Error(`The store did not take the notices within ${ms} ms.`);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    late.catch(() => {});
    timer.abort();
  }
}

function refuseBody({ metrics }: WebhookDeps, response: Response, reason: BodyRefusal): void {
  metrics.webhooksRejected.inc({ reason });
  // Nobody is there any more to answer to.
  if (reason === 'cut') return void response.destroy();
  // What is still coming would be read for nothing.
  response.set('connection', 'close');
  if (reason === 'too_large') {
    return answerError(response, 413, reason, 'A webhook body may have at most 1 MB; HubSpot never sends more.');
  }
  response.set('retry-after', RETRY_SECONDS);
  answerError(response, 503, reason, 'More comes in than can be stored. Send it again.');
}

function parse(deps: WebhookDeps, body: Buffer): ReadonlyMap<number, Inbound> | null {
  try {
    return deps.inbound(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function acceptAll(deps: WebhookDeps, byPortal: ReadonlyMap<number, Inbound>): Promise<void> {
  for (const [portalId, inbound] of byPortal) {
    if (!(await deps.isActive(portalId))) continue;
    await deps.accept(portalId, inbound);
    deps.log.info({ portalId, notices: inbound.notices.length }, 'webhook stored');
    deps.metrics.webhookEvents.inc(inbound.notices.length);
  }
}
