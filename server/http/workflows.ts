import { Router, type Request, type Response } from 'express';
import { ConfigError, RetryLater } from '../engine/error.ts';
import type { Callbacks } from '../jobs/callbacks.ts';
import type { WorkflowAction } from '../jobs/carry-out.ts';
import { EXPIRES_SECONDS } from '../store/callbacks.ts';
import type { Secret } from '../secret.ts';
import { isAllowed, type Permissions } from './permissions.ts';
import { answerError } from './error-answer.ts';
import { signedRequest, verifyHubSpotSignature } from './hubspot-signature.ts';
import { verifyHubSpotSignatureV2 } from './hubspot-signature-v2.ts';
import { readRawBody } from './raw-body.ts';
import type { RateLimits } from './refusals.ts';
import { parseWorkflowPayload } from './workflow-payload.ts';

interface Log {
  info(details: object, message: string): void;
  error(details: object, message: string): void;
}

export interface WorkflowDeps {
  readonly publicBaseUrl: string;
  readonly secrets: readonly Secret[];
  readonly isActive: (portalId: number) => Promise<boolean>;
  readonly actions: Readonly<Record<string, WorkflowAction>>;
  readonly callbacks: Pick<Callbacks, 'execute'>;
  /** Who may act; a workflow is `workflow`, or `workflow:` and its number. */
  readonly permissions: Permissions;
  /** After this a workflow is told to wait. */
  readonly answerWithinMs: number;
  readonly limits?: Pick<RateLimits, 'refused'>;
  readonly log: Log;
  readonly now: () => number;
}

const BODY_BYTES = 256 * 1024;

/**
 * POST /workflows/v1/actions/{action}: what a HubSpot workflow asks for, done once for each callback id. Answered with
 * `outputFields`; or, when it takes long, with `BLOCK`, and told by the callback. 503: HubSpot sends it again; a refusal
 * in the 400s ends the action of this record.
 */
export function workflowRouter(deps: WorkflowDeps): Router {
  const router = Router();
  router.post('/workflows/v1/actions/:action', async (request, response) => {
    const body = await readRawBody(request, BODY_BYTES);
    if (body === null) return answerError(response, 413, 'too_large', 'An execution has at most 256 KB.');
    if (!isSigned(deps, request, body)) {
      if (await deps.limits?.refused(request, response)) return;
      return answerError(
        response,
        401,
        'not_signed',
        'The request is not signed by HubSpot with the secret of this app.',
      );
    }
    await act(deps, response, request.params.action, body);
  });
  return router;
}

/** HubSpot's guide of workflow actions names version 2 of the signature; where version 3 comes along, that one counts. */
function isSigned({ publicBaseUrl, secrets, now }: WorkflowDeps, request: Request, body: Buffer): boolean {
  const signed = signedRequest(request, publicBaseUrl, body);
  if (signed.signature !== undefined) return verifyHubSpotSignature(signed, secrets, now()) === 'valid';
  if (request.get('x-hubspot-signature-version') !== 'v2') return false;
  return verifyHubSpotSignatureV2({ ...signed, signature: request.get('x-hubspot-signature') }, secrets);
}

async function act(deps: WorkflowDeps, response: Response, name: string, body: Buffer): Promise<void> {
  const action = Object.hasOwn(deps.actions, name) ? deps.actions[name] : undefined;
  if (!action) return answerError(response, 404, 'no_such_action', 'There is no such action.');
  const payload = parseWorkflowPayload(body);
  const execution = payload && {
    object: { type: payload.object.objectType, id: payload.object.objectId },
    fields: payload.inputFields,
  };
  const input = execution && action.parse(execution);
  if (!payload || input === null) {
    return answerError(
      response,
      400,
      'bad_request',
      'The execution is not understood: it needs its record and its fields.',
    );
  }
  const { portalId } = payload.origin;
  if (!(await deps.isActive(portalId))) {
    return answerError(response, 403, 'not_installed', 'Ledgerline is not installed in this HubSpot account.');
  }
  const actor = `workflow:${payload.context?.workflowId ?? 'unknown'}`;
  if (!isAllowed(deps.permissions, name, ['workflow', actor])) {
    deps.log.info({ portalId, action: name, actor }, 'a workflow may not act');
    return answerError(
      response,
      403,
      'not_allowed',
      'Workflows may not do this here: see LEDGERLINE_ACTORS of the server.',
    );
  }
  try {
    const asked = { id: payload.callbackId, action: name, actor, input };
    const outputs = await deps.callbacks.execute(portalId, asked, deps.answerWithinMs);
    response.json({ outputFields: outputs ?? BLOCK });
  } catch (error) {
    answerFailure(deps, response, error);
  }
}

const BLOCK = { hs_execution_state: 'BLOCK', hs_expiration_duration: `PT${EXPIRES_SECONDS}S` };

/** Whatever may be over by then is asked for again. */
function answerFailure({ log }: WorkflowDeps, response: Response, error: unknown): void {
  log.error({ err: error }, 'a workflow action failed; HubSpot asks again');
  const seconds = error instanceof RetryLater ? Math.ceil(error.afterMs / 1000) : 30;
  response.set('retry-after', String(Math.min(seconds, 3600)));
  const message =
    error instanceof ConfigError ? `${error.message} ${error.fix}` : 'It could not be done now. Ask again.';
  answerError(response, 503, 'retry_later', message);
}
