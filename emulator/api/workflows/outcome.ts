import { z } from 'zod';
import type { ExecutionRow } from './executions.ts';

/** What a blocked action waits for when it does not say: a week. */
const WEEK_MS = 7 * 86_400_000;
const Answer = z.object({ outputFields: z.record(z.string(), z.unknown()).default({}) });

/** 2xx ends or blocks it, 429 and 5xx and silence have it sent again, what else is in the 400s fails it. */
export function outcomeOf(
  { status, body }: { readonly status: number | null; readonly body: string },
  now: number,
): Pick<ExecutionRow, 'state' | 'outputFields' | 'expiresAt'> {
  const none = { outputFields: {}, expiresAt: null };
  if (status === null || status === 429 || status >= 500) return { ...none, state: 'RETRIED' };
  if (status < 200 || status >= 300) return { ...none, state: 'FAILED' };
  const { outputFields } = parsed(body);
  const state = outputFields['hs_execution_state'];
  if (state !== 'BLOCK') return { outputFields, expiresAt: null, state: state === 'FAIL_CONTINUE' ? state : 'SUCCESS' };
  const patience = durationMs(outputFields['hs_expiration_duration']);
  return { outputFields, state: 'WAITING', expiresAt: now + patience };
}

function parsed(body: string): z.infer<typeof Answer> {
  try {
    return Answer.parse(JSON.parse(body));
  } catch {
    return { outputFields: {} };
  }
}

/** ISO 8601, as far as HubSpot's examples go: weeks, days, hours, minutes, seconds. */
function durationMs(text: unknown): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(String(text));
  if (!match) return WEEK_MS;
  const [weeks, days, hours, minutes, seconds] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks ?? 0) * 7 + (days ?? 0)) * 24 + (hours ?? 0)) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1000;
}
