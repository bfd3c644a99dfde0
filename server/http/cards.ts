import { Router, type Response } from 'express';
import { z } from 'zod';
import { ConfigError, RetryLater } from '../engine/error.ts';
import type { Secret } from '../secret.ts';
import { cardAnswer, type CardDeps } from './card-answer.ts';
import { parseCardRequest } from './card-request.ts';
import { answerError } from './error-answer.ts';
import { verifiedFunctionCall } from './function-signature.ts';
import { signedRequest, verifyHubSpotSignature } from './hubspot-signature.ts';
import type { Metrics } from './metrics.ts';
import { readRawBody } from './raw-body.ts';
import type { RateLimits } from './refusals.ts';

interface Log {
  error(details: object, message: string): void;
}

export interface CardRouteDeps extends CardDeps {
  readonly publicBaseUrl: string;
  readonly secrets: readonly Secret[];
  /** Null: the server takes no calls of app functions. */
  readonly functionSecret: Secret | null;
  readonly isActive: (portalId: number) => Promise<boolean>;
  readonly metrics: Metrics;
  readonly limits?: Pick<RateLimits, 'refused'>;
  readonly log: Log;
  readonly now: () => number;
}

const VIEWS = ['account', 'documents'] as const;
const PortalId = z.coerce.number().int().positive();
const FUNCTION_BODY_BYTES = 64 * 1024;

/** Both doors of the cards: `hubspot.fetch`, signed by HubSpot, and the app function, signed with our own secret. */
export function cardRouter(deps: CardRouteDeps): Router {
  const router = Router();
  for (const view of VIEWS) {
    router.get(`/cards/v1/${view}`, async (request, response) => {
      const signed = signedRequest(request, deps.publicBaseUrl, Buffer.alloc(0));
      if (verifyHubSpotSignature(signed, deps.secrets, deps.now()) !== 'valid') {
        if (await deps.limits?.refused(request, response)) return;
        return answerError(
          response,
          401,
          'not_signed',
          'The request is not signed by HubSpot with the secret of this app.',
        );
      }
      await answer(deps, response, request.query['portalId'], { ...request.query, view });
    });
  }
  router.post('/functions/v1/card', async (request, response) => {
    const body = await readRawBody(request, FUNCTION_BODY_BYTES);
    if (body === null) return answerError(response, 413, 'too_large', 'A card question has at most 64 KB.');
    const question = deps.functionSecret && verifiedFunctionCall(deps.functionSecret, request, body);
    if (!question) {
      if (await deps.limits?.refused(request, response)) return;
      const message =
        'The call is not signed with LEDGERLINE_FUNCTION_SECRET. Give the app function and the server the same one.';
      return answerError(response, 401, 'not_signed', message);
    }
    await answer(deps, response, question['portalId'], question);
  });
  return router;
}

async function answer(deps: CardRouteDeps, response: Response, portal: unknown, input: Record<string, unknown>) {
  const view = VIEWS.find((one) => one === input['view']) ?? 'other';
  const seconds = deps.metrics.cardSeconds.startTimer();
  response.once('finish', () => {
    deps.metrics.cardCalls.inc({ view, status: String(response.statusCode) });
    seconds({ view });
  });
  const portalId = PortalId.safeParse(portal);
  const parsed = parseCardRequest(input);
  if (!portalId.success) return answerError(response, 400, 'bad_request', 'portalId is missing.');
  if ('problem' in parsed) return answerError(response, 400, 'bad_request', parsed.problem);
  if (!(await deps.isActive(portalId.data))) {
    const message = 'Ledgerline is not installed in this HubSpot account. Ask your administrator to install it.';
    return answerError(response, 403, 'not_installed', message);
  }
  try {
    response.json(await cardAnswer(deps, portalId.data, parsed.request));
  } catch (error) {
    answerFailure(deps, response, error);
  }
}

function answerFailure(deps: CardRouteDeps, response: Response, error: unknown): void {
  deps.log.error({ err: error }, 'card not answered');
  if (error instanceof ConfigError) return answerError(response, 500, 'not_set_up', `${error.message} ${error.fix}`);
  const busy = error instanceof RetryLater;
  answerError(
    response,
    busy ? 503 : 500,
    busy ? 'busy' : 'failed',
    busy
      ? 'HubSpot is busy. Try again in a minute.'
      : 'Something went wrong on the Ledgerline server. Try again; its log has the cause.',
  );
}
