import { ConfigError, RetryLater } from '../../engine/error.ts';
import { bucketOf, type Budget } from './budget/budget.ts';
import { NoAnswer, pathOnly, type HttpAnswer, type HttpRequest, type Transport } from './transport.ts';
import { backoff, judge, later } from './verdict.ts';

export interface CallDeps {
  readonly transport: Transport;
  /** The portal's requests, of which every try takes one. */
  readonly budget: Budget;
  /** The portal's access token; a `rejected` one is replaced before the promise resolves. */
  readonly token: (rejected?: string) => Promise<string>;
  readonly wait: (ms: number) => Promise<void>;
  /** Between 0 and 1. */
  readonly random: () => number;
}

export interface ApiRequest extends HttpRequest {
  /** Whether repeating it does no harm. All reads are; of the writes those that say where the record should end up. */
  readonly repeatable: boolean;
}

/**
 * The answer to a write was lost: HubSpot may have applied it. Whoever may repeat the write can take this for a
 * RetryLater; whoever reports outcomes has to say that this one is unknown.
 */
export class LostAnswer extends RetryLater {
  constructor(message: string, afterMs: number) {
    super(message, afterMs);
    this.name = 'LostAnswer';
  }
}

export type Call = (request: ApiRequest) => Promise<HttpAnswer>;

const ATTEMPTS = 4;
/** A longer pause is better spent elsewhere: the caller gets RetryLater and does something else meanwhile. */
const LONGEST_PAUSE_MS = 12_000;

type Step =
  | { readonly answer: HttpAnswer }
  | { readonly pauseMs: number | null; readonly reason: string; readonly applied: boolean };

/**
 * Calls the API for one portal: a slot of the budget, a valid token, a few repetitions of what may be repeated.
 * Throws RetryLater, ConfigError, Refusal, or LostAnswer for a write whose effect is unknown.
 */
export function createCall(deps: CallDeps): Call {
  return async (request) => {
    let maybeApplied = false;
    for (let attempt = 0; ; attempt += 1) {
      const step = await tryOnce(deps, request);
      if ('answer' in step) return step.answer;
      maybeApplied ||= step.applied && request.method !== 'GET';
      const pauseMs = step.pauseMs ?? backoff(attempt, deps.random());
      if (maybeApplied && !request.repeatable) throw new LostAnswer(step.reason, pauseMs);
      if (attempt + 1 < ATTEMPTS && pauseMs <= LONGEST_PAUSE_MS) {
        await deps.wait(pauseMs);
      } else {
        throw maybeApplied ? new LostAnswer(step.reason, pauseMs) : later(step.reason, pauseMs);
      }
    }
  };
}

async function tryOnce(deps: CallDeps, request: ApiRequest): Promise<Step> {
  const what = `${request.method} ${pathOnly(request.path)}`;
  try {
    const answer = await authorised(deps, request);
    const verdict = judge(answer, what);
    if (verdict.kind === 'answer') return { answer };
    if (verdict.kind === 'error') throw verdict.error;
    if (verdict.kind === 'token-rejected') {
      throw new ConfigError(
        'HubSpot does not accept the access token of this account.',
        'Install the app again, or replace HUBSPOT_ACCESS_TOKEN.',
      );
    }
    return { pauseMs: verdict.afterMs, reason: verdict.reason, applied: verdict.applied };
  } catch (error) {
    if (error instanceof NoAnswer) return { pauseMs: null, reason: error.message, applied: error.sent };
    throw error;
  }
}

/** A 401 may only mean that the token ended early; it is refreshed once. */
async function authorised(deps: CallDeps, request: ApiRequest): Promise<HttpAnswer> {
  const token = await deps.token();
  const answer = await counted(deps, request, token);
  return answer.status === 401 ? counted(deps, request, await deps.token(token)) : answer;
}

async function counted({ budget, transport }: CallDeps, request: ApiRequest, token: string): Promise<HttpAnswer> {
  const told = await budget.acquire(bucketOf(request.path));
  const answer = await transport(request, token);
  await told(answer);
  return answer;
}
