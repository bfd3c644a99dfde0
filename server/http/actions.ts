import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Router, type Request, type Response } from 'express';
import { z } from 'zod';
import { ConfigError, RetryLater } from '../engine/error.ts';
import { Refused } from '../jobs/refused.ts';
import type { Secret } from '../secret.ts';
import type { Db } from '../store/db.ts';
import { dropRequest, endRequest, getRequest, takeRequest, type StoredRequest } from '../store/requests.ts';
import { answerError } from './error-answer.ts';
import { verifiedFunctionCall } from './function-signature.ts';
import { signedRequest, verifyHubSpotSignature } from './hubspot-signature.ts';
import type { Metrics } from './metrics.ts';
import { isAllowed, type Permissions } from './permissions.ts';
import { readRawBody } from './raw-body.ts';
import type { RateLimits } from './refusals.ts';

export interface Action {
  /** What the card sends, checked; null when it is not understood. */
  readonly parse: (input: unknown) => object | null;
  /** `actor` is the HubSpot user. Rejects with Refused for what cannot be done as things are. */
  readonly run: (portalId: number, input: object, actor: string) => Promise<object>;
}

export interface ActionDeps {
  readonly db: Db;
  readonly publicBaseUrl: string;
  readonly secrets: readonly Secret[];
  readonly functionSecret: Secret | null;
  readonly isActive: (portalId: number) => Promise<boolean>;
  readonly actions: Readonly<Record<string, Action>>;
  readonly permissions: Permissions;
  /** HubSpot gives up after 15 s, and asks once more. */
  readonly answerWithinMs: number;
  readonly metrics: Pick<Metrics, 'actions'>;
  readonly limits?: Pick<RateLimits, 'refused'>;
  readonly log: { info(details: object, message: string): void; error(details: object, message: string): void };
  readonly now: () => number;
}

const BODY_BYTES = 64 * 1024;
/** Who asks, of which account: what HubSpot itself puts into the signed address, or our function into its signed body. */
const Asker = z.object({
  portalId: z.coerce.number().int().positive(),
  userId: z.coerce.string().regex(/^\d{1,20}$/),
  userEmail: z.string().max(320).optional(),
});
const Key = z.object({ key: z.string().regex(/^[\w-]{8,64}$/) });

/**
 * POST /cards/v1/actions/{action} (signed by HubSpot) and /functions/v1/actions/{action} (signed by our function): done
 * once for each `key` of the body, however often it is sent. 200 with the answer, or 202 `running` after ten seconds;
 * the same call again tells how it stands.
 */
export function actionRouter(deps: ActionDeps): Router {
  const router = Router();
  const refuseUnsigned = async (request: Request, response: Response): Promise<void> => {
    if (await deps.limits?.refused(request, response)) return;
    answerError(response, 401, 'not_signed', 'The request is not signed with the secret of this app.');
  };
  const body = async (request: Request, response: Response) => {
    const raw = await readRawBody(request, BODY_BYTES);
    if (raw === null) answerError(response, 413, 'too_large', 'An action has at most 64 KB.');
    return raw;
  };
  router.post('/cards/v1/actions/:action', async (request, response) => {
    const raw = await body(request, response);
    if (raw === null) return;
    const verdict = verifyHubSpotSignature(signedRequest(request, deps.publicBaseUrl, raw), deps.secrets, deps.now());
    if (verdict !== 'valid') return refuseUnsigned(request, response);
    await act(deps, response, request.params.action, { asker: request.query, input: json(raw) });
  });
  router.post('/functions/v1/actions/:action', async (request, response) => {
    const raw = await body(request, response);
    if (raw === null) return;
    const input = deps.functionSecret && verifiedFunctionCall(deps.functionSecret, request, raw);
    if (!input) return refuseUnsigned(request, response);
    await act(deps, response, request.params.action, { asker: input, input });
  });
  return router;
}

function json(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}

