import { Router } from 'express';
import type { Notice } from '../engine/record.ts';
import type { Secret } from '../secret.ts';
import { answerError } from './error-answer.ts';
import { signedRequest, verifyHubSpotSignature } from './hubspot-signature.ts';
import type { Metrics } from './metrics.ts';
import { readRawBody } from './raw-body.ts';

interface Log {
  warn(details: object, message: string): void;
}

export interface WebhookDeps {
  readonly publicBaseUrl: string;
  readonly secrets: readonly Secret[];
  /** What the body is about, by portal; throws SyntaxError for what is not JSON. */
  readonly notices: (body: Buffer) => ReadonlyMap<number, readonly Notice[]>;
  readonly isActive: (portalId: number) => Promise<boolean>;
  /** Resolves when the notices are durable. */
  readonly accept: (portalId: number, notices: readonly Notice[]) => Promise<void>;
  readonly metrics: Metrics;
  readonly log: Log;
  readonly now: () => number;
}

/**
 * POST /webhooks/hubspot: verify bytes, store what deserves a look, answer; the work comes later. HubSpot gives a
 * receiver five seconds and retries any answer that is not 2xx, so unknown portals are answered and dropped.
 */
export function webhookRouter(deps: WebhookDeps): Router {
  const { metrics, log } = deps;
  const router = Router();
  router.post('/webhooks/hubspot', async (request, response) => {
    const refuse = (status: number, code: string, message: string) => {
      metrics.webhooksRejected.inc({ reason: code });
      answerError(response, status, code, message);
    };
    const body = await readRawBody(request);
    if (body === null) {
      // What is still coming would be read for nothing.
      response.set('connection', 'close');
      return refuse(413, 'too_large', 'A webhook body may have at most 1 MB; HubSpot never sends more.');
    }
    const verdict = verifyHubSpotSignature(signedRequest(request, deps.publicBaseUrl, body), deps.secrets, deps.now());
    if (verdict !== 'valid') {
      log.warn({ verdict, path: request.path }, 'webhook refused: check PUBLIC_BASE_URL and HUBSPOT_CLIENT_SECRET');
      return refuse(401, `signature_${verdict}`, 'The request is not signed by HubSpot with the secret of this app.');
    }
    const byPortal = parse(deps, body);
    if (byPortal === null) return refuse(400, 'not_json', 'The body is not JSON.');
    try {
      await acceptAll(deps, byPortal);
    } catch (error) {
      log.warn({ err: error }, 'webhook not stored; HubSpot will send it again');
      response.set('retry-after', '10');
      return answerError(response, 503, 'not_stored', 'The store did not take the notices. Send them again.');
    }
    response.status(204).end();
  });
  return router;
}

function parse(deps: WebhookDeps, body: Buffer): ReadonlyMap<number, readonly Notice[]> | null {
  try {
    return deps.notices(body);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function acceptAll(deps: WebhookDeps, byPortal: ReadonlyMap<number, readonly Notice[]>): Promise<void> {
  for (const [portalId, notices] of byPortal) {
    if (!(await deps.isActive(portalId))) continue;
    await deps.accept(portalId, notices);
    deps.metrics.webhookEvents.inc(notices.length);
  }
}
