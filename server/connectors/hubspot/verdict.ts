import { ConfigError, RetryLater } from '../../engine/error.ts';
import { Refusal, problemOf, words } from './refusal.ts';
import type { HttpAnswer } from './transport.ts';

/** What an answer means for the call: take it, use another token, ask again after a while, or give up with an error. */
export type Verdict =
  | { readonly kind: 'answer' }
  | { readonly kind: 'token-rejected' }
  /** `applied`: a write may have happened although the answer is a failure. */
  | { readonly kind: 'again'; readonly afterMs: number | null; readonly reason: string; readonly applied: boolean }
  | { readonly kind: 'error'; readonly error: Error };

/** Meanings of the statuses as HubSpot documents them; `what` names the call in messages. */
export function judge(answer: HttpAnswer, what: string): Verdict {
  const { status } = answer;
  if (status >= 200 && status < 300) return { kind: 'answer' };
  if (status === 401) return { kind: 'token-rejected' };
  if (status === 403) return { kind: 'error', error: forbidden(answer, what) };
  if (status === 429) {
    const { policyName = '' } = problemOf(answer.body);
    const reason = `HubSpot's ${policyName || 'rate'} limit is reached`;
    return { kind: 'again', afterMs: pauseOf(answer), reason, applied: false };
  }
  if (status === 423) return { kind: 'again', afterMs: 2_000, reason: 'HubSpot has the record locked', applied: false };
  if (status === 477) {
    const reason = 'HubSpot is moving the account to another data centre';
    return { kind: 'again', afterMs: pauseOf(answer), reason, applied: false };
  }
  if (status >= 500) {
    return { kind: 'again', afterMs: retryAfter(answer), reason: `HubSpot answered ${status}`, applied: true };
  }
  return { kind: 'error', error: new Refusal(status, answer.body, what) };
}

/** How long a 429 or a 477 asks to wait; one without Retry-After, as long as the named limit takes to let calls through. */
export function pauseOf(answer: HttpAnswer): number {
  const { policyName = '' } = problemOf(answer.body);
  return retryAfter(answer) ?? (answer.status === 477 ? 60_000 : policyPause(policyName));
}

export const isOfTheDay = ({ body }: HttpAnswer): boolean => problemOf(body).policyName === 'DAILY';

function policyPause(policyName: string): number {
  if (policyName === 'DAILY') return 3_600_000;
  return policyName === 'SECONDLY' ? 1_000 : 10_000;
}

function retryAfter({ headers }: HttpAnswer): number | null {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
}

/** A person has to grant the app more. */
export class MissingScopes extends ConfigError {
  constructor(message: string, fix: string) {
    super(message, fix);
    this.name = 'ConfigError';
  }
}

function forbidden(answer: HttpAnswer, what: string): ConfigError {
  const problem = problemOf(answer.body);
  const scopes = (problem.errors ?? []).flatMap((error) => error.context?.['requiredGranularScopes'] ?? []);
  if (problem.category !== 'MISSING_SCOPES') {
    return new ConfigError(
      `HubSpot forbids ${what}: ${words(problem)}`,
      'Allow it in the HubSpot account, or install the app again.',
    );
  }
  const names = scopes.length > 0 ? [...new Set(scopes)].join(', ') : 'a scope it does not name';
  return new MissingScopes(
    `The HubSpot app lacks a scope for ${what}: ${names}.`,
    "Add the scope to the app's app-hsmeta.json, upload the project and install the app again.",
  );
}

/** The wait before the n-th repetition (from 0): half a second doubling, plus up to as much again so that callers spread. */
export const backoff = (attempt: number, random: number): number => 500 * 2 ** attempt * (1 + random);

export const later = (reason: string, afterMs: number): RetryLater => new RetryLater(`${reason}.`, Math.ceil(afterMs));