async function act(
  deps: ActionDeps,
  response: Response,
  name: string,
  given: { readonly asker: unknown; readonly input: unknown },
): Promise<void> {
  const action = Object.hasOwn(deps.actions, name) ? deps.actions[name] : undefined;
  if (!action) return answerError(response, 404, 'no_such_action', 'There is no such action.');
  const asker = Asker.safeParse(given.asker).data;
  const key = Key.safeParse(given.input).data?.key;
  const input = action.parse(given.input);
  if (!asker || key === undefined || input === null) {
    return answerError(
      response,
      400,
      'bad_request',
      'An action needs its account, its user, a key and its own fields.',
    );
  }
  const { portalId, userId, userEmail } = asker;
  if (!(await deps.isActive(portalId))) {
    return answerError(response, 403, 'not_installed', 'Ledgerline is not installed in this HubSpot account.');
  }
  if (!isAllowed(deps.permissions, name, [userId, userEmail])) {
    deps.log.info({ portalId, action: name, actor: userEmail ?? userId }, 'a person may not act');
    return answerError(
      response,
      403,
      'not_allowed',
      'You may look at this, and not act on it. Ask your administrator.',
    );
  }
  const actor = userEmail ?? userId;
  const digest = createHash('sha256')
    .update(JSON.stringify([name, input]))
    .digest('hex');
  const { isMine, request } = await takeRequest(deps.db, portalId, { key, action: name, actor, digest });
  if (request !== null && request.digest !== digest) {
    return answerError(response, 409, 'key_used', 'This key was used for another question. Take a new key for each.');
  }
  if (!isMine) return answerStored(response, key, request);
  deps.log.info({ portalId, action: name, actor, key }, 'a person acts');
  const work = carryOut(deps, { portalId, key, action: name }, () => action.run(portalId, input, actor));
  const trouble = await Promise.race([work, wait(deps.answerWithinMs, null, { ref: false })]);
  if (trouble !== null) return answerTrouble(response, trouble);
  answerStored(response, key, await getRequest(deps.db, portalId, key));
}

/** Ends what was taken; resolves to the error of one that may be asked again. It goes on when nobody waits any more. */
async function carryOut(
  { db, log, metrics }: ActionDeps,
  { portalId, key, action }: { readonly portalId: number; readonly key: string; readonly action: string },
  work: () => Promise<object>,
): Promise<unknown> {
  try {
    await endRequest(db, portalId, key, { state: 'done', answer: await work() });
    metrics.actions.inc({ action, outcome: 'done' });
    return null;
  } catch (error) {
    if (error instanceof Refused) {
      metrics.actions.inc({ action, outcome: 'refused' });
      await endRequest(db, portalId, key, { state: 'refused', answer: { message: error.message } });
      return null;
    }
    metrics.actions.inc({ action, outcome: 'failed' });
    log.error({ err: error, portalId, key }, 'an action failed');
    await dropRequest(db, portalId, key).catch((lost: unknown) =>
      log.error({ err: lost }, 'an action is left running'),
    );
    return error;
  }
}

function answerStored(response: Response, key: string, request: StoredRequest | null): void {
  if (request?.state === 'done') return void response.json({ state: 'done', key, answer: request.answer });
  if (request?.state === 'refused') {
    const message = z.object({ message: z.string() }).safeParse(request.answer).data?.message ?? 'It was refused.';
    return answerError(response, 409, 'refused', message);
  }
  response.status(202).json({ state: 'running', key, message: 'It is still being done. Ask again with the same key.' });
}

function answerTrouble(response: Response, error: unknown): void {
  if (error instanceof ConfigError) return answerError(response, 500, 'not_set_up', `${error.message} ${error.fix}`);
  if (error instanceof RetryLater) return answerError(response, 503, 'busy', 'HubSpot is busy. Try again in a minute.');
  answerError(
    response,
    500,
    'failed',
    'Something went wrong on the Ledgerline server. Try again; its log has the cause.',
  );
}
